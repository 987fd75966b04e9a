"""`dev.py test`: pytest with what it needs, and what it left out, failed and covered.

The servers that tests start come from Debian's packages; they are installed only when asked for.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from tools.environment import PYTHON, ROOT, Stop, apt_install, set_up

REPORT = ROOT / "var" / "tests.xml"
OUTSIDE = "(../shared)"  # in the reason of a test that needs material beside the project
FAILED = 1  # pytest's exit code for failed tests; others are faults of the run itself
AGAIN = ("--last-failed", "--last-failed-no-failures=none")
MEASURED = ("--cov=faq", "--cov=mmfaq", "--cov-branch", "--cov-report=", "--cov-fail-under=0")

GERMAN_THUNDERBIRD = "/usr/lib/thunderbird/extensions/langpack-de@thunderbird.mozilla.org.xpi"
# What the tests start beside the site, and a file that they read: its name -> Debian's packages.
TEST_PROGRAMS = {
    "chromium": "chromium fonts-liberation",
    "pg_ctlcluster": "postgresql",
    "redis-server": "redis-server",
    "nginx": "nginx",
    "caddy": "caddy",
    "dovecot": "dovecot-imapd dovecot-pop3d dovecot-managesieved",
    "postfix": "postfix",
    "thunderbird": "thunderbird",
    GERMAN_THUNDERBIRD: "thunderbird-l10n-de",
}
# See tests/conftest.py: the other tests have no database, and would only do the same once more.
ON_POSTGRESQL = "Run on PostgreSQL: the tests that ask the database, without those in a browser."


def test(options: argparse.Namespace) -> int:
    """Run pytest on three processes; the last lines say what failed first, and what was left out.

    One process more than the cores of a small machine: many tests wait for a server.
    """
    hint = offer_programs(install=options.install)
    set_up("dev", options.offline)
    words = [str(PYTHON), "-m", "pytest", "-n", "3", "--dist", "worksteal"]  # keeps files together
    words += [f"--junitxml={REPORT}", *options.pytest]
    with database(options.postgres) as environment:
        code = pytest(words, environment, MEASURED if options.coverage else ())
        skipped, failed = skipped_tests(), failed_tests()
        if code == FAILED and options.again:
            code = pytest(words, environment, AGAIN)
            print(first_try_line(failed, failed_tests()))
    print(skip_line(skipped, hint))
    if options.postgres:
        print(ON_POSTGRESQL)
    if options.coverage:
        code = coverage(complete=not options.pytest) or code
    return 1 if options.no_skips and avoidable(skipped) else code


def pytest(words: list[str], environment: dict[str, str], further: tuple[str, ...]) -> int:
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    return subprocess.run([*words, *further], cwd=ROOT, env=environment).returncode


def coverage(*, complete: bool) -> int:
    """Print how much of the code the tests ran through; a complete run must keep the floor."""
    words = [str(PYTHON), "-m", "coverage", "report", "--format=total", "--precision=1"]
    words += [] if complete else ["--fail-under=0"]
    result = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    print(f"Coverage of lines and branches in this process: {result.stdout.strip()} %")
    return result.returncode


@contextlib.contextmanager
def database(postgres: bool) -> Iterator[dict[str, str]]:
    if not postgres:
        yield dict(os.environ)
        return
    from tests.servers.postgresql import PostgreSQL
    from tests.servers.process import ProgramMissing

    try:
        with PostgreSQL() as server:
            yield {**os.environ, "DATABASE_URL": server.url}
    except ProgramMissing as error:
        raise Stop(f"{error} On Debian or Ubuntu: sudo apt-get install postgresql") from error


def missing_packages() -> list[str]:
    """Debian's packages of what the tests start and this machine does not have."""
    return " ".join(package for name, package in TEST_PROGRAMS.items() if not program(name)).split()


def offer_programs(*, install: bool) -> str:
    """Install what is missing if that was asked for; else return the line to type."""
    packages = missing_packages()
    if not packages or not shutil.which("apt-get"):
        return ""
    if not install or os.geteuid() != 0:
        return f"sudo apt-get install {' '.join(packages)}"
    apt_install(*packages)
    return ""


def program(name: str) -> str | None:
    """The path of a program, or of a file that is named by its path.

    Servers lie in sbin, which is not on everybody's path.
    """
    return shutil.which(name, os.F_OK, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


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


def failed_tests() -> list[str]:
    """The tests that failed, from pytest's report."""
    if not REPORT.exists():
        return []
    return [
        f"{case.get('classname')}::{case.get('name')}"
        for case in ElementTree.parse(REPORT).iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    ]


def first_try_line(first: list[str], second: list[str]) -> str:
    """What failed at the first try: a race that shows once in a while stands here, too."""
    marked = [f"  {name}{' (twice)' if name in second else ''}" for name in first]
    head = f"Failed at the first try: {len(first)}; once more, alone: {len(second)}."
    return "\n".join([head, *marked])
