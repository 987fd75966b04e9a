"""dev.py on a machine without anything: a project of one wheel, its own folder, no network."""

import ast
import base64
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.process import free_port
from tools import checking, environment, testing

ROOT = Path(__file__).resolve().parent.parent

# Stands in for the site's packages: it brings the program `gunicorn`, which says how it was called.
PROGRAM = """\
import os, sys

def main():
    print("served:", *sys.argv[1:])
    print("SITE_URL:", os.environ["SITE_URL"], flush=True)
"""
METADATA = "Metadata-Version: 2.1\nName: standin\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
MANAGE = "import sys\nprint('manage.py', *sys.argv[1:], flush=True)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with dev.py, a lock of one package, and a wheel folder `wheels`."""
    (tmp_path / "dev.py").write_text((ROOT / "dev.py").read_text())
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "manage.py").write_text(MANAGE)
    for folder in ("static", "faq", "mmfaq"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mmfaq" / "wsgi.py").touch()
    wheel = write_wheel(tmp_path / "wheels")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tmp_path / "requirements").mkdir()
    for lock in ("runtime", "production", "dev"):
        text = f"standin==1.0 --hash=sha256:{digest}\n"
        (tmp_path / "requirements" / f"{lock}.txt").write_text(text)
    return tmp_path


def write_wheel(folder: Path) -> Path:
    files = {
        "standin.py": PROGRAM,
        "standin-1.0.dist-info/METADATA": METADATA,
        "standin-1.0.dist-info/WHEEL": WHEEL,
        "standin-1.0.dist-info/entry_points.txt": "[console_scripts]\n"
        "gunicorn = standin:main\ngranian = standin:main\n",
    }
    folder.mkdir()
    path = folder / "standin-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        record = ""
        for name, text in files.items():
            archive.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
            record += f"{name},sha256={digest.decode()},{len(text)}\n"
        archive.writestr("standin-1.0.dist-info/RECORD", record)
    return path


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def start(project: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    outside = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "dev.py", *words],
        cwd=project,
        env={**outside, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def output(project: Path, *words: str, **environment: str) -> str:
    """What `dev.py run` prints, on a free port unless one is given."""
    port = [] if "--port" in words else ["--port", str(free_port())]
    return start(project, "run", *port, *words, **environment).communicate(timeout=120)[0]


def test_first_run_sets_up_prepares_and_serves(project: Path) -> None:
    text = output(project, "--offline", "wheels")

    assert "manage.py collectstatic" in text
    assert "manage.py prepare" in text
    assert "  Staff  http://127.0.0.1:" in text
    assert "served: -c python:mmfaq.server mmfaq.wsgi --bind fd://" in text


def test_other_server_is_started_on_request(project: Path) -> None:
    text = output(project, "--offline", "wheels", "--server", "granian")

    assert "served: mmfaq.wsgi:application --interface wsgi --no-ws --host 127.0.0.1" in text


def test_set_up_compiles_the_code_where_python_would_not(project: Path) -> None:
    output(project, "--offline", "wheels", PYTHONDONTWRITEBYTECODE="1")

    assert list((project / "mmfaq" / "__pycache__").glob("wsgi.*.pyc"))


def test_second_run_installs_nothing(project: Path) -> None:
    output(project, "--offline", "wheels")

    text = output(project, PIP_NO_INDEX="1")

    assert "Installing" not in text
    assert "served:" in text


def test_changed_lock_is_installed_again(project: Path) -> None:
    output(project, "--offline", "wheels")
    with (project / "requirements" / "runtime.txt").open("a") as lock:
        lock.write("# changed\n")

    assert "Installing" in output(project, "--offline", "wheels")


@pytest.mark.parametrize("seconds", [0.3, 1.5, 3.0])
def test_set_up_killed_half_way_is_made_again(project: Path, seconds: float) -> None:
    first = start(project, "run", "--offline", "wheels")
    time.sleep(seconds)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()

    assert "served:" in output(project, "--offline", "wheels")


def test_port_in_use_is_said_before_anything_is_installed(project: Path, busy_port: int) -> None:
    text = output(project, "--port", str(busy_port))

    assert f"Port {busy_port} on 127.0.0.1 cannot be used" in text
    assert "Traceback" not in text
    assert not (project / ".venv").exists()


def test_missing_network_is_said(project: Path) -> None:
    nowhere = "http://127.0.0.1:9/simple"

    text = output(project, PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=nowhere,
                  PIP_FIND_LINKS="", PIP_EXTRA_INDEX_URL="")  # fmt: skip

    assert "Is there a network" in text
    assert "Traceback" not in text


def test_old_python_is_told_which_one_is_needed(project: Path) -> None:
    code = "import sys; sys.version_info = (3, 9, 2); exec(open('dev.py').read())"

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True
    )

    assert result.returncode == 1
    assert result.stderr.startswith("The help site needs Python 3.11 or newer, this is 3.9.2.")


