"""List what production is made of (CycloneDX) and compare it with the known vulnerabilities.

    python .ci/audit.py

Writes var/sbom.json. Ends with 1 when a package in requirements/production.txt has a known
vulnerability, and with 2 when some could not be looked up, for example without a network: that is
no fault of ours, and no clean bill either.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "production.txt"
VULNERABLE, NOT_AUDITED = 1, 2
BILL = ROOT / "var" / "sbom.json"
PACKAGE = re.compile(r"^([a-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def main() -> int:
    packages = PACKAGE.findall(LOCK.read_text())
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(json.dumps(bill_of_materials(packages), indent=1))
    print(f"{len(packages)} packages listed in {BILL.relative_to(ROOT)}")
    looked_up, vulnerable = audited()
    unknown = len(packages) - looked_up
    for name, version, names in vulnerable:
        print(f"{name} {version}: {', '.join(names)}")
    print(f"{looked_up} looked up, {len(vulnerable)} vulnerable, {unknown} could not be looked up")
    if unknown:
        print(f"NOT AUDITED: {unknown} of {len(packages)} packages")
    return VULNERABLE if vulnerable else NOT_AUDITED if unknown else 0


def bill_of_materials(packages: list[tuple[str, str]]) -> dict[str, object]:
    components = [
        {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}"}
        for name, version in packages
    ]
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}


def audited() -> tuple[int, list[tuple[str, str, list[str]]]]:
    """How many packages were looked up, and which are vulnerable by what."""
    words = ["-m", "pip_audit", "-r", str(LOCK), "--disable-pip", "--require-hashes"]
    words += ["--format", "json", "--progress-spinner", "off"]
    result = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    try:
        found = json.loads(result.stdout)["dependencies"]
    except ValueError:  # no answer: it could not reach the list of known holes
        print(result.stderr.strip()[-500:])
        return 0, []
    known = [package for package in found if "skip_reason" not in package]
    vulnerable = [
        (package["name"], package["version"], [one["id"] for one in package["vulns"]])
        for package in known
        if package["vulns"]
    ]
    return len(known), vulnerable


if __name__ == "__main__":
    sys.exit(main())
