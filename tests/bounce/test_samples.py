"""Is each sample understood: outcome, codes, recipients, cause, party, permanence?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from faq.bounce import Code, Report, analyse

SAMPLES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("samples.toml").read_text(encoding="utf-8")
)["sample"]


def codes_as_written(report: Report) -> list[str]:
    return [f"{code.reply or '-'} {code.enhanced or '-'}" for code in report.codes]


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample["name"] for sample in SAMPLES])
def test_sample_is_understood(sample: dict[str, Any]) -> None:
    report = analyse(sample["text"])

    assert report.outcome == sample.get("outcome", "failed")
    assert codes_as_written(report) == sample["codes"]
    assert [f.recipient for f in report.failures if f.recipient] == sample.get("recipients", [])
    assert report.failures[0].cause == sample["cause"]
    assert report.failures[0].party == sample["party"]
    assert report.failures[0].permanence == sample["permanence"]


@pytest.mark.parametrize(
    "sample", [s for s in SAMPLES if "causes" in s], ids=lambda sample: sample["name"]
)
def test_each_recipient_has_its_own_cause(sample: dict[str, Any]) -> None:
    report = analyse(sample["text"])

    assert [failure.cause for failure in report.failures] == sample["causes"]


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample["name"] for sample in SAMPLES])
def test_codes_stand_in_the_text(sample: dict[str, Any]) -> None:
    report = analyse(sample["text"])

    parts = [part for code in report.codes for part in (code.reply, code.enhanced) if part]
    assert all(part in report.text for part in parts)


def test_evidence_is_the_line_with_the_code() -> None:
    report = analyse("Hallo\n<a@example.org>: host mx said: 550 5.1.1 User unknown\nGruß")

    evidence = report.failures[0].evidence
    assert evidence is not None
    assert report.text[evidence.start : evidence.end].startswith("<a@example.org>: host mx said")


def test_evidence_without_a_code_is_the_lines_with_the_words() -> None:
    report = analyse(
        "Der Empfänger hat die Mail nicht. Sie konnte nicht zugestellt werden:\n"
        "> Empfaenger leider nicht\n> bekannt\nGruß"
    )

    evidence = report.failures[0].evidence
    assert evidence is not None
    assert report.text[evidence.start : evidence.end] == "> Empfaenger leider nicht\n> bekannt"


def test_evidence_ends_where_the_next_recipient_begins() -> None:
    first = '"a@example.org":\nhost: mx.example.org\n5.2.1 <a@example.org>... User Unknown\n'
    second = '"b@example.org":\nhost: mx.example.org\n5.2.2 <b@example.org>... Mailbox Full\n'

    report = analyse(first + second)

    assert [failure.diagnostic for failure in report.failures] == [
        "5.2.1 <a@example.org>... User Unknown",
        "5.2.2 <b@example.org>... Mailbox Full",
    ]


def test_same_text_as_bytes_and_as_string_gives_the_same_answer() -> None:
    text = "Ihre Nachricht an jörg@example.org: 550 5.1.1 Empfänger unbekannt"

    assert analyse(text.encode()) == analyse(text)


def test_unknown_code_pair_is_reported_as_written() -> None:
    report = analyse("host mx said: 578 5.7.999 Refused by fantasy")

    assert report.codes == (Code("578", "5.7.999"),)
