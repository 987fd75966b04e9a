#!/usr/bin/env python3
"""The project's commands on a machine that has nothing but Python: run, test, check.

    python3 dev.py run     set up, fill the database, serve the site
    python3 dev.py test    set up and run every test; --postgres on PostgreSQL what asks it
    python3 dev.py check   lint, types, migrations, deployment settings, content, known holes

The set-up is a virtual environment in .venv from the hashed lists in requirements/. A stamp,
written last, tells that it is complete: a set-up that was killed is simply made again.
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
import contextlib
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "complete"
REPORT = ROOT / "var" / "tests.xml"
OUTSIDE = "(../shared)"  # in the reason of a test that needs material beside the project

# What the tests start beside the site: program -> Debian's package.
TEST_PROGRAMS = {
    "chromium": "chromium fonts-liberation",
    "pg_ctlcluster": "postgresql",
    "redis-server": "redis-server",
    "nginx": "nginx",
    "dovecot": "dovecot-imapd dovecot-pop3d",
    "postfix": "postfix",
}
# See tests/conftest.py: the other tests have no database, and would only do the same once more.
ON_POSTGRESQL = "Run on PostgreSQL: the tests that ask the database, without those in a browser."
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("manage.py", "prepare"),
    ("manage.py", "makemigrations", "--check", "--dry-run"),
    ("manage.py", "check", "--deploy", "--fail-level", "INFO"),
    ("manage.py", "check_content"),
    (".ci/audit.py",),
)


class Stop(Exception):
    """One clear sentence for the person at the terminal."""


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
    commands = parser.add_subparsers(required=True, metavar="run | test | check")
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
    command.add_argument(
        "--no-skips",
        action="store_true",
        help="a skipped test is a failure, but for material beside the project",
    )
    command.set_defaults(command=test)

    command = commands.add_parser("check", parents=[common], help="run everything but the tests")
    command.set_defaults(command=check)
    options, further = parser.parse_known_args()
    options.pytest = further
    if further and options.command is not test:
        parser.error(f"unknown: {' '.join(further)}")
    return options


# ---- run


def run(options: argparse.Namespace) -> int:
    """Serve the site on one address with the production server; replaces this process."""
    listener = listen(options.host, options.port)
    needs_extras = options.server == "granian" or "DATABASE_URL" in os.environ
    set_up("production" if needs_extras else "runtime", options.offline)
    environment = local_environment(options.host, options.port)
    collect_static(environment)
    manage("prepare", environment=environment)

    print(f"\n  Site   {environment['SITE_URL']}/\n  Staff  {environment['SITE_URL']}/admin/")
    print("\n  Stop with Ctrl+C.", flush=True)
    if options.server == "granian":
        listener.close()  # granian opens the address itself
        words = ["granian", "mmfaq.wsgi:application", "--interface", "wsgi", "--no-ws"]
        words += ["--host", options.host, "--port", str(options.port), "--workers", "2"]
    else:
        # The open socket is handed over: whoever follows the address now waits, nobody is refused.
        listener.set_inheritable(True)
        words = ["gunicorn", "-c", "python:mmfaq.server", "mmfaq.wsgi"]
        words += ["--bind", f"fd://{listener.fileno()}", "--log-level", "warning"]
    os.chdir(ROOT)
    os.execve(VENV / "bin" / words[0], words, environment)


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        raise Stop(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            f"Choose another: python3 dev.py run --port {port + 1}"
        ) from error
    return listener


def local_environment(host: str, port: int) -> dict[str, str]:
    """The settings of a site on one's own machine, each replaceable from outside."""
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - the user asked for it
    name = "127.0.0.1" if everywhere else f"[{host}]" if ":" in host else host
    return {
        "SITE_URL": f"http://{name}:{port}",
        "ALLOWED_HOSTS": "*" if everywhere else name,
        "DATA_DIR": str(ROOT / "var"),
        **os.environ,
    }


