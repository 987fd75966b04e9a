"""The contract of the search, the same on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq.models import Entry, SynonymGroup
from faq.search import CODES, search
from tests.factories import make_code, make_entry, make_mail_program

pytestmark = pytest.mark.django_db


def keys(query: str, **filters: str) -> list[str]:
    return [hit.key for hit in search(query, **filters).shown]


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
        ("wie richte ich mein mail programm ein", "mailprogramm"),
        ("993", "mailprogramm"),
        ("imap port", "mailprogramm"),
        ("mail.example.org", "mailprogramm"),
        ("550", "code-550"),
        ("Fehler 552", "code-552"),
        ("SMTP-Code 550", "code-550"),
        ("0x800CCC0E", "outlook-0x800ccc0e"),
        ("555 Unsupported option: SMTPUTF8", "code-555-smtputf8"),
        ("555", "code-555"),
        ("Server im E-Mail Programm", "mailprogramm"),
    ],
)
def test_query_finds_its_answer_first(query: str, first: str) -> None:
    assert keys(query)[0] == first


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("query", ["Xylophon", "qqqqqq", "", "   ", "?!", "\0", "Yak Zyx"])
def test_query_without_a_known_word_finds_nothing(query: str) -> None:
    assert keys(query) == []


@pytest.mark.usefixtures("content")
def test_enhanced_code_is_led_by_the_listed_code_it_comes_with() -> None:
    assert keys("5.2.2")[:2] == ["code-552", "code-5.2.2"]


@pytest.mark.usefixtures("content")
def test_number_of_a_port_names_no_code() -> None:
    make_code("587", title="Zustellung auf Dauer unmöglich")

    assert search("587 ").hits[0].key == "code-587"
    assert "code-587" not in [hit.key for hit in search("welcher Port, 465 oder 587? ").hits[:1]]


@pytest.mark.usefixtures("content")
def test_typed_reply_code_leads_over_its_enhanced_code() -> None:
    hits = search("host said: 550 5.2.2 no").hits

    assert [hit.key for hit in hits if hit.is_direct] == ["code-550", "code-5.2.2"]


@pytest.mark.usefixtures("content")
def test_what_is_not_sure_comes_as_the_nearest_three() -> None:
    results = search("Gebrauchtwagen im Papierkorb verkaufen ")

    assert results.hits == ()
    assert results.nearest[0].key == "postfach-voll"
    assert len(results.nearest) <= 3


@pytest.mark.usefixtures("content")
def test_misspelt_query_is_asked_back_in_real_spelling() -> None:
    assert search("Posfach vol ").correction.startswith("Postfach")


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("query", ["PosFach ", "wennn Postfach "])
def test_names_and_little_words_are_not_asked_back(query: str) -> None:
    assert search(query).correction == ""


@pytest.mark.usefixtures("content")
def test_capitals_throughout_are_no_name() -> None:
    assert search("POSFACH VOL ").correction.startswith("Postfach")


@pytest.mark.usefixtures("content")
def test_found_words_are_marked_in_title_and_excerpt() -> None:
    hit = search("alte Nachrichten löschen").shown[0]

    assert "Löschen" in [span.text for span in hit.excerpt if span.is_marked]


@pytest.mark.usefixtures("content")
def test_first_answer_with_settings_brings_them_along() -> None:
    results = search("Wie richte ich mein Mailprogramm ein?")

    assert [row.port for block in results.settings for row in block.services] == [993]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("category", "first"), [("post", "abwesenheit"), ("technik", "mailprogramm"), (CODES, None)]
)
def test_category_narrows_the_answers(category: str, first: str | None) -> None:
    hits = search("Wie richte ich mein Mailprogramm ein?", category=category).hits
    found = [hit.key for hit in hits]

    assert (found[0] if found else None) == first


@pytest.mark.usefixtures("content")
def test_synonym_works_as_soon_as_it_is_saved() -> None:
    before = keys("Ferienmeldung ")
    group = SynonymGroup.objects.create(key="x", terms="Abwesenheitsnachricht\nFerienmeldung\n")
    with_group = keys("Ferienmeldung ")
    group.delete()

    assert with_group[0] == "abwesenheit"
    assert "abwesenheit" not in [*before, *keys("Ferienmeldung ")]


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

    assert "abwesenheit" not in keys("Abwesenheitsnachricht ")


def test_many_answers_are_divided_into_pages(db: None) -> None:
    make_code("550", title="Die Adresse gibt es nicht", is_listed=True)
    for number in range(11):
        make_entry(f"e-{number}", title=f"Fehler {number:02}", body="Der Server meldet Fehler.")

    first, second = search("Fehler 550"), search("Fehler 550", page=2)

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

    assert results.total == 0 or len(results.hits) == min(results.total, results.per_page)


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


def test_excerpt_of_a_guide_has_no_placeholder() -> None:
    make_mail_program()

    (hit,) = [hit for hit in search("thunderbird server port ").shown if hit.kind == "program"]

    assert (
        "".join(span.text for span in hit.excerpt) == "So geht es. 1. Server …, Port …, Adresse …"
    )


def test_number_that_counts_something_names_no_code() -> None:
    make_code("500", title="Der Server versteht den Befehl nicht")

    assert [hit.key for hit in search("500 ").shown if hit.is_direct] == ["code-500"]
    assert not [hit for hit in search("newsletter an 500 leute ").shown if hit.is_direct]
