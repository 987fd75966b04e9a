"""The documents of the read API, and how it refuses."""

import pytest
from django.test import Client

from faq.models import Anchor, Entry, EntryAlias
from tests.factories import make_category, make_code, make_entry, make_mail_server

pytestmark = pytest.mark.django_db


def test_index_leads_to_every_list(client: Client) -> None:
    addresses = client.get("/api/v1/").json()

    answers = {name: client.get(url, {"url": "x"}).status_code for name, url in addresses.items()}

    assert answers.pop("search") == 400
    assert answers.pop("oembed") == 404
    assert set(answers.values()) == {200}


def test_entry_carries_its_text_in_every_form(client: Client) -> None:
    make_entry("a", body="{#teil}\n## Teil\n\nSiehe [dort](/faq/a/) und [hier](#teil).\n")

    document = client.get("/api/v1/entries/a").json()

    assert document["url"] == "http://127.0.0.1:8000/faq/a/"
    assert document["sections"][0]["url"] == "http://127.0.0.1:8000/faq/a/teil/"
    assert "[dort](http://127.0.0.1:8000/faq/a/)" in document["content"]["markdown"]
    assert 'href="http://127.0.0.1:8000/faq/a/#teil"' in document["content"]["html"]


def test_short_answer_is_a_letter_like_the_text(client: Client) -> None:
    make_mail_server()
    words = {"short_answer": "Der Server heißt {imap-server}. {Schreiben-Sie-uns}."}
    make_entry("a", **words)
    make_code("550", **words)

    for path in ("entries/a", "codes/550"):
        document = client.get(f"/api/v1/{path}").json()
        said = "Der Server heißt mail.example.org. Antworten Sie auf diese E-Mail."
        assert document["short_answer"] == said


def test_former_key_finds_the_entry(client: Client) -> None:
    EntryAlias.objects.create(key="alt", entry=make_entry("neu"))

    assert client.get("/api/v1/entries/alt").json()["key"] == "neu"


def test_moved_section_is_answered_from_its_new_home(client: Client) -> None:
    old, new = make_entry("alt"), make_entry("neu")
    old.body = "Leer."
    old.save()
    Anchor.objects.filter(entry=old).update(successor=Anchor.objects.get(entry=new))

    document = client.get("/api/v1/entries/alt/sections/schritte").json()

    assert (document["entry"]["key"], document["anchor"]) == ("neu", "schritte")
    assert document["content"]["markdown"] == "Ein Absatz."


def test_withdrawn_entry_names_its_successor(client: Client) -> None:
    make_entry("alt", status=Entry.Status.WITHDRAWN, successor=make_entry("neu"))

    response = client.get("/api/v1/entries/alt")

    assert response.status_code == 410
    assert response.json()["successor"] == "http://127.0.0.1:8000/faq/neu/"


def test_withdrawn_code_names_its_successor(client: Client) -> None:
    make_code("554", is_withdrawn=True, successor=make_code("550"))

    response = client.get("/api/v1/codes/554")

    assert response.status_code == 410
    assert response.json()["successor"] == "http://127.0.0.1:8000/fehlercode/550/"
    assert "554" not in client.get("/api/v1/codes").text


def test_merged_entry_is_answered_from_where_its_text_went(client: Client) -> None:
    make_entry("alt", status=Entry.Status.MERGED, successor=make_entry("neu"))

    assert client.get("/api/v1/entries/alt").json()["key"] == "neu"


def test_list_is_given_in_pages(client: Client) -> None:
    category = make_category()
    for number in range(51):
        make_entry(f"e{number:02}", category=category)

    first = client.get("/api/v1/entries").json()
    second = client.get(first["next"]).json()

    assert [len(first["items"]), len(second["items"]), second["next"]] == [50, 1, None]


