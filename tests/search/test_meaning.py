"""Searching by meaning, where the encoder is there and wanted, and without it."""

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from faq.models import Phrasing, SearchDocument
from faq.search import meaning_state, search
from faq.search.index import load_index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


@pytest.fixture
def by_meaning(settings: LazySettings) -> None:
    settings.SEARCH_BY_MEANING = True
    call_command("rebuild_search", verbosity=0)


@pytest.mark.usefixtures("by_meaning")
def test_query_without_a_common_word_finds_what_it_means() -> None:
    assert search("no more space left ").shown[0].key == "code-552"
    assert meaning_state() == "ready"


@pytest.mark.usefixtures("by_meaning")
def test_with_a_text_that_waits_words_alone_count_and_the_operator_reads_it(client: Client) -> None:
    Phrasing.objects.create(answer="postfach-voll", text="kein Platz")

    assert load_index().meanings is None
    assert search("Postfach voll").shown[0].key == "postfach-voll"
    assert client.get("/bereit/").json()["search-by-meaning"] == {
        "good": True,
        "detail": "1 waiting",
    }


def test_who_does_not_want_it_stores_and_asks_nothing(client: Client) -> None:
    assert not SearchDocument.objects.exclude(meanings=b"").exists()
    assert load_index().meanings is None
    assert client.get("/bereit/").json()["search-by-meaning"]["detail"] == "off"
