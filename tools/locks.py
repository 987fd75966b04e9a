"""`dev.py lock`: the hashed lists in requirements/, made from pyproject.toml.

The largest list comes first; the smaller ones take its versions. One list serves all Pythons.
"""

import argparse
import os
import subprocess

from tools.environment import PYTHON, ROOT, Stop, set_up

OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip
LOCKS = {
    "dev": ("--all-extras", "--group", "dev"),
    "production": ("--all-extras", "--constraints", "requirements/dev.txt"),
    "runtime": ("--constraints", "requirements/dev.txt"),
}


def lock(options: argparse.Namespace) -> int:
    """Bring the lists up to pyproject.toml; versions stay where they fit, unless told otherwise."""
    set_up("dev", options.offline)
    environment = {"UV_PYTHON_DOWNLOADS": "never", **machine_index(), **os.environ}
    for name, words in LOCKS.items():
        command = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS, *words]
        command += ["--output-file", f"requirements/{name}.txt"]
        command += ["--upgrade"] if options.upgrade and name == "dev" else []
        if subprocess.run(command, cwd=ROOT, env=environment).returncode:
            raise Stop(f"requirements/{name}.txt could not be made; the reason stands above.")
    return 0


def machine_index() -> dict[str, str]:
    """Where pip of this machine finds packages, as uv wants to hear it; nothing of it is kept."""
    words = [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"]
    found = subprocess.run(words, capture_output=True, text=True)
    return {"UV_DEFAULT_INDEX": found.stdout.strip()} if found.returncode == 0 else {}
