"""Staff teach the search: synonyms, the test field, and one click for a search in vain."""

import pytest
from django.test import Client
from django.utils import timezone

from faq.models import Entry, Phrasing, SearchCount, SynonymGroup
from faq.search import search
from faq.services.content.phrasings import questions_of, teach
from faq.services.content.unsure_searches import unsure_searches
from tests.admin.forms import change_url, shown_values, submitter
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
    support_client.post(f"{ADDRESS}teach/", {"key": entry.key, "texts": in_vain.terms})

    assert before == ()
    assert Phrasing.objects.get().from_search
    assert search(in_vain.terms).hits[0].content == entry
    assert list(unsure_searches(timezone.localdate())) == []


def test_other_click_says_that_a_search_has_no_answer(
    support_client: Client, in_vain: SearchCount
) -> None:
    support_client.post(f"{ADDRESS}teach/", {"key": "", "texts": in_vain.terms})

    assert Phrasing.objects.get().answer == ""
    assert not search(in_vain.terms).is_sure


def test_searches_that_look_alike_are_taught_together(entry: Entry) -> None:
    for terms in ("kalender teilen", "kalender teile", "rechnung"):
        SearchCount.objects.create(terms=terms, day=timezone.localdate(), has_hit=False, count=2)

    groups = [search.questions for search in unsure_searches(timezone.localdate())]

    assert groups == [("kalender teile", "kalender teilen"), ("rechnung",)]


@pytest.mark.parametrize(
    "data", [{}, {"key": "nirgends", "texts": "x"}, {"key": "abwesenheit", "texts": " "}]
)
def test_senseless_click_is_not_found(
    support_client: Client, entry: Entry, data: dict[str, str]
) -> None:
    assert support_client.post(f"{ADDRESS}teach/", data).status_code == 404


@pytest.mark.parametrize("path", [ADDRESS, "/admin/faq/synonymgroup/"])
def test_staff_without_permission_see_nothing_of_it(client_as, path: str) -> None:
    assert client_as("staff").get(path).status_code == 403


def test_questions_of_an_entry_are_kept_in_its_form(support_client: Client, entry: Entry) -> None:
    lines = "ich bin zwei wochen weg und keiner soll warten\nurlaub bescheid geben"
    submitter(support_client)(entry, questions=lines)

    assert questions_of("abwesenheit") == lines.splitlines()
    found = search("ich bin zwei Wochen weg und keiner soll warten ")
    assert found.hits[0].key == "abwesenheit"


def test_question_that_a_colleague_added_meanwhile_stays(
    support_client: Client, entry: Entry
) -> None:
    teach("abwesenheit", ["urlaub bescheid geben", "wegmeldung"])
    opened = shown_values(support_client, change_url(entry))
    opened["initial-questions"] = opened["questions"] = "urlaub bescheid geben\r\nwegmeldung"
    teach("abwesenheit", ["keiner soll warten"])

    support_client.post(change_url(entry), opened | {"search_words": "Urlaub"})

    assert len(questions_of("abwesenheit")) == 3


def test_taking_a_question_out_and_adding_one_leaves_the_others(
    support_client: Client, entry: Entry
) -> None:
    teach("abwesenheit", ["urlaub bescheid geben", "wegmeldung", "keiner soll warten"])
    sent = {
        "initial-questions": "urlaub bescheid geben\r\nwegmeldung",
        "questions": "wegmeldung\r\nnicht im bu\u0308ro",  # as a Mac writes it
    }

    submitter(support_client)(entry, **sent)

    assert questions_of("abwesenheit") == ["wegmeldung", "keiner soll warten", "nicht im b\u00fcro"]
