"""Has every cause the error analysis can name an explanation that tells people what to do?

Typography and length of sentences are held for all texts in `test_german.py`.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

FIXTURES = Path(__file__).parents[2] / "fixtures"


def fields_of(name: str) -> list[dict]:
    """The ``fields`` of every record in one fixture file, in its order."""
    text = (FIXTURES / f"{name}.yaml").read_text(encoding="utf-8")
    return [record["fields"] for record in yaml.safe_load(text)]


EXPLANATIONS = {explanation["cause"]: explanation for explanation in fields_of("explanations")}

# Cause → the party the advice turns to; the order is that of the fixture.
CAUSES = {
    "mailbox-unknown": "recipient",
    "mailbox-moved": "recipient",
    "mailbox-full": "recipient",
    "mailbox-disabled": "recipient",
    "domain-unknown": "recipient",
    "no-mail-accepted": "recipient",
    "network-error": "recipient-host",
    "mail-loop": "recipient-host",
    "delivery-expired": "recipient-host",
    "server-error": "recipient-host",
    "server-storage-full": "recipient-host",
    "delivery-program-failed": "recipient-host",
    "tls-failed": "recipient-host",
    "greylisted": "nobody",
    "too-many-connections": "recipient-host",
    "rate-limited": "sender",
    "sender-server-blocked": "host",
    "bad-reputation": "host",
    "reverse-dns-missing": "host",
    "sender-authentication-failed": "host",
    "sender-rejected": "sender",
    "relaying-denied": "sender",
    "login-required": "sender",
    "policy-refused": "sender",
    "spam-suspected": "sender",
    "virus-found": "sender",
    "content-refused": "sender",
    "filtered": "recipient",
    "message-malformed": "sender",
    "message-too-large": "sender",
    "recipient-limit-exceeded": "sender",
    "address-syntax": "sender",
    "address-not-ascii": "sender",
    "protocol-error": "recipient-host",
    "suppressed": "sender",
    "unknown": "unknown",
    "delayed": "nobody",
    "delivered": "nobody",
    "auto-reply": "nobody",
    "spam-report": "sender",
    "ordinary-mail": "nobody",
}

every_cause = pytest.mark.parametrize("cause", CAUSES)


def test_each_cause_has_exactly_one_explanation():
    assert [explanation["cause"] for explanation in fields_of("explanations")] == list(CAUSES)


def test_titles_are_distinct():
    titles = Counter(explanation["title"] for explanation in EXPLANATIONS.values())

    assert [title for title, count in titles.items() if count > 1] == []


@every_cause
def test_explanation_names_who_must_act(cause):
    assert EXPLANATIONS[cause]["party"] == CAUSES[cause]


@every_cause
def test_explanation_is_complete(cause):
    fields = ("title", "short_answer", "details", "search_words")

    assert [name for name in fields if not EXPLANATIONS[cause][name].strip()] == []
    assert not EXPLANATIONS[cause]["title"].endswith(".")


@every_cause
def test_steps_are_one_to_four_numbered_lines(cause):
    lines = EXPLANATIONS[cause]["steps"].splitlines()

    assert 1 <= len(lines) <= 4
    assert [line.split(". ")[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]


@every_cause
def test_search_words_are_three_to_eight_distinct_lines(cause):
    words = EXPLANATIONS[cause]["search_words"].splitlines()

    assert 3 <= len(set(words)) == len(words) <= 8


@pytest.mark.parametrize("cause", [cause for cause, party in CAUSES.items() if party == "host"])
def test_matter_of_the_host_asks_for_the_whole_returned_message(cause):
    steps = EXPLANATIONS[cause]["steps"]

    assert "Schreiben Sie uns" in steps
    assert "die ganze zurückgekommene E-Mail" in steps


def test_links_lead_to_records_and_entries():
    pages = {f"/fehlercode/{code['key']}/" for code in fields_of("error_codes")}
    pages |= {f"/faq/{entry['key']}/" for entry in fields_of("entries")}
    text = "\n".join(e[name] for e in EXPLANATIONS.values() for name in ("steps", "details"))

    links = set(re.findall(r"\]\((/[^)]*)\)", text))

    assert links <= pages
    assert len(links) > 30
