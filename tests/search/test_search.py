"""The contract of the search, the same on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq.models import Entry, SynonymGroup
from faq.search import CODES, search
from tests.factories import make_category, make_entry

pytestmark = pytest.mark.django_db


def keys(query: str, **filters: str) -> list[str]:
    return [hit.key for hit in search(query, **filters).hits]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Postfach voll", "postfach-voll"),
        ("postfächer", "postfach-voll"),
        ("postfaecher", "postfach-voll"),
        ("Posfach", "postfach-voll"),
        ("Postf", "postfach-voll"),
        ("quota", "postfach-voll"),
        ("Abwesenheits-Nachricht", "abwesenheit"),
        ("abwesenheit einrichten", "abwesenheit"),
        ("richte mail programm ein", "mailprogramm"),
        ("993", "mailprogramm"),
        ("imap port", "mailprogramm"),
        ("mail.example.org", "mailprogramm"),
        ("550", "code-550"),
        ("Fehler 552", "code-552"),
        ("SMTP-Code 550", "code-550"),
        ("0x800CCC0E", "outlook-0x800ccc0e"),
        ("555 Unsupported option: SMTPUTF8", "code-555-smtputf8"),
        ("555", "code-555"),
        ("E-Mail Programm", "mailprogramm"),
    ],
)
def test_query_finds_its_answer_first(query: str, first: str) -> None:
    assert keys(query)[0] == first


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("query", ["Zahnarzt", "asdfghjkl", "", "   ", "?!", "\0", "Fußball Liga"])
def test_query_about_something_else_finds_nothing(query: str) -> None:
    assert keys(query) == []


@pytest.mark.usefixtures("content")
def test_enhanced_code_is_led_by_the_listed_code_it_comes_with() -> None:
    assert keys("5.2.2")[:2] == ["code-552", "code-5.2.2"]


@pytest.mark.usefixtures("content")
def test_typed_reply_code_leads_over_its_enhanced_code() -> None:
    hits = search("host said: 550 5.2.2 no").hits

    assert [hit.key for hit in hits if hit.is_direct] == ["code-550", "code-5.2.2"]


@pytest.mark.usefixtures("content")
def test_weak_finds_are_only_suggested() -> None:
    results = search("Gebrauchtwagen im Papierkorb verkaufen ")

    assert results.hits == ()
    assert [hit.key for hit in results.weak] == ["postfach-voll"]


@pytest.mark.usefixtures("content")
def test_misspelt_query_is_asked_back_in_real_spelling() -> None:
    assert search("Posfach vol ").correction.startswith("Postfach")


@pytest.mark.usefixtures("content")
def test_found_words_are_marked_in_title_and_excerpt() -> None:
    hit = search("Nachricht löschen").hits[0]

    assert "Löschen" in [span.text for span in hit.excerpt if span.is_marked]


@pytest.mark.usefixtures("content")
def test_first_answer_with_settings_brings_them_along() -> None:
    assert [server.port for server in search("Mailprogramm einrichten").settings] == [993]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("category", "first"), [("post", "abwesenheit"), ("technik", "mailprogramm"), (CODES, None)]
)
def test_category_narrows_the_answers(category: str, first: str | None) -> None:
    found = keys("einrichten", category=category)

    assert (found[0] if found else None) == first


@pytest.mark.usefixtures("content")
def test_synonym_works_as_soon_as_it_is_saved() -> None:
    before = keys("Ferienmeldung ")
    group = SynonymGroup.objects.create(key="x", terms="Abwesenheitsnachricht\nFerienmeldung\n")
    with_group = keys("Ferienmeldung ")
    group.delete()

    assert (before, with_group, keys("Ferienmeldung ")) == ([], ["abwesenheit"], [])


@pytest.mark.usefixtures("content")
def test_change_of_an_entry_is_found_at_once() -> None:
    entry = Entry.objects.get(key="abwesenheit")
    entry.search_words = "Blumenkübel\n"
    entry.save()

    assert keys("Blumenkübel") == ["abwesenheit"]


@pytest.mark.usefixtures("content")
def test_what_is_withdrawn_is_not_found() -> None:
    entry = Entry.objects.get(key="abwesenheit")
    entry.status = Entry.Status.WITHDRAWN
    entry.save()

    assert "abwesenheit" not in keys("Abwesenheitsnachricht")


@pytest.mark.usefixtures("content")
def test_draft_is_not_found() -> None:
    make_entry("entwurf", title="Blumenkübel gießen", status=Entry.Status.DRAFT)

    assert "entwurf" not in keys("Blumenkübel gießen")


@pytest.mark.usefixtures("content")
def test_deleted_entry_leaves_the_index() -> None:
    Entry.objects.get(key="abwesenheit").delete()

    assert keys("Abwesenheitsnachricht ") == []


def test_many_answers_are_divided_into_pages(db: None) -> None:
    category = make_category()
    for number in range(12):
        make_entry(f"postfach-{number}", category=category, title=f"Postfach {number:02}")

    first, second = search("Postfach"), search("Postfach", page=2)

    assert (first.total, first.last_page, len(first.hits), len(second.hits)) == (12, 2, 10, 2)
    assert not {hit.key for hit in first.hits} & {hit.key for hit in second.hits}


def test_empty_site_answers_every_query(db: None) -> None:
    assert search("Postfach 550 5.1.1").hits == ()


HOSTILE = [
    '"', "'", "') OR 1=1 --", "a AND OR NOT (", "NEAR(a b)", "title:*", "a* ^b", "\\", "%_%",
    "\x00\x01", "\ud800",
    "🙂 Postfach", "ＰＯＳＴＦＡＣＨ", "\u202ePostfach", "a" * 1_000_000, "wort " * 10_000,
    "5.1.1 " * 2_000, "(" * 5_000, "-" * 5_000, "x@" * 5_000, "1." * 5_000, "ﷺ" * 3_000,
]  # fmt: skip


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_answered(query: str) -> None:
    results = search(query)

    assert results.total == len(results.hits)


@pytest.mark.usefixtures("content")
def test_number_of_database_queries_does_not_grow_with_the_words() -> None:
    search("warm")
    with CaptureQueriesContext(
        connection,
    ) as few:
        search("Postfach")
    with CaptureQueriesContext(connection) as many:
        search("Postfach voll Nachricht Server Abwesenheit einrichten Outlook Adresse")

    assert len(many) <= len(few) + 1
