"""The container's check asks where the server listens, under the name that the site has."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.process import free_port, is_open
from tests.servers.site import ROOT, Site

HOSTS = ("127.0.0.1", "0.0.0.0", "127.0.0.2", "localhost", "[::]", "[::1]")
NAMES = ("hilfe.müller.example", "Hilfe.Example:8443", "[2001:db8::1]")


def checked(**settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mmfaq.healthcheck"],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.servers
def test_server_is_found_where_it_listens(tmp_path: Path, fill: Callable[..., Path]) -> None:
    """One server at many addresses, and under several names, instead of a start for each."""
    binds = [f"{host}:{free_port()}" for host in HOSTS]
    binds += [f"unix:{tmp_path}/a.sock", f"unix://{tmp_path}/b.sock"]
    allowed = {"ALLOWED_HOSTS": ",".join(name.removesuffix(":8443") for name in NAMES)}
    options = tuple(word for bind in binds for word in ("--bind", bind))

    assert [bind for bind in binds if checked(BIND=bind).returncode == 0] == []
    with Site(fill(tmp_path), environment=allowed, options=options):
        assert [bind for bind in binds if checked(BIND=bind).returncode != 0] == []
        for name in NAMES:
            finished = checked(BIND=binds[0], SITE_URL=f"https://{name}")
            assert finished.returncode == 0, name


@pytest.mark.parametrize("bind", ["8000", "fd://3", "unix:/missing.sock", "127.0.0.1:1", "a:99999"])
def test_server_that_cannot_be_asked_is_not_well(bind: str) -> None:
    finished = checked(BIND=bind)

    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr


def test_empty_setting_is_not_given() -> None:
    assert checked(BIND="", SITE_URL="").returncode == (0 if is_open(8000) else 1)
