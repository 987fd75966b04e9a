"""Texts of hits are read once, never too many are kept, and a change shows at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq.models import ContentVersion, Entry, content_version
from faq.search import search, shown_texts
from faq.search.index import current_index
from faq.search.shown_texts import ShownTexts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

QUERY = "Abwesenheitsnachricht einrichten "
KEYS = ["abwesenheit", "postfach-voll", "mailprogramm", "code-552"]


def excerpt_of_first() -> str:
    return "".join(span.text for span in search(QUERY).shown[0].excerpt)


def test_text_of_a_hit_is_read_once() -> None:
    with content_version(ContentVersion.current()):
        first = search(QUERY)
        with CaptureQueriesContext(connection) as asked:
            second = search(QUERY)

    assert first == second
    assert first.shown[0].key == "abwesenheit"
    assert not [query for query in asked if '"places"' in query["sql"]]


def test_changed_text_shows_with_the_next_search() -> None:
    before = excerpt_of_first()
    entry = Entry.objects.get(key="abwesenheit")
    entry.short_answer = "Seit heute geht das am Telefon."
    entry.save()

    assert "am Telefon" not in before
    assert "am Telefon" in excerpt_of_first()


def test_what_is_gone_has_no_text() -> None:
    assert list(ShownTexts().of(["abwesenheit", "nie-gewesen"])) == ["abwesenheit"]
    assert ShownTexts().of([]) == {}


def test_every_text_is_given_however_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_texts, "MOST_KEPT", 3)
    texts = ShownTexts()
    texts.of(KEYS[:2])

    for key in KEYS:
        assert set(texts.of([key, KEYS[0]])) == {key, KEYS[0]}
        assert len(texts._kept) <= 3


def test_index_of_other_content_starts_with_no_texts() -> None:
    search(QUERY)
    kept = current_index().shown_texts
    Entry.objects.get(key="abwesenheit").save()

    assert current_index().shown_texts is not kept
