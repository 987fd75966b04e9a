"""Is the cause understood from a sentence alone, however a mail system words it?"""

import tomllib
from pathlib import Path

import pytest

from faq.bounce import analyse

SAID: list[tuple[str, str]] = [
    (text, cause)
    for cause, group in tomllib.loads(
        Path(__file__).with_name("causes.toml").read_text(encoding="utf-8")
    ).items()
    for text in group["said"]
]


@pytest.mark.parametrize(("text", "cause"), SAID)
def test_sentence_tells_the_cause(text: str, cause: str) -> None:
    assert analyse(text).failures[0].cause == cause


@pytest.mark.parametrize(("text", "cause"), [row for row in SAID if row[0][:3].isdigit()])
def test_sentence_tells_the_same_inside_a_report(text: str, cause: str) -> None:
    report = (
        "This is the mail system at host relay.example.net.\n\n"
        "I'm sorry to have to inform you that your message could not\n"
        "be delivered to one or more recipients. It's attached below.\n\n"
        f"<eva@example.org>: host mx.example.org[192.0.2.7] said: {' '.join(text.split())}\n"
    )

    assert analyse(report).failures[0].cause == cause


@pytest.mark.parametrize(
    "text",
    tomllib.loads(Path(__file__).with_name("boilerplate.toml").read_text(encoding="utf-8"))[
        "texts"
    ],
)
def test_what_stands_around_every_failure_names_no_cause(text: str) -> None:
    report = analyse(text)

    assert report.outcome == "failed"
    assert report.failures[0].cause == "unknown"
