"""Has every cause the error analysis can name an explanation that tells people what to do?

Typography and length of sentences are held for all texts in `test_german.py`.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from faq.bounce import Cause, Party
from faq.bounce.registry import party

FIXTURES = Path(__file__).parents[2] / "fixtures"


def fields_of(name: str) -> list[dict]:
    """The ``fields`` of every record in one fixture file, in its order."""
    text = (FIXTURES / f"{name}.yaml").read_text(encoding="utf-8")
    return [record["fields"] for record in yaml.safe_load(text)]


EXPLANATIONS = {explanation["cause"]: explanation for explanation in fields_of("explanations")}

every_cause = pytest.mark.parametrize("cause", list(Cause))


def test_each_cause_has_exactly_one_explanation():
    assert [explanation["cause"] for explanation in fields_of("explanations")] == list(Cause)


def test_titles_are_distinct():
    titles = Counter(explanation["title"] for explanation in EXPLANATIONS.values())

    assert [title for title, count in titles.items() if count > 1] == []


@every_cause
def test_explanation_names_the_same_party_as_the_analysis(cause):
    assert EXPLANATIONS[cause]["party"] == party(cause)


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


@pytest.mark.parametrize("cause", [cause for cause in Cause if party(cause) is Party.HOST])
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
