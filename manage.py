#!/usr/bin/env python3
"""Django's launcher, as `hilfe COMMAND` on a server: with the packages in .venv where they are."""

import os
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    try:
        import django  # noqa: F401
    except ModuleNotFoundError:
        if not PYTHON.exists() or Path(sys.prefix) == PYTHON.parent.parent:
            raise
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606  (this very file, with its packages)
    from mmfaq.command import main as run

    run()


if __name__ == "__main__":
    main()
