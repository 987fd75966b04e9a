"""Has every cause the error analysis can name an explanation that tells people what to do?

Typography and length of sentences are held for all texts in `test_german.py`.
"""

import re
from collections import Counter

import pytest

from faq.bounce import Cause, Party
from faq.bounce.code_table import party

every_cause = pytest.mark.parametrize("cause", list(Cause))


def test_each_cause_has_exactly_one_explanation(explanations):
    assert list(explanations) == list(Cause)


def test_titles_are_distinct(explanations):
    titles = Counter(explanation["title"] for explanation in explanations.values())

    assert [title for title, count in titles.items() if count > 1] == []


@every_cause
def test_explanation_names_the_same_party_as_the_analysis(explanations, cause):
    assert explanations[cause]["party"] == party(cause)


@every_cause
def test_explanation_is_complete(explanations, cause):
    fields = ("title", "short_answer", "details", "search_words")

    assert [name for name in fields if not explanations[cause][name].strip()] == []
    assert not explanations[cause]["title"].endswith(".")


@every_cause
def test_steps_are_one_to_four_numbered_lines(explanations, cause):
    lines = explanations[cause]["steps"].splitlines()

    assert 1 <= len(lines) <= 4
    assert [line.split(". ")[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]


@every_cause
def test_search_words_are_three_to_eight_distinct_lines(explanations, cause):
    words = explanations[cause]["search_words"].splitlines()

    assert 3 <= len(set(words)) == len(words) <= 8


@pytest.mark.parametrize("cause", [cause for cause in Cause if party(cause) is Party.HOST])
def test_matter_of_the_host_asks_for_the_whole_returned_message(explanations, cause):
    steps = explanations[cause]["steps"]

    assert re.search(r"\{[Ss]chreiben-[Ss]ie-uns\}", steps)
    assert "die ganze zurückgekommene E-Mail" in steps


def test_links_lead_to_records_and_entries(explanations, error_codes, entries):
    pages = {f"/fehlercode/{key}/" for key in error_codes} | {f"/faq/{key}/" for key in entries}
    texts = [fields[name] for fields in explanations.values() for name in ("steps", "details")]

    links = {link for text in texts for link in re.findall(r"\]\((/[^)]*)\)", text)}

    assert links <= pages
    assert len(links) > 30
