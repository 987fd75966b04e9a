"""A text that is approved for a minute is read in every process within two seconds of it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers.site import Site
from tests.servers.staff import Staff

pytestmark = pytest.mark.servers

PROMISED_SECONDS = 2.0
APPROVE = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from faq.models import Entry
from faq.services.content.working_copies import approve, store
row, chief = Entry.objects.get(key="pop3-imap"), User.objects.get()
row.title = "Erst zur vollen Minute?"
moment = timezone.now() + timedelta(seconds=4)
approve(store(row, {}, chief), chief, moment)
print(moment.timestamp())
"""


@pytest.fixture
def pair(tmp_path: Path, fill: Callable[..., Path]) -> Iterator[tuple[Site, Site]]:
    """Two servers, of two processes each, on one database."""
    folder = fill(tmp_path)
    environment = {"RATE_LIMITS": "0"}
    with Site(folder, environment=environment) as one, Site(folder, environment=environment) as two:
        yield one, two


def test_text_is_read_everywhere_within_two_seconds_of_its_minute(pair: tuple[Site, Site]) -> None:
    for site in pair:
        Staff().ask(site, "/faq/pop3-imap/")
    moment = float(pair[0].manage("shell", "-c", APPROVE).strip().splitlines()[-1])

    waits = {}
    while len(waits) < len(pair) and time.time() < moment + 20:
        for site in pair:
            text = Staff().ask(site, "/faq/pop3-imap/").text
            if "Erst zur vollen Minute?" in text:
                waits.setdefault(site.port, time.time() - moment)
        time.sleep(0.1)

    assert all(0 <= wait < PROMISED_SECONDS for wait in waits.values())
    assert len(waits) == 2
