"""Does any input give a report, and does the work grow with the input only?"""

import re
import tomllib
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.bounce import Report, analyse

# Pieces of real messages, so that random inputs reach every branch.
PIECES = [
    "550",
    "5.1.1",
    "4.4.7",
    "smtp;",
    "Diagnostic-Code:",
    "Final-Recipient: rfc822;",
    "Action: failed",
    "Status:",
    "<a@example.org>:",
    "said:",
    "(in reply to RCPT TO command)",
    "\n",
    "\n\n",
    "> ",
    ">>> ",
    "<<< ",
    "------ This is a copy of the message",
    'Content-Type: multipart/report; boundary="x"',
    "Content-Type: message/rfc822",
    "--x",
    "--x--",
    "MIME-Version: 1.0",
    "Received: from x by y with z",
    "From: MAILER-DAEMON@x",
    "=?utf-8?B?????=",
    "Content-Transfer-Encoding: base64",
    "\u00a0",
    "\0",
    "İ",
    "\ud800",
    "<html>",
    "<p",
    "&#99999999999;",
    'charset="nonsense"',
    "[TSS04]",
    "?c=hi",
    "OFR_506",
    "RESOLVER.ADR.RecipNotFound",
    "Postfach",
    "voll",
    "ist",
    "nicht",
    "verzögert",
]

SAMPLES: list[str] = [
    sample["text"]
    for sample in tomllib.loads(
        Path(__file__).with_name("samples.toml").read_text(encoding="utf-8")
    )["sample"]
]


def part_of(text: str) -> st.SearchStrategy[str]:
    """Any stretch of the text."""
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return bounds.map(lambda span: text[min(span) : max(span)])


@given(st.one_of(st.text(), st.binary()))
@settings(max_examples=300)
def test_any_input_gives_a_report(source: str | bytes) -> None:
    assert isinstance(analyse(source), Report)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
@settings(max_examples=400)
def test_pieces_in_any_order_give_a_report_with_evidence_inside_its_text(source: str) -> None:
    report = analyse(source)

    for failure in report.failures:
        span = failure.evidence
        assert span is None or 0 <= span.start <= span.end <= len(report.text)


@given(st.lists(st.sampled_from(SAMPLES).flatmap(part_of), max_size=6).map("\n".join))
@settings(max_examples=200)
def test_parts_of_real_messages_give_a_report_with_literal_codes(source: str) -> None:
    report = analyse(source)

    joined = re.sub(r"\s", "", report.text)
    for code in report.codes:
        assert all(part in joined for part in (code.reply, code.enhanced) if part)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300)
def test_the_same_input_gives_the_same_report(source: str) -> None:
    assert analyse(source) == analyse(source)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join))
@settings(max_examples=200)
def test_codes_always_stand_literally_in_the_text(source: str) -> None:
    report = analyse(source)

    joined = re.sub(r"\s", "", report.text)
    for code in report.codes:
        assert all(part in joined for part in (code.reply, code.enhanced) if part)


@pytest.mark.parametrize("depth", [1, 10, 200])
def test_nested_messages_of_any_depth_give_a_report(depth: int) -> None:
    message = EmailMessage()
    message["From"] = "MAILER-DAEMON@example.net"
    message.set_content("<a@example.org>: host mx said: 550 5.1.1 User unknown")
    source = message.as_bytes()
    for level in range(depth):
        source = (
            b'From: a@example.net\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b%d"'
            b"\n\n--b%d\nContent-Type: message/rfc822\n\n%b\n--b%d--\n"
        ) % (level, level, source, level)

    assert isinstance(analyse(source), Report)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-1", "Empfänger unbekannt"),
        ("windows-1252", "Empfänger unbekannt"),
        ("utf-8", "Empfänger unbekannt"),
        ("utf-16", "Empfänger unbekannt"),
        ("iso-2022-jp", "宛先不明"),
    ],
)
def test_charsets_are_read(charset: str, text: str) -> None:
    message = EmailMessage()
    message["From"] = "MAILER-DAEMON@example.net"
    message["MIME-Version"] = "1.0"
    message.set_content(f"550 5.1.1 {text}", charset=charset)

    assert text in analyse(message.as_bytes()).text


def test_unknown_charset_is_read_anyway() -> None:
    source = (
        b"From: MAILER-DAEMON@example.net\nContent-Type: text/plain; charset=klingon\n\n"
        b"said: 550 5.1.1 Empf\xe4nger unbekannt"
    )

    assert "Empfänger" in analyse(source).text


def test_text_without_any_line_end_is_limited() -> None:
    assert len(analyse("x" * 2_000_000).text) < 200_000


def test_long_line_of_dashes_is_read_once() -> None:
    """A pattern that begins at each of them reads their square: this test would not end."""
    report = analyse("550 5.1.1 <name@example.org>: User unknown\n" + "-" * 190_000)

    assert [failure.code.reply for failure in report.failures] == ["550"]
