"""`dev.py check`: everything but the tests."""

import argparse
import os
import secrets
import subprocess
import tempfile

from tools.environment import PYTHON, ROOT, set_up

AUDIT = (".ci/audit.py",)
CHECKS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("manage.py", "prepare"),
    ("manage.py", "makemigrations", "--check", "--dry-run"),
    ("manage.py", "check", "--deploy", "--fail-level", "INFO"),
    ("manage.py", "check_content"),
    AUDIT,
)
NOT_AUDITED = 2  # what the audit ends with where it could not look everything up


def check(options: argparse.Namespace) -> int:
    """Run every check, also after one has failed; name those that failed.

    Without a network nothing can be audited. That does not stop anybody, but is said last.
    """
    set_up("dev", options.offline)
    production = {
        "HILFE_ENV": "",
        "SITE_URL": "https://hilfe.example.org",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    codes: dict[tuple[str, ...], int] = {}
    with tempfile.TemporaryDirectory() as folder:  # content as it is shipped, not as edited here
        environment = {**os.environ, **production, "DATA_DIR": folder}
        for words in CHECKS:
            print(f"\n→ {' '.join(words)}", flush=True)
            codes[words] = subprocess.run(
                [str(PYTHON), *words], cwd=ROOT, env=environment
            ).returncode
    print(verdict(codes))
    return 1 if failed(codes) else 0


def failed(codes: dict[tuple[str, ...], int]) -> list[str]:
    return [
        " ".join(words)
        for words, code in codes.items()
        if code and (words, code) != (AUDIT, NOT_AUDITED)
    ]


def verdict(codes: dict[tuple[str, ...], int]) -> str:
    """The last lines: what failed, and whether the packages were compared with known holes."""
    names = failed(codes)
    line = f"\nFailed: {'; '.join(names)}" if names else "\nAll checks passed."
    if codes.get(AUDIT) == NOT_AUDITED:
        line += "\nNOT AUDITED: the packages could not be compared with the known holes."
    return line
