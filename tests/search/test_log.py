"""Counts of searches: words only, written apart from the reader's request."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import Sum

from faq.models import SearchCount
from faq.search.log import SEARCHES, anonymous, count_search
from faq.services.content.unsure_searches import unsure_searches

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
        ("DE89 3704 0044 0532 0130 00 abgelehnt", "abgelehnt"),
        ("nl91 abna 0417 1643 00", ""),
        ("kunde K48213 re-2026117 vertrag4711081", "kunde re"),
        ("konto max19850312x", "konto"),
        ("karte 4111 1111 1111 1111", "karte"),
        ("rückruf 0371 / 12 34 56 78", "rückruf"),
        ("anruf 0171 550 421 9", "anruf"),
        ("anruf null eins sieben eins fünf fünf acht", "anruf"),
        ("fehler fünf fünf null, zwei Postfächer", "fehler fünf fünf null zwei postfächer"),
        ("geheimesPasswort!7 geht nicht", "geht nicht"),
        ("passwort: sommerregen falsch", "passwort falsch"),
        ("erika.mustermann (at) firma punkt de weg", "weg"),
        ("erika punkt mustermann ät firma punkt de weg", "weg"),
        ("max (punkt) muster (at) firma punkt de weg", "weg"),
        ("mein pin ist 4711", "mein pin"),
        ("Passwort lautet hund", "passwort"),
        ("pw=abc geht nicht", "pw geht nicht"),
        ("Passwort ist falsch", "passwort ist falsch"),
        ("max [at] example [dot] org", ""),
        ("max at example punkt org blockiert", "blockiert"),
        ("at&t mail ab", "at t mail ab"),
        ("port 993 geht nicht", "port 993 geht nicht"),
        ("outlook 2019 imap/smtp", "outlook 2019 imap smtp"),
    ],
)
def test_addresses_numbers_and_pasted_messages_are_dropped(query: str, kept: str) -> None:
    assert anonymous(query) == kept


@pytest.mark.django_db
def test_each_connection_counts_once_a_day() -> None:
    for reader in ("a", "b", "a"):
        count_search("Postfach voll", reader, has_hit=True)
    SEARCHES.write()
    count_search("postfach  voll", "c", has_hit=True)
    count_search("Gartenzwerg", "a", has_hit=False)
    SEARCHES.write()

    rows = SearchCount.objects.order_by("terms").values_list("terms", "has_hit", "count")
    assert list(rows) == [("gartenzwerg", False, 1), ("postfach voll", True, 3)]


@pytest.mark.django_db
@pytest.mark.parametrize("has_hit", [True, False])
def test_search_whose_page_was_ready_counts_as_when_it_was_made(has_hit: bool) -> None:
    count_search("Postfach voll", "a", has_hit=has_hit)
    for reader in ("a", "b", "c", "c"):
        count_search("postfach voll", reader, has_hit=None)
    SEARCHES.write()

    rows = SearchCount.objects.values_list("terms", "has_hit").annotate(Sum("count"))
    assert list(rows) == [("postfach voll", has_hit, 3)]


@pytest.mark.django_db
def test_count_waits_for_the_process_that_made_the_page() -> None:
    count_search("Postfach voll", "a", has_hit=None)
    SEARCHES.write()
    count_search("Postfach voll", "b", has_hit=True)
    SEARCHES.write()
    SEARCHES.write()

    assert SearchCount.objects.get().count == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "is_shown"),
    [([(1, "a")], False), ([(1, "a"), (1, "a")], False), ([(1, "a"), (1, "b")], True),
     ([(1, "a"), (2, "a")], True)],
)  # fmt: skip
def test_staff_see_what_two_connections_or_two_days_asked(
    asked: list[tuple[int, str]], is_shown: bool
) -> None:
    for day, reader in asked:
        with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
            count_search("max mustermann", reader, has_hit=False)
            SEARCHES.write()

    shown = [unsure.terms for unsure in unsure_searches(date(2026, 11, 1))]
    assert shown == ["max mustermann"] * is_shown


@pytest.mark.django_db
def test_a_day_keeps_no_more_than_its_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faq.models.search.MOST_A_DAY", 2)
    for number, word in enumerate(["rot", "blau", "grün", "rot"]):
        count_search(word, f"reader {number}", has_hit=False)
        SEARCHES.write()

    assert dict(SearchCount.objects.values_list("terms", "count")) == {"rot": 2, "blau": 1}


@pytest.mark.django_db
def test_read_only_site_counts_nothing(settings: pytest.FixtureRequest) -> None:
    settings.READ_ONLY = True
    count_search("Postfach", "a", has_hit=True)
    SEARCHES.write()

    assert not SearchCount.objects.exists()