def collect_static(environment: dict[str, str]) -> None:
    """Copy and compress the static files when one is newer than the list of the last time."""
    finished = Path(environment["DATA_DIR"]) / "static" / "staticfiles.json"
    sources = [STAMP, *(ROOT / "static").rglob("*")]
    if finished.exists() and all(
        source.stat().st_mtime <= finished.stat().st_mtime for source in sources
    ):
        return
    manage("collectstatic", "--noinput", "--verbosity", "0", environment=environment)


# ---- test, check


def test(options: argparse.Namespace) -> int:
    """Run pytest on three processes; the last line says what was left out and why.

    One more than the cores of a small machine: many tests wait for a server.
    """
    hint = install_test_programs()
    set_up("dev", options.offline)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    words = [str(PYTHON), "-m", "pytest", "-n", "3", "--dist", "worksteal"]  # keeps files together
    words += [f"--junitxml={REPORT}", *options.pytest]
    with database(options.postgres) as environment:
        code = subprocess.run(words, cwd=ROOT, env=environment).returncode
    skipped = skipped_tests()
    print(skip_line(skipped, hint))
    if options.postgres:
        print(ON_POSTGRESQL)
    return 1 if options.no_skips and avoidable(skipped) else code


@contextlib.contextmanager
def database(postgres: bool) -> Iterator[dict[str, str]]:
    if not postgres:
        yield dict(os.environ)
        return
    from tests.servers.postgresql import PostgreSQL, ProgramMissing

    try:
        with PostgreSQL() as server:
            yield {**os.environ, "DATABASE_URL": server.url}
    except ProgramMissing as error:
        raise Stop(f"{error} On Debian or Ubuntu: sudo apt-get install postgresql") from error


def install_test_programs() -> str:
    """Install what the tests start, where that is allowed; else return the line to type."""
    packages = [package for name, package in TEST_PROGRAMS.items() if not program(name)]
    if not packages or not shutil.which("apt-get"):
        return ""
    names = " ".join(packages).split()
    if os.geteuid() != 0:
        return f"sudo apt-get install {' '.join(names)}"
    apt_install(*names)
    return ""


def program(name: str) -> str | None:
    """The path of a program; servers lie in sbin, which is not on everybody's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def skipped_tests() -> Counter[str]:
    """How many tests were skipped for which reason, from pytest's report."""
    if not REPORT.exists():
        return Counter()
    cases = ElementTree.parse(REPORT).iter("skipped")
    return Counter(case.get("message", "no reason") for case in cases)


def avoidable(skipped: Counter[str]) -> bool:
    """Whether a test was skipped that the project itself has all it needs for."""
    return any(OUTSIDE not in reason for reason in skipped)


def skip_line(skipped: Counter[str], hint: str) -> str:
    if not skipped:
        return "Skipped: nothing."
    reasons = "; ".join(f"{count} × {reason}" for reason, count in skipped.most_common())
    line = f"Skipped: {skipped.total()} ({reasons})."
    return f"{line} To run them as well: {hint}" if hint else line


def check(options: argparse.Namespace) -> int:
    """Run every check, also after one has failed; name those that failed."""
    set_up("dev", options.offline)
    production = {
        "SITE_URL": "https://hilfe.example.org",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    failed = []
    with tempfile.TemporaryDirectory() as folder:  # content as it is shipped, not as edited here
        environment = {**os.environ, **production, "DATA_DIR": folder}
        for words in CHECKS:
            print(f"\n→ {' '.join(words)}", flush=True)
            if subprocess.run([str(PYTHON), *words], cwd=ROOT, env=environment).returncode:
                failed.append(" ".join(words))
    print(f"\nFailed: {'; '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


# ---- set-up


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
    for words in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL)


def succeeds(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True).returncode == 0
    except OSError:
        return False


def manage(*words: str, environment: dict[str, str]) -> None:
    if subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT, env=environment).returncode:
        raise Stop(f"manage.py {words[0]} failed; the reason stands above.")


if __name__ == "__main__":
    sys.exit(main())
