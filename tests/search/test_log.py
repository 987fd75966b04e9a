"""Counts of searches: words only, written apart from the reader's request."""

import pytest

from faq.models import SearchCount
from faq.search.log import SEARCHES, anonymous, count_search

CANARY = "erika.beispiel@example.org"


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("Postfach VOLL", "postfach voll"),
        (f"mail von {CANARY} weg", "mail von weg"),
        ("Kundennummer 4711081512", "kundennummer"),
        ("0171-1234567", ""),
        ("server mx7.example.org 192.0.2.7", "server"),
        ("fehler 550 5.1.1 0x800ccc0e", "fehler 550 5.1.1 0x800ccc0e"),
        ("lang " * 50, ""),
    ],
)
def test_addresses_numbers_and_pasted_messages_are_dropped(query: str, kept: str) -> None:
    assert anonymous(query) == kept


@pytest.mark.django_db
def test_counts_of_a_day_are_added_up() -> None:
    for _ in range(3):
        count_search("Postfach voll", has_hit=True)
    SEARCHES.write()
    count_search("postfach  voll", has_hit=True)
    count_search("Gartenzwerg", has_hit=False)
    SEARCHES.write()

    rows = SearchCount.objects.order_by("terms").values_list("terms", "has_hit", "count")
    assert list(rows) == [("gartenzwerg", False, 1), ("postfach voll", True, 4)]


@pytest.mark.django_db
def test_read_only_site_counts_nothing(settings: pytest.FixtureRequest) -> None:
    settings.READ_ONLY = True
    count_search("Postfach", has_hit=True)
    SEARCHES.write()

    assert not SearchCount.objects.exists()
