"""Staff teach the search: synonyms, the test field, and one click for a search in vain."""

import pytest
from django.test import Client
from django.utils import timezone

from faq.models import Entry, SearchCount, SynonymGroup
from faq.search import search
from tests.factories import make_entry

ADDRESS = "/admin/faq/searchcount/"


@pytest.fixture
def entry(db: None) -> Entry:
    return make_entry(
        "abwesenheit",
        title="Wie richte ich eine Abwesenheitsnachricht ein?",
        short_answer="Schalten Sie die automatische Antwort ein.",
    )


@pytest.fixture
def in_vain(entry: Entry) -> SearchCount:
    return SearchCount.objects.create(
        terms="ferienzettel automatische vorlage", day=timezone.localdate(), has_hit=False, count=7
    )


def test_new_group_is_searched_as_soon_as_it_is_saved(support_client: Client, entry: Entry) -> None:
    support_client.post(
        "/admin/faq/synonymgroup/add/",
        {"key": "ferien", "terms": "Abwesenheitsnachricht\nFerienzettel", "based_on": "1"},
    )

    assert SynonymGroup.objects.get().phrases == ["Abwesenheitsnachricht", "Ferienzettel"]
    assert search("Ferienzettel").shown[0].content == entry


def test_group_of_one_word_is_refused(support_client: Client) -> None:
    response = support_client.post(
        "/admin/faq/synonymgroup/add/", {"key": "x", "terms": "Allein", "based_on": "1"}
    )

    assert "mindestens zwei Wörter" in response.content.decode()


def test_test_field_shows_what_readers_find(support_client: Client, entry: Entry) -> None:
    text = support_client.get(ADDRESS, {"q": entry.title}).content.decode()

    assert 'href="/faq/abwesenheit/"' in text


def test_search_in_vain_is_listed_with_what_comes_nearest(
    support_client: Client, in_vain: SearchCount
) -> None:
    text = support_client.get(ADDRESS).content.decode()

    assert in_vain.terms in text
    assert 'value="abwesenheit"' in text


def test_one_click_makes_a_search_find_its_entry(
    support_client: Client, in_vain: SearchCount, entry: Entry
) -> None:
    before = search(in_vain.terms).hits
    support_client.post(f"{ADDRESS}add-word/", {"key": entry.key, "word": in_vain.terms})

    entry.refresh_from_db()
    assert before == ()
    assert in_vain.terms in entry.search_words.splitlines()
    assert search(in_vain.terms).hits[0].content == entry
    assert in_vain.terms[:20] in entry.history.latest().history_change_reason


def test_word_is_taken_up_only_once(support_client: Client, entry: Entry) -> None:
    for _ in range(2):
        support_client.post(f"{ADDRESS}add-word/", {"key": entry.key, "word": "Ferien"})

    entry.refresh_from_db()
    assert entry.search_words.splitlines() == ["Ferien"]


@pytest.mark.parametrize(
    "data", [{}, {"key": "nirgends", "word": "x"}, {"key": "abwesenheit", "word": " "}]
)
def test_senseless_click_is_not_found(
    support_client: Client, entry: Entry, data: dict[str, str]
) -> None:
    assert support_client.post(f"{ADDRESS}add-word/", data).status_code == 404


@pytest.mark.parametrize("path", [ADDRESS, "/admin/faq/synonymgroup/"])
def test_staff_without_permission_see_nothing_of_it(client_as, path: str) -> None:
    assert client_as("staff").get(path).status_code == 403
