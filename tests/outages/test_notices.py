"""A mail server stops: staff find a notice prepared, readers read it, also without a database."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mailcheck.authority import Authority
from tests.outages.conftest import fetched
from tests.servers.mail import MailHost
from tests.servers.postgresql import PostgreSQL
from tests.servers.site import Site

pytestmark = pytest.mark.servers

TITLE = "Gestört: E-Mails abrufen"
PAGES = ("/", "/faq/pop3-imap/", "/einrichten/", "/stoerungen/")
PATIENCE = 60.0
OFFER = """
from faq.models import MailServer
MailServer.objects.exclude(key="imap-ssl-tls").update(status="hidden")
MailServer.objects.filter(key="imap-ssl-tls").update(host="localhost", port={port})
"""
STATUS = (
    "from faq.models import ServiceNotice as N; print(*N.objects.values_list('status', 'title'))"
)
PUBLISH = """
from faq.models import ServiceNotice
notice = ServiceNotice.objects.get()
notice.status = "published"
notice.save()
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def mail_host(authority: Authority) -> Iterator[MailHost]:
    issued = authority.issue("localhost")
    with MailHost(issued.certificate, issued.key) as host:
        yield host


@pytest.fixture(scope="module")
def watched(
    postgresql: PostgreSQL,
    authority: Authority,
    mail_host: MailHost,
    tmp_path_factory: pytest.TempPathFactory,
    fill: Callable[..., Path],
) -> Iterator[Site]:
    """A site that offers one service, of a mail server on this machine."""
    folder = tmp_path_factory.mktemp("watched")
    environment = {
        "DATABASE_URL": postgresql.url,
        "MAILCHECK_CA_FILE": str(authority.ca_file),
        "PRIVATE_NETWORKS": "1",
        "RATE_LIMITS": "0",
    }
    fill(folder, environment)
    with Site(folder, environment=environment) as site:
        site.manage("shell", "-c", OFFER.format(port=mail_host.ports["imap_tls"]))
        yield site


def checked(site: Site) -> bool:
    """Whether every service answered."""
    try:
        site.manage("check_mailservers")
    except subprocess.CalledProcessError:
        return False
    return True


def told(site: Site) -> str:
    return site.manage("shell", "-v", "0", "-c", STATUS).strip()


def is_read(site: Site, path: str) -> bool:
    """Whether both processes say it: each takes about half of the connections."""
    answers = [fetched(site.port, path) for _ in range(12)]
    return all(status == 200 and TITLE in text for status, _, text in answers)


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_readers_hear_of_a_server_that_stopped(
    watched: Site, mail_host: MailHost, postgresql: PostgreSQL
) -> None:
    assert checked(watched)
    mail_host.stop()
    assert not checked(watched)
    assert told(watched) == ""  # once may be chance
    assert not checked(watched)
    assert told(watched) == f"('prepared', '{TITLE}')"
    assert TITLE not in fetched(watched.port, "/")[2]

    watched.manage("shell", "-c", PUBLISH)
    wait_until(lambda: all(is_read(watched, path) for path in PAGES))

    postgresql.stop()
    wait_until(lambda: fetched(watched.port, "/bereit/")[0] == 503)
    assert [path for path in PAGES if not is_read(watched, path)] == []

    born_before = set(watched.workers)
    for worker in born_before:
        os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(set(watched.workers) - born_before) == len(born_before))
    wait_until(lambda: fetched(watched.port, "/bereit/")[0] == 503)
    assert [path for path in PAGES if not is_read(watched, path)] == []
