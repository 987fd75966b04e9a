"""Sections that carry the words of a query in their heading."""

import pytest

from faq.search import matching_sections
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

BODY = "## Postfach leeren\n\nA.\n\n## Postfächer vergrößern\n\nB.\n\n## Sonstiges\n\nC.\n"


def test_headings_with_the_words_are_found_in_any_form() -> None:
    make_entry("voll", body=BODY)

    found = matching_sections("mein Postfach", ["voll"])

    assert [section.anchor for section in found["voll"]] == [
        "postfaecher-vergroessern",
        "postfach-leeren",
    ]


def test_only_the_named_entries_are_looked_at() -> None:
    make_entry("voll", body=BODY)

    assert matching_sections("Postfach", []) == {}
