"""Is Outlook's own file read, and nothing but a file harmed by a broken one?"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.bounce import Cause, Kind, understand
from faq.bounce.outlook import outlook_text
from tests.bounce.compound import compound, message

SAID = "550 5.1.1 <eva@example.org>: Recipient address rejected: User unknown"
REPORT = message(p_0037="Unzustellbar: Angebot", p_1000=f"Ihre Nachricht kam nicht an.\n{SAID}")


def test_body_of_a_report_is_read() -> None:
    found = understand(REPORT)

    assert (found.kind, found.cause) == (Kind.SERVER_REPORT, Cause.MAILBOX_UNKNOWN)
    assert found.report.failures[0].code.enhanced == "5.1.1"


def test_what_the_server_said_of_a_recipient_is_read() -> None:
    text = outlook_text(
        message(p_0037="Unzustellbar", recip_39fe="eva@example.org", recip_0c1b=SAID)
    )

    assert f"<eva@example.org>: {SAID}" in text


def test_headers_stand_before_the_body() -> None:
    text = outlook_text(message(p_007d="From: MAILER-DAEMON@example.net", p_1000="Text"))

    assert text.startswith("From: MAILER-DAEMON@example.net\n\nText")


def test_long_stream_is_cut() -> None:
    assert len(outlook_text(message(p_1000="x" * 20_000))) == 20_000


@pytest.mark.parametrize("source", [b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0 data", REPORT[:700]])
def test_broken_file_says_nothing(source: bytes) -> None:
    assert outlook_text(source) == ""


@given(st.integers(0, len(REPORT) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=150)
def test_damaged_file_harms_nobody(place: int, damage: bytes) -> None:
    started = time.process_time()

    understand(REPORT[:place] + damage + REPORT[place + len(damage) :])

    assert time.process_time() - started < 1


def test_attached_text_is_read_and_other_data_is_not() -> None:
    streams = {
        "__attach_version1.0_#00000000/__substg1.0_37010102": SAID.encode(),
        "__attach_version1.0_#00000001/__substg1.0_37010102": bytes(range(256)),
    }

    assert outlook_text(compound(streams)) == SAID
