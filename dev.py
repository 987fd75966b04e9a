#!/usr/bin/env python3
"""The project's commands on a machine that has nothing but Python.

    python3 dev.py run      set up, fill the database, serve the site
    python3 dev.py test     set up and run every test; --postgres on PostgreSQL what asks it
    python3 dev.py check    lint, types, migrations, deployment settings, content, known holes
    python3 dev.py lock     bring requirements/ up to pyproject.toml
    python3 dev.py matrix   the tests without servers on every supported Python and Django

What they do stands in tools/, with nothing but the standard library.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The help site needs Python 3.11 or newer, this is "
        + ".".join(str(part) for part in sys.version_info[:3])
        + ". Start it with a newer one, for example: python3.11 dev.py run"
    )

import argparse
from pathlib import Path

from tools.checking import check
from tools.environment import Stop
from tools.locks import lock
from tools.matrix import matrix
from tools.serving import run
from tools.testing import test


def main() -> int:
    """Run the command named on the command line; the exit code is the command's."""
    options = arguments()
    try:
        return int(options.command(options))
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="run | test | check | lock | matrix")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--offline", type=Path, metavar="FOLDER", help="install from these wheels")

    command = commands.add_parser("run", parents=[common], help="set up and serve the site")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--server", choices=("gunicorn", "granian"), default="gunicorn")
    command.set_defaults(command=run)

    command = commands.add_parser(
        "test", parents=[common], help="run all tests; further arguments are pytest's"
    )
    command.add_argument("--postgres", action="store_true", help="on a private PostgreSQL server")
    command.add_argument("--install", action="store_true", help="install what the tests start")
    command.add_argument("--again", action="store_true", help="ask what failed once more, alone")
    command.add_argument("--coverage", action="store_true", help="say how much the tests run")
    command.add_argument(
        "--no-skips",
        action="store_true",
        help="a skipped test is a failure, but for material beside the project",
    )
    command.set_defaults(command=test)

    command = commands.add_parser("check", parents=[common], help="run everything but the tests")
    command.set_defaults(command=check)

    command = commands.add_parser("lock", parents=[common], help="make the lists of packages")
    command.add_argument("--upgrade", action="store_true", help="to the newest versions that fit")
    command.set_defaults(command=lock)

    command = commands.add_parser("matrix", help="test on every Python and Django")
    command.set_defaults(command=matrix)

    options, further = parser.parse_known_args()
    options.pytest = further
    if further and options.command not in (test, matrix):
        parser.error(f"unknown: {' '.join(further)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
