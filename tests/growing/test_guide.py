"""docs/betrieb.md, followed literally on an empty folder: block after block, then the service.

What belongs to the machine is left out or moved: the user, the packages of an index, systemd;
/srv, /etc and /usr/local lie in a folder of the test. The proxies have tests of their own:
`test_caddy.py`, `test_proxy.py`.
"""

import configparser
import http.client
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mmfaq.environment_file import read_environment_file
from tests.servers.process import free_port
from tests.servers.site import ROOT

pytestmark = pytest.mark.servers

GUIDE = (ROOT / "docs" / "betrieb.md").read_text()
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
SOURCES = ("faq", "mmfaq", "templates", "static", "fixtures", "requirements")
OF_THE_MACHINE = (
    "useradd ",
    "python3 -m venv",
    ".venv/bin/pip ",
    "systemctl ",
    "hilfe changepassword",
)
HOST = "hilfe.example.org"


@dataclass(frozen=True, slots=True)
class Machine:
    """An empty machine in a folder; `run` does there what the guide says."""

    folder: Path

    @property
    def app(self) -> Path:
        return self.folder / "srv/hilfe/app"

    def moved(self, text: str) -> str:
        """The guide's words with its places in this folder."""
        text = text.replace("-o hilfe -g hilfe ", "")
        return re.sub(r"(?<![\w.])/(srv|etc|usr/local)/", rf"{self.folder}/\1/", text)

    def run(self, script: str, **environment: str) -> str:
        path = f"{self.folder}/usr/local/bin:{os.environ['PATH']}"
        finished = subprocess.run(
            ["sh", "-eu", "-c", self.moved(script)],
            env={"PATH": path, "LANG": "C.UTF-8", "HOME": str(self.folder)} | environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert finished.returncode == 0, f"{script}\n{finished.stdout}"
        return finished.stdout


def blocks(section: str, language: str) -> list[str]:
    """The blocks of a section, without their indent, for the machine that a test can be."""
    text = GUIDE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    found = [
        re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)
        for indent, kind, block in BLOCK.findall(text)
        if kind == language
    ]
    return [
        "".join(line for line in each.splitlines(True) if not line.startswith(OF_THE_MACHINE))
        for each in found
    ]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which the guide was followed down to the running service."""
    machine = Machine(tmp_path_factory.mktemp("machine"))
    for name in ("usr/local/bin", "etc/systemd/system", "etc/cron.d"):
        (machine.folder / name).mkdir(parents=True)
    first, *others = blocks("Auf einem Server", "sh")
    machine.run(first)
    for name in SOURCES:
        shutil.copytree(ROOT / name, machine.app / name)
    shutil.copy(ROOT / "manage.py", machine.app)
    lend_packages(machine.app / ".venv")
    for block in others:
        machine.run(block)
    return machine


def lend_packages(venv: Path) -> None:
    """Make the environment of step 2 from the packages of this run."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    site_packages = next(venv.glob("lib/python*/site-packages"))
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    (venv / "bin" / "gunicorn").symlink_to(Path(sys.executable).parent / "gunicorn")


def test_settings_and_data_are_for_their_owners_only(machine: Machine) -> None:
    place = machine.folder / "srv/hilfe"

    assert (place / "umgebung").stat().st_mode & 0o777 == 0o600
    for name in ("daten", "sicherungen"):
        assert (place / name).stat().st_mode & 0o777 == 0o700
    for path in (place / "daten").glob("db.sqlite3*"):
        assert path.stat().st_mode & 0o777 == 0o600


def test_accounts_are_made_as_the_guide_says(machine: Machine) -> None:
    listed = machine.run("hilfe staff list")

    assert "erika: Support, off" in listed
    assert "technik: administrator" in listed
    assert "admin: administrator" in listed


def test_command_says_when_the_shell_names_another_database(machine: Machine) -> None:
    other = str(machine.folder / "other")

    said = machine.run("hilfe version", DATA_DIR=other)

    expected = f"Not the database of {machine.folder}/srv/hilfe/umgebung, but of DATA_DIR={other}."
    assert said.splitlines()[0] == expected


def test_update_works(machine: Machine) -> None:
    (block,) = blocks("Aktualisieren", "sh")

    machine.run(block)

    assert (machine.folder / "srv/hilfe/sicherungen/vorher.tar").exists()


def test_nightly_backup_is_made_without_a_word(machine: Machine) -> None:
    (table,) = blocks("Auf einem Server", "cron")
    path, *lines = table.splitlines()
    commands = [line.split(None, 6)[6].replace(r"\%", "%") for line in lines]
    backup, remove, servers = commands

    said = machine.run(f"{machine.moved(path)}:$PATH\n{backup}\n{remove}")

    assert said == ""
    (archive,) = (machine.folder / "srv/hilfe/sicherungen").glob("2*.tar")
    assert archive.stat().st_mode & 0o777 == 0o600
    machine.run(f"{servers.split('>')[0]} --help")  # it would ask the servers themselves


@pytest.fixture(scope="module")
def unit(machine: Machine) -> configparser.SectionProxy:
    (text,) = blocks("Auf einem Server", "ini")
    path = machine.folder / "etc/systemd/system/hilfe.service"
    path.write_text(machine.moved(text).replace("User=hilfe\n", ""))
    if program := shutil.which("systemd-analyze"):
        found = subprocess.run([program, "verify", path], capture_output=True, text=True)
        assert str(path) not in found.stderr, found.stderr
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path)
    return parser["Service"]


@pytest.fixture(scope="module")
def port(unit: configparser.SectionProxy) -> Iterator[int]:
    """The port of the running service."""
    number = free_port()
    settings = read_environment_file(Path(unit["EnvironmentFile"]))
    with subprocess.Popen(
        unit["ExecStart"].split(),
        cwd=unit["WorkingDirectory"],
        env={"PATH": "/usr/bin:/bin", "BIND": f"127.0.0.1:{number}", **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            until = time.monotonic() + 60
            while answer(number, "/gesund/")[0] != 200 and time.monotonic() < until:
                time.sleep(0.1)
            yield number
        finally:
            process.terminate()


def answer(port: int, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": HOST, **headers})
        response = connection.getresponse()
        return response.status, response.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


def test_service_answers_as_a_public_site(port: int) -> None:
    secure = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}

    assert answer(port, "/")[0] == 301  # to https
    status, page = answer(port, "/faq/pop3-imap/", **secure)
    assert status == 200
    assert f"https://{HOST}/faq/pop3-imap/" in page


def test_service_has_the_rights_that_the_guide_gives(unit: configparser.SectionProxy) -> None:
    assert unit["ReadWritePaths"].endswith("/srv/hilfe/daten")
    assert unit["UMask"] == "0077"
