"""Sure answers, the nearest three, and what readers' questions teach."""

import pytest
from django.test import Client

from faq.models import ContentVersion, Phrasing
from faq.search import search
from faq.services.content.phrasings import teach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

COMPLAINT = "seit heute früh geht gar nichts mehr rein"


def test_question_that_was_taught_is_answered_surely() -> None:
    before = search(COMPLAINT)
    teach("postfach-voll", [COMPLAINT])

    assert not before.is_sure
    assert search(COMPLAINT).hits[0].key == "postfach-voll"


def test_question_that_has_no_answer_is_never_sure() -> None:
    teach("postfach-voll", [COMPLAINT])
    teach("", [COMPLAINT])

    assert not search(COMPLAINT).is_sure


def test_question_waits_for_an_answer_that_is_not_there() -> None:
    Phrasing.objects.create(answer="kommt-noch", text=COMPLAINT)
    ContentVersion.bump()

    assert not search(COMPLAINT).is_sure


def test_sentence_has_five_answers_a_page() -> None:
    assert search("Wie richte ich mein Mailprogramm ein?").per_page == 5
    assert search("Mailprogramm").per_page == 10


@pytest.mark.parametrize("query", ["550", "Gebrauchtwagen im Papierkorb verkaufen "])
def test_every_list_leads_on_and_takes_the_text_along(client: Client, query: str) -> None:
    page = client.get("/suche/", {"q": query}).content.decode()

    assert 'action="/fehleranalyse/"' in page
    assert f'name="message" value="{query.strip()}"' in page
    assert 'href="/einrichten/"' in page


def test_unsure_page_says_so_and_shows_the_nearest(client: Client) -> None:
    page = client.get("/suche/", {"q": "Gebrauchtwagen im Papierkorb verkaufen "}).content.decode()

    assert "Dazu haben wir keine sichere Antwort. Am nächsten kommt:" in page
    assert 'href="/faq/postfach-voll/"' in page


def test_composed_and_decomposed_letters_are_the_same() -> None:
    composed, decomposed = search("Postfächer voll "), search("Postfa\u0308cher voll ")

    assert [hit.key for hit in composed.shown] == [hit.key for hit in decomposed.shown]


@pytest.mark.parametrize("typed", ["55O", "fünf fünf null", "Fehler550", "550-5.2.2"])
def test_code_is_found_however_it_is_typed(typed: str) -> None:
    assert search(typed).hits[0].key == "code-550"
