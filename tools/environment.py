"""The virtual environment in .venv, made from the hashed lists in requirements/.

A stamp, written last, tells that it is complete: a set-up that was killed is simply made again.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "complete"


class Stop(Exception):
    """One clear sentence for the person at the terminal."""


def set_up(lock: str, wheels: Path | None) -> None:
    """Make .venv hold what requirements/<lock>.txt lists; at once when it already does."""
    wanted = fingerprint(lock)
    if STAMP.exists() and wanted in STAMP.read_text().split():
        return
    if not PYTHON.exists() or not STAMP.exists():
        make_environment(wheels)
    done = STAMP.read_text() if STAMP.exists() else ""
    STAMP.unlink(missing_ok=True)
    print(
        f"Installing the packages of requirements/{lock}.txt (once, about a minute) …", flush=True
    )
    install(ROOT / "requirements" / f"{lock}.txt", wheels)
    compile_code()
    STAMP.write_text(f"{done}\n{wanted}")


def fingerprint(lock: str) -> str:
    """Identify a lock and the Python it was installed for."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_bytes()
    return hashlib.sha256(text + sys.version.encode() + str(VENV).encode()).hexdigest()


def make_environment(wheels: Path | None) -> None:
    """Create .venv with pip, by the first of four ways that works.

    A Debian machine with only python3 has no ensurepip: then a pip wheel from the given folder, the
    system's own pip, or (as root) Debian's package.
    """
    shutil.rmtree(VENV, ignore_errors=True)
    venv = [sys.executable, "-m", "venv"]
    if succeeds(*venv, str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if pip_command(wheels) and succeeds(*venv, "--without-pip", str(VENV)):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    package = f"python{version}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(package)
        if succeeds(*venv, "--clear", str(VENV)):
            return
    raise Stop(
        "This Python cannot make virtual environments with pip (module ensurepip is missing). "
        f"On Debian or Ubuntu: sudo apt-get install {package}"
    )


def pip_command(wheels: Path | None) -> list[str]:
    """How to call pip for .venv: its own, a wheel in the folder, or the system's."""
    if succeeds(str(PYTHON), "-m", "pip", "--version"):
        return [str(PYTHON), "-m", "pip"]
    for wheel in sorted(wheels.glob("pip-*.whl")) if wheels else ():
        return [str(PYTHON), f"{wheel}/pip"]
    if succeeds(sys.executable, "-m", "pip", "--version"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return []


def install(requirements: Path, wheels: Path | None) -> None:
    words = [*pip_command(wheels), "install", "--quiet", "--disable-pip-version-check"]
    words += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(requirements)]
    words += ["--no-index", "--find-links", str(wheels)] if wheels else ["--retries", "2"]
    result = subprocess.run(words, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    if result.returncode:
        raise Stop(
            f"{result.stderr.strip()[-1500:]}\n\nThe packages could not be installed. Is there a "
            "network, and does pip reach its index? Without one: dev.py … --offline FOLDER "
            "with the wheels in it."
        )


def compile_code() -> None:
    """Compile the site's own code as pip did the packages': a start is 0.3 s shorter.

    Python would do so by itself, but not where PYTHONDONTWRITEBYTECODE is set.
    """
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "faq", "mmfaq"], cwd=ROOT, check=False)


def apt_install(*packages: str) -> None:
    print(f"Installing {' '.join(packages)} with apt …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with nothing_started():
        for words in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", *packages],
        ):
            subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def nothing_started(policy: Path = Path("/usr/sbin/policy-rc.d")) -> Iterator[None]:
    """Let Debian's packages start none of their services: the tests start their own."""
    if policy.exists():  # the machine has a policy of its own
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


def succeeds(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True).returncode == 0
    except OSError:
        return False
