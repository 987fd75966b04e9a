"""What the analysis knows of our own servers: from checks, and from what staff have told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from faq.bounce import Direction
from faq.models import MailServer, MailServerCheck, ServiceNotice
from faq.services.bounce.own_servers import server_state
from tests.factories import make_mail_server

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def checked(server: MailServer, failures: int = 0) -> MailServer:
    now = datetime.now(UTC)
    MailServerCheck.objects.create(
        server=server, host=server.host, port=server.port, checked_at=now, unchanged_since=now,
        is_usable=not failures, failures=failures, fault="timeout" if failures else "",
    )  # fmt: skip
    return server


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("failures", "is_up"), [(0, True), (1, None), (2, False)])
def test_one_failure_says_nothing_yet(failures: int, is_up: bool | None) -> None:
    checked(make_mail_server("imap"), failures)

    state = server_state(Direction.RECEIVING)

    assert (state.is_up if state else None) is is_up


@time_machine.travel(NOON, tick=False)
def test_calendar_and_filters_are_no_way_of_mail() -> None:
    checked(make_mail_server("imap"))
    checked(make_mail_server("caldav", path="/dav/"), failures=2)
    checked(make_mail_server("managesieve"), failures=2)

    state = server_state(Direction.RECEIVING)

    assert state is not None
    assert state.is_up


@time_machine.travel(NOON, tick=False)
def test_what_staff_have_told_counts_more_than_a_check() -> None:
    server = checked(make_mail_server("imap"))
    checked(make_mail_server("smtp"))
    notice = ServiceNotice.objects.create(title="Gestört", status="published")
    notice.services.add(server)

    receiving, sending = server_state(Direction.RECEIVING), server_state(Direction.SENDING)

    assert receiving is not None
    assert (receiving.is_up, receiving.notice) == (False, notice)
    assert sending is not None
    assert sending.is_up


@time_machine.travel(NOON, tick=False)
def test_announced_work_is_no_fault_before_it_begins() -> None:
    server = checked(make_mail_server("imap"))
    begins = NOON + timedelta(hours=1)
    notice = ServiceNotice.objects.create(
        title="Umbau", kind="planned", status="published", starts_at=begins,
        ends_at=begins + timedelta(hours=1),
    )  # fmt: skip
    notice.services.add(server)

    state = server_state(Direction.RECEIVING)

    assert state is not None
    assert state.is_up
