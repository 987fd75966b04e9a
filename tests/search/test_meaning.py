"""Searching by meaning, where the encoder is there and wanted, and without it."""

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from faq.models import Phrasing, SearchDocument
from faq.search import meaning_state, search
from faq.search.index import load_index
from faq.search.order import NAMES, read_query

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
@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("mein Postfcah ist vol ", "mein postfach ist voll "),
        ("IST MEIN POSTFAHC VOLL ", "ist mein postfach voll "),
    ],
)
def test_misspelt_words_and_capitals_mean_what_the_right_ones_do(misspelt: str, meant: str) -> None:
    index = load_index()
    numbers = [
        read_query(index.analyzer.groups(text), text, index).numbers[NAMES.index("meaning")]
        for text in (misspelt, meant)
    ]

    assert numbers[0] == pytest.approx(numbers[1])


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
