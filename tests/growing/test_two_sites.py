"""Two site processes and one PostgreSQL behave as one site."""

import time

import pytest

from tests.growing.conftest import Grown
from tests.servers.site import Site
from tests.servers.staff import Answer, Staff

pytestmark = pytest.mark.servers

PROMISED_SECONDS = 1.0
ENTRY = "/faq/pop3-imap/"
WINDOW_SECONDS = 60  # of the limits in faq/web/rate_limit.py


def seconds_until(grown: Grown, words: str) -> float:
    """How long the other site still shows the entry without these words."""
    started = time.monotonic()
    while words not in Staff().ask(grown.other, ENTRY).text:
        assert time.monotonic() - started < 20
        time.sleep(0.02)
    return time.monotonic() - started


def analysed(reader: Staff, site: Site) -> Answer:
    """The answer of the error analysis to a reader."""
    return reader.send(site, "/fehleranalyse/", [("message", "550 5.1.1 User unknown")])


def early_in_a_window() -> None:
    """Wait until a window of the limits has enough time left for one test."""
    left = WINDOW_SECONDS - time.time() % WINDOW_SECONDS
    if left < 15:
        time.sleep(left + 0.1)


def test_edit_on_one_is_seen_on_the_other_within_a_second(grown: Grown, staff: Staff) -> None:
    page = staff.page_of(grown.one, "pop3-imap")
    Staff().ask(grown.other, ENTRY)
    waits = []

    for number in range(3):  # the machine may be busy: the promise is about the site
        answer = staff.change(grown.one, page, title=f"Neuer Titel Nummer {number}?")
        assert answer.status == 302, answer.text
        waits.append(seconds_until(grown, f"Neuer Titel Nummer {number}?"))

    assert min(waits) < PROMISED_SECONDS


def test_page_is_the_same_on_both(grown: Grown) -> None:
    one, other = (Staff().ask(site, "/fehlercodes/") for site in (grown.one, grown.other))

    assert one.body == other.body
    assert one.headers["ETag"] == other.headers["ETag"]


def test_who_logged_in_on_one_is_known_on_the_other(grown: Grown, staff: Staff) -> None:
    assert staff.ask(grown.other, "/admin/").status == 200


def test_requests_to_both_are_counted_together(grown: Grown) -> None:
    early_in_a_window()
    reader = Staff()

    on_one = [analysed(reader, grown.one).status for _ in range(21)]
    on_other = analysed(reader, grown.other)

    assert (on_one[19], on_one[20]) == (200, 429)
    assert on_other.status == 429
    assert int(on_other.headers["Retry-After"]) <= WINDOW_SECONDS


def test_who_is_locked_out_on_one_is_locked_out_on_the_other(grown: Grown) -> None:
    early_in_a_window()
    guesser = Staff()
    for _ in range(8):
        guesser.log_in(grown.one, "wrong")

    assert guesser.log_in(grown.other, grown.password).status == 429
    assert Staff().log_in(grown.other, grown.password).status == 302