def test_list_can_be_narrowed_to_a_category(client: Client) -> None:
    make_entry("a", category=make_category("eins"))
    make_entry("b", category=make_category("zwei"))

    items = client.get("/api/v1/entries", {"category": "zwei"}).json()["items"]

    assert [item["key"] for item in items] == ["b"]


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "99999999", "1.5"])
def test_page_that_is_no_number_is_refused(client: Client, page: str) -> None:
    assert client.get("/api/v1/entries", {"page": page}).status_code == 400


def test_code_is_found_in_any_spelling(client: Client) -> None:
    make_code("5.1.1")

    assert client.get("/api/v1/codes/%235.1.1").json()["kind"] == "enhanced"


def test_settings_are_listed(client: Client) -> None:
    make_mail_server()

    assert client.get("/api/v1/settings").json()["items"][0]["port"] == 993


def test_oembed_shows_a_section(client: Client) -> None:
    make_entry("a")
    address = "http://127.0.0.1:8000/faq/a/schritte/"

    document = client.get("/api/v1/oembed", {"url": address, "maxwidth": "300"}).json()

    assert (document["type"], document["width"]) == ("rich", 300)
    assert document["html"].strip() == "<p>Ein Absatz.</p>"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "kein Link"}, 404),
        ({"url": "http://["}, 404),
        ({"url": "https://example.org/faq/a/"}, 404),
        ({"url": "http://127.0.0.1:8000/suche/"}, 404),
        ({"url": "http://127.0.0.1:8000/faq/a/", "format": "xml"}, 501),
    ],
)
def test_oembed_refuses_what_it_cannot_show(
    client: Client, query: dict[str, str], status: int
) -> None:
    make_entry("a")

    assert client.get("/api/v1/oembed", query).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/entries")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_unchanged_document_is_304(client: Client) -> None:
    make_entry("a")
    tag = client.get("/api/v1/entries/a")["ETag"]

    response = client.get("/api/v1/entries/a", headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("path", ["/api/v1/entries", "/api/v1/entries/nirgends"])
def test_pages_of_other_sites_may_read(client: Client, path: str) -> None:
    response = client.get(path, headers={"origin": "https://tickets.example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_preflight_is_answered(client: Client) -> None:
    response = client.options("/api/v1/entries")

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_problem_is_described(client: Client) -> None:
    response = client.get("/api/v1/codes/599")

    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {"title": "This code is not on record.", "status": 404}


def test_search_gives_what_the_page_of_results_shows(client: Client) -> None:
    make_entry("postfach-voll", title="Mein Postfach ist voll")
    make_code("550")

    document = client.get("/api/v1/search", {"q": "postfach voll"}).json()

    assert document["is_answered"]
    assert document["items"][0] == {
        "kind": "entry",
        "key": "postfach-voll",
        "title": "Mein Postfach ist voll",
        "url": "http://127.0.0.1:8000/faq/postfach-voll/",
        "place": "Postfach",
        "excerpt": document["items"][0]["excerpt"],
    }
    assert client.get("/api/v1/search", {"q": "550"}).json()["items"][0]["kind"] == "code"


def test_search_is_given_in_pages(client: Client) -> None:
    make_entry("e", title="Was ist ein Postfach?")
    for number in range(10):
        make_entry(f"e{number:02}", title=f"Postfach Nummer {number}")

    first = client.get("/api/v1/search", {"q": "Was ist ein Postfach?"}).json()
    second = client.get(first["next"]).json()

    third = client.get(second["next"]).json()

    assert first["items"][0]["key"] == "e"
    assert [len(page["items"]) for page in (first, second)] == [5, 5]
    assert third["next"] is None


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}, {"q": "a", "page": "0"}])
def test_search_for_nothing_is_refused(client: Client, query: dict[str, str]) -> None:
    assert client.get("/api/v1/search", query).status_code == 400


@pytest.mark.parametrize("path", ["nirgends", "entries/kein schlüssel", "entries/a/b/c", "\x84"])
def test_address_that_is_none_is_a_problem_document(client: Client, path: str) -> None:
    response = client.get(f"/api/v1/{path}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
