"""Who can act, and is the message back?"""

import pytest

from faq.bounce import Cause, Party, Place, Standing, Turn, understand
from faq.bounce.turns import turn

FAILED = "Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: {status}\n" \
         "Diagnostic-Code: smtp; {code} {status} {words}\n"  # fmt: skip


@pytest.mark.parametrize("cause", Cause)
def test_nobody_waits_for_what_came_back(cause: Cause) -> None:
    assert turn(cause, Party.RECIPIENT_HOST, Standing.RETURNED) is not Turn.WAIT


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("451", "4.3.0", "Temporary failure"),
        ("450", "4.2.0", "Greylisted, please try again"),
        ("421", "4.4.2", "Connection timed out"),
    ],
)
def test_action_failed_never_says_wait(code: str, status: str, words: str) -> None:
    found = understand(FAILED.format(code=code, status=status, words=words))

    assert found.standing is Standing.RETURNED
    assert found.turn is not Turn.WAIT


def test_delay_says_wait() -> None:
    found = understand(
        "Final-Recipient: rfc822; a@example.org\nAction: delayed\nStatus: 4.4.1\n"
        "Diagnostic-Code: smtp; 421 4.4.1 Connection timed out\n"
    )

    assert (found.standing, found.turn) == (Standing.TRYING, Turn.WAIT)


def test_we_are_not_asked_about_a_server_that_is_not_ours() -> None:
    said = (
        "This is the mail system at host {}.\n\n<a@example.org>: host mx.example.org said: "
        "550 5.7.1 Client host blocked using a blocklist (in reply to RCPT TO command)"
    )

    ours = understand(said.format("mail.host.example"), own_hosts=["mail.host.example"])
    theirs = understand(said.format("mail.example.net"), own_hosts=["mail.host.example"])

    assert (ours.turn, ours.foreign_reporter) == (Turn.SUPPORT, None)
    assert (theirs.turn, theirs.foreign_reporter) == (Turn.READER, "mail.example.net")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("<a@example.org>: host mx.example.org said: 550 5.1.1 User unknown", Place.OTHER_SERVER),
        (
            "<a@example.org> (expanded from <b@example.net>): host mx.example.org said: "
            "550 5.1.1 User unknown",
            Place.FORWARDER,
        ),
        ("<a@example.org>: host mail.host.example said: 452 4.3.1 Disk full", Place.OWN_SERVER),
        ("Anmeldung auf Server mail.host.example fehlgeschlagen", Place.PROGRAM),
    ],
)
def test_place_is_told(said: str, place: Place) -> None:
    assert understand(said, own_hosts=["mail.host.example"]).place is place


def test_fault_and_turn_are_two_things() -> None:
    found = understand("<a@example.org>: host mx.example.org said: 550 5.1.1 User unknown")

    assert (found.fault, found.turn) == (Party.RECIPIENT, Turn.READER)


@pytest.mark.parametrize(
    "text",
    [
        "Delivery is delayed to these recipients:\n\nb@example.org\n\nThis message hasn't "
        "been delivered yet. Delivery will continue to be attempted. The server will keep trying "
        "to deliver this message for the next 1 days. You'll be notified if the message can't be "
        "delivered by that time.",
        "Nachrichtenübermittlung unvollständig\n\nBei der Zustellung Ihrer Nachricht an "
        "b@example.org gab es ein vorübergehendes Problem. Wir werden es weitere 45 Stunden "
        "lang versuchen. Sie hören von uns, wenn die Zustellung endgültig fehlschlägt.",
    ],
)
def test_what_goes_on_is_late_and_not_given_up(text: str) -> None:
    found = understand(text)

    assert found.cause is Cause.DELAYED
    assert found.standing is Standing.TRYING
    assert found.turn is Turn.WAIT