def test_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "dev.py").read_text(), feature_version=(3, 7))


def test_without_ensurepip_a_pip_wheel_will_do(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", project / ".venv")
    monkeypatch.setattr(environment, "PYTHON", project / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment.sys, "executable", python_without_ensurepip(project))
    (project / "wheels" / "pip-26.0-py3-none-any.whl").touch()

    environment.make_environment(project / "wheels")

    assert (project / ".venv" / "bin" / "python").exists()


def test_without_ensurepip_and_pip_the_line_to_type_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", project / ".venv")
    monkeypatch.setattr(environment, "PYTHON", project / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment.sys, "executable", python_without_ensurepip(project))
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)

    with pytest.raises(environment.Stop, match="sudo apt-get install python3"):
        environment.make_environment(None)
    assert not (project / ".venv").exists()


def python_without_ensurepip(folder: Path) -> str:
    """Makes a Python that behaves as Debian's without python3-venv, and has no pip either."""
    program = folder / "python-without-ensurepip"
    program.write_text(
        f'#!/bin/sh\ncase "$*" in\n*--without-pip*) exec {sys.executable} "$@";;\n'
        '*"-m venv"*) mkdir -p "$3"; exit 1;;\n*) exit 1;;\nesac\n'
    )
    program.chmod(0o755)
    return str(program)


def test_nothing_skipped_is_said() -> None:
    assert testing.skip_line(Counter(), "") == "Skipped: nothing."


def test_only_what_lies_beside_the_project_may_be_missing() -> None:
    beside = {"the public payload lists (../shared) are not at hand": 4}

    assert not testing.avoidable(Counter(beside))
    assert testing.avoidable(Counter(beside | {"no Chromium": 1}))


def test_skipped_tests_are_counted_with_reason_and_remedy() -> None:
    line = testing.skip_line(Counter({"no Chromium": 3}), "sudo apt-get install chromium")

    assert line == (
        "Skipped: 3 (3 × no Chromium). To run them as well: sudo apt-get install chromium"
    )


def test_what_failed_at_the_first_try_is_listed() -> None:
    assert testing.first_try_line(["a::b", "c::d"], ["c::d"]) == (
        "Failed at the first try: 2; once more, alone: 1.\n  a::b\n  c::d (twice)"
    )


def test_failed_tests_are_read_from_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = "".join(
        f'<testcase classname="tests.a" name="{kind}"><{kind}/></testcase>'
        for kind in ("failure", "error", "skipped")
    )
    (tmp_path / "tests.xml").write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    monkeypatch.setattr(testing, "REPORT", tmp_path / "tests.xml")

    assert testing.failed_tests() == ["tests.a::failure", "tests.a::error"]


def test_nothing_is_installed_without_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(testing, "program", lambda name: None)
    monkeypatch.setattr(testing, "apt_install", lambda *names: installed.extend(names))
    monkeypatch.setattr(testing.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(testing.os, "geteuid", lambda: 0)

    hint = testing.offer_programs(install=False)
    before = list(installed)
    testing.offer_programs(install=True)

    assert hint.startswith("sudo apt-get install chromium")
    assert before == []
    assert "postgresql" in installed


def test_installed_servers_are_not_started(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"

    with environment.nothing_started(policy):
        answer = subprocess.run([policy, "nginx", "start"]).returncode

    assert answer == 101  # "forbidden" in the words of invoke-rc.d
    assert not policy.exists()


@pytest.mark.parametrize(
    ("code", "line"), [(0, "All checks passed."), (2, "NOT AUDITED"), (1, "Failed: .ci/audit.py")]
)
def test_check_says_whether_the_packages_were_audited(code: int, line: str) -> None:
    codes = {("-m", "mypy"): 0, checking.AUDIT: code}

    assert line in checking.verdict(codes)
    assert bool(checking.failed(codes)) == (code == 1)
