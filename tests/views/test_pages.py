"""The public pages: what they show, and how they answer for what is not there."""

import json
import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from faq.models import Entry, EntryAlias, ErrorCode, Feedback, MailServer, Page
from tests.factories import make_category, make_code, make_entry, make_mail_server

pytestmark = pytest.mark.django_db


def json_ld(html: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found
    return list(json.loads(found[1]))


@pytest.fixture
def site_content() -> None:
    first, second = make_category("post", position=1), make_category("technik", position=2)
    make_entry("pop3-imap", category=first, title="POP3 oder IMAP?")
    make_entry("abwesenheit", category=first, position=2)
    make_entry("nur-posteingang", category=second)
    make_entry("geheim", category=second, status=Entry.Status.DRAFT)
    make_code("550", is_listed=True)
    make_code("5.1.1")
    make_mail_server()


@pytest.mark.usefixtures("site_content")
@pytest.mark.parametrize(
    "path",
    [
        "/", "/post/", "/technik/", "/faq/pop3-imap/", "/faq/pop3-imap.md", "/fehlercodes/",
        "/fehlercode/550/", "/fehlercode/5.1.1/", "/suche/", "/suche/?q=imap", "/fehleranalyse/",
        "/einrichten/", "/sitemap.xml", "/feed.atom", "/robots.txt", "/llms.txt",
        "/opensearch.xml",
    ],
)  # fmt: skip
def test_public_page_answers_without_cookie(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.usefixtures("site_content")
@pytest.mark.parametrize(
    "path",
    [
        "/nirgends/", "/faq/nirgends/", "/faq/geheim/", "/faq/geheim.md", "/faq/pop3-imap/nie/",
        "/fehlercode/599/", "/fehlercode/unsinn/", "/faq/nirgends/nie/",
    ],
)  # fmt: skip
def test_unknown_address_is_404_in_our_layout(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


@pytest.mark.usefixtures("site_content")
def test_draft_stands_on_no_page(client: Client) -> None:
    pages = [client.get(path) for path in ("/", "/technik/", "/sitemap.xml", "/llms.txt")]

    assert [b"geheim" in page.content for page in pages] == [False] * 4


@pytest.mark.usefixtures("site_content")
def test_category_lists_its_questions_and_keeps_every_anchor(client: Client) -> None:
    html = client.get("/post/").content.decode()

    assert 'id="pop3-imap"' in html
    assert 'id="pop3-imap--schritte"' in html
    assert html.index('id="pop3-imap"') < html.index('id="abwesenheit"')


@pytest.mark.parametrize(
    ("block", "make"),
    [
        (Entry.Block.MAIL_SERVERS, make_mail_server),
        (Entry.Block.ERROR_CODES, lambda: make_code(is_listed=True)),
    ],
)
def test_category_keeps_the_anchors_of_rows(
    client: Client, block: str, make: Callable[[], MailServer | ErrorCode]
) -> None:
    row = make()
    entry = make_entry("tabelle", block=block)

    assert f'id="{row.anchor}"' in client.get(entry.category.get_absolute_url()).text


@pytest.mark.usefixtures("site_content")
def test_numbering_goes_on_in_the_next_category(client: Client) -> None:
    assert client.get("/technik/").context["first_number"] == 3


def test_large_category_stays_readable_and_keeps_its_anchors(client: Client) -> None:
    category = make_category("viel")
    for number in range(45):
        make_entry(f"e{number:02}", category=category, position=number)

    start = client.get("/").content.decode()
    html = client.get("/viel/").content.decode()

    assert "Alle 45 Fragen" in start
    assert html.count("<article") == 40
    assert 'id="e44"' in html
    assert "/faq/e44/" in html


@pytest.mark.usefixtures("site_content")
def test_structured_data_answers_the_question(client: Client) -> None:
    faq, breadcrumbs = json_ld(client.get("/faq/pop3-imap/").content.decode())

    assert faq["@type"] == "FAQPage"
    assert faq["mainEntity"][0]["name"] == "POP3 oder IMAP?"
    assert breadcrumbs["@type"] == "BreadcrumbList"


def test_structured_data_of_a_category_is_what_its_page_shows(client: Client) -> None:
    make_entry("a", short_answer="Kurz. Und *gut*.", body="Lang.")

    faq, _ = json_ld(client.get("/postfach/").content.decode())

    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == "Kurz. Und gut."


def test_structured_data_cannot_close_its_element(client: Client) -> None:
    make_entry("a", title="</script><script>alert(1)</script>")

    faq, _ = json_ld(client.get("/faq/a/").content.decode())

    assert faq["mainEntity"][0]["name"] == "</script><script>alert(1)</script>"


def test_former_key_leads_on_but_browsers_do_not_keep_that(client: Client) -> None:
    EntryAlias.objects.create(key="alt", entry=make_entry("neu"))

    response = client.get("/faq/alt/")

    assert (response.status_code, response["Location"]) == (302, "/faq/neu/")


def test_section_of_a_former_key_is_one_hop_away(client: Client) -> None:
    EntryAlias.objects.create(key="alt", entry=make_entry("neu"))

    response = client.get("/faq/alt/schritte/")

    assert (response.status_code, response["Location"]) == (302, "/faq/neu/#schritte")


def test_emptied_category_leads_to_where_its_entries_are(client: Client) -> None:
    old, new = make_category("alt"), make_category("neu")
    entry = make_entry(category=old)
    entry.category = new
    entry.save()

    assert client.get("/alt/")["Location"] == "/neu/"


def test_category_whose_entries_went_apart_says_where_each_is(client: Client) -> None:
    old, one, other = make_category("alt"), make_category("eins"), make_category("zwei")
    for key, home in (("a", one), ("b", other)):
        entry = make_entry(key, category=old)
        entry.category = home
        entry.save()

    response = client.get("/alt/")

    assert response.status_code == 410
    assert re.findall(r'<li id="(\w)">\s*<a href="/faq/\1/">', response.text) == ["a", "b"]


def test_category_that_never_had_an_entry_is_not_there(client: Client) -> None:
    make_category("leer")

    assert client.get("/leer/").status_code == 404


def test_settings_row_that_is_no_longer_offered_keeps_its_anchor(client: Client) -> None:
    make_mail_server("imap")

    page = client.get("/einrichten/").text

    assert '<tr id="imap-ssl-tls">' in page
    assert '<span id="pop3-starttls"></span>' in page


def test_withdrawn_entry_is_410_and_names_its_successor(client: Client) -> None:
    successor = make_entry("neu", title="Die neue Antwort")
    make_entry("alt", status=Entry.Status.WITHDRAWN, successor=successor)

    response = client.get("/faq/alt/")

    assert response.status_code == 410
    assert "/faq/neu/" in response.content.decode()


def test_mistyped_code_redirects_to_its_page(client: Client) -> None:
    make_code("5.1.1")

    response = client.get("/fehlercode/%235.1.1/")

    assert (response.status_code, response["Location"]) == (302, "/fehlercode/5.1.1/")


def test_unknown_code_shows_its_neighbours(client: Client) -> None:
    make_code("550")

    assert "/fehlercode/550/" in client.get("/fehlercode/559/").content.decode()


def test_page_comes_before_a_category(client: Client) -> None:
    Page.objects.create(key="impressum", title="Impressum", body="Angaben")

    assert "Angaben" in client.get("/impressum/").content.decode()


@pytest.mark.parametrize("answer", ["ja", "nein"])
def test_feedback_is_counted(client: Client, answer: str) -> None:
    make_entry("a")
    cache.clear()

    response = client.post("/feedback/", {"page": "/faq/a/", "answer": answer})

    assert response.status_code == 200
    assert not response.cookies
    assert Feedback.objects.get().count == 1
    assert Feedback.objects.get().answer == answer


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({}, {}),
        ({"page": "/faq/a/", "answer": "vielleicht"}, {}),
        ({"page": "/faq/b/", "answer": "ja"}, {}),
        ({"page": "/faq/a/", "answer": "ja"}, {"sec-fetch-site": "cross-site"}),
        ({"page": "/faq/a/", "answer": "ja"}, {"origin": "https://example.org"}),
    ],
)
def test_bad_feedback_is_not_counted(
    client: Client, data: dict[str, str], headers: dict[str, str]
) -> None:
    make_entry("a")

    response = client.post("/feedback/", data, headers=headers)

    assert response.status_code == 400
    assert not Feedback.objects.exists()


def test_start_page_needs_few_queries(
    client: Client, django_assert_max_num_queries: object
) -> None:
    make_entry("a")

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get("/")


def test_rare_codes_stand_in_families_by_number(client: Client) -> None:
    for key in ("5.7.10", "5.7.9", "535"):
        make_code(key)

    html = client.get("/fehlercodes/").content.decode()

    shown = re.findall(r'id="(code-[\d.]+|codes-[\d.x]+)"', html)
    assert shown[-5:] == ["codes-5xx", "code-535", "codes-5.x.x", "code-5.7.9", "code-5.7.10"]
