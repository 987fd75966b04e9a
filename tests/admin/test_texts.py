"""The page from which staff write, and one word for saving."""

import pytest

from tests.admin.forms import change_url
from tests.admin.people import GROUPS, member
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db

PAGE = "/admin/texte/"


def test_texts_are_found_by_words_and_by_code() -> None:
    entry, other = make_entry("voll", title="Das Postfach ist voll"), make_entry("anders")
    code = make_code("550")
    anna = member("Redaktion")

    found = anna.get(PAGE, {"q": "voll postfach"}).text
    assert change_url(entry) in found
    assert change_url(other) not in found
    assert change_url(code) in anna.get(PAGE, {"art": "errorcode", "q": "550"}).text
    assert "Kein Text heißt so" in anna.get(PAGE, {"q": "gibt es nicht", "seite": "x"}).text


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_writing_is_offered_to_those_who_may(group: str) -> None:
    client = member(group, "jemand")
    answer = client.get(PAGE)

    assert answer.status_code == (200 if group else 403)
    may_write = group in {"Redaktion", "Freigabe", "Support"}
    assert ("/admin/faq/entry/add/" in answer.text) == may_write


def test_one_word_for_saving() -> None:
    page = member("Support").get(change_url(make_entry())).text

    assert 'value="Speichern"' in page
    assert "Sichern" not in page
