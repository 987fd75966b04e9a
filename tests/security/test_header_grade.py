"""A header scanner gives every answer of a public site the best grade."""

import re
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest

from faq.web.pagecache.layer import unavailable
from tests.security.observatory import grade
from tests.servers.site import Site
from tests.servers.staff import Answer, Staff

HOST = "hilfe.example.org"
PUBLIC = {
    "SITE_URL": f"https://{HOST}",
    "SECRET_KEY": "for-a-public-site-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "127.0.0.1",  # by which the test waits for its start
    "TRUSTED_PROXIES": "127.0.0.1",
    "STAFF_SECOND_FACTOR": "0",  # what comes after it is judged here
    "WORKERS": "1",
    "RATE_LIMITS": "0",
}
OVER_TLS = {"Host": HOST, "X_Forwarded_Proto": "https", "Referer": f"https://{HOST}/"}
READERS = [
    "/", "/suche/?q=550", "/fehleranalyse/", "/gibt/es/nicht/", "/faq/gibt-es-nicht/",
    "/media/x.png", "/gesund/", "/bereit/", "/metrics", "/robots.txt", "/opensearch.xml",
    "/sitemap.xml", "/feed.atom", "/llms.txt", "/faq/pop3-imap.md", "/faq/pop3-imap/imap/",
    "/suche", "/admin", "/api/v1/", "/api/v1/openapi.json", "/api/v1/search?q=imap",
    "/api/v1/gibt-es-nicht", "/suche/vorschlaege?q=post", "/einrichten/iphone/apple.mobileconfig",
]  # fmt: skip
STAFF = [
    "/admin/", "/admin/login/", "/admin/logout/", "/admin/password_change/", "/admin/desk/",
    "/admin/links/", "/admin/zweiter-faktor/", "/admin/gibt-es-nicht/", "/admin/jsi18n/",
]  # fmt: skip


@pytest.fixture(scope="module")
def public_site(
    tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]
) -> Iterator[Site]:
    with Site(fill(tmp_path_factory.mktemp("public")), environment=PUBLIC) as site:
        yield site


@pytest.fixture(scope="module")
def chief(public_site: Site) -> Staff:
    staff = Staff(**OVER_TLS)
    password = (public_site.folder / "first-password").read_text()
    assert staff.log_in(public_site, password).status == 302
    return staff


def judged(answer: Answer) -> str:
    return grade(answer.headers, answer.body.decode(errors="replace"))


def addresses(text: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, text))


@pytest.mark.parametrize("path", READERS)
def test_reader_gets_the_best_grade(public_site: Site, path: str) -> None:
    assert judged(Staff(**OVER_TLS).ask(public_site, path)) == "A+"


def test_every_page_of_the_sitemap_and_its_files_get_the_best_grade(public_site: Site) -> None:
    reader = Staff(**OVER_TLS)
    text = reader.ask(public_site, "/sitemap.xml").text
    pages = addresses(text, rf"<loc>https://{HOST}([^<]+)</loc>")
    files = addresses(reader.ask(public_site, "/").text, r"(/static/[^\"?]+)\"")

    worse = {
        path: found
        for path in pages | files
        if (found := judged(reader.ask(public_site, path))) != "A+"
    }

    assert len(pages) > 300
    assert len(files) > 3
    assert worse == {}


@pytest.mark.parametrize("path", ["/fehleranalyse/", "/feedback/", "/api/v1/fehleranalyse"])
def test_answer_to_what_is_sent_gets_the_best_grade(public_site: Site, path: str) -> None:
    assert judged(Staff(**OVER_TLS).send(public_site, path, [("message", "550 5.1.1")])) == "A+"


@pytest.mark.parametrize("path", STAFF)
def test_staff_get_the_best_grade(public_site: Site, chief: Staff, path: str) -> None:
    assert judged(chief.ask(public_site, path)) == "A+"


def test_every_form_and_list_of_staff_gets_the_best_grade(public_site: Site, chief: Staff) -> None:
    lists = addresses(chief.ask(public_site, "/admin/").text, r'href="(/admin/\w+/\w+/)"')
    rows = {
        row
        for page in lists
        for row in sorted(
            addresses(chief.ask(public_site, page).text, rf'href="({page}\d+/change/)')
        )[:1]
    }
    pages = lists | rows | {f"{page}add/" for page in lists}

    worse = {
        path: found for path in pages if (found := judged(chief.ask(public_site, path))) != "A+"
    }

    assert len(rows) > 5
    assert worse == {}


def test_log_in_sets_its_cookie_well(public_site: Site) -> None:
    answer = Staff(**OVER_TLS).ask(public_site, "/admin/login/")

    (cookie,) = answer.headers.get_all("Set-Cookie", [])
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/admin/"} <= set(cookie.split("; "))


def test_answer_without_django_is_protected_like_the_others(public_site: Site) -> None:
    page = Staff(**OVER_TLS).ask(public_site, "/gibt/es/nicht/")
    ours = {"Content-Security-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy",
            "X-Content-Type-Options", "X-Frame-Options", "Permissions-Policy",
            "Cross-Origin-Resource-Policy"}  # fmt: skip
    headers = Message()

    def start(status: str, given: list[tuple[str, str]]) -> None:
        for name, value in given:
            headers[name] = value

    unavailable({"REQUEST_METHOD": "GET", "wsgi.url_scheme": "https"}, start)

    assert {name: headers[name] for name in ours} == {name: page.headers[name] for name in ours}


def test_page_that_says_the_database_is_away_gets_the_best_grade(settings: object) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000  # type: ignore[attr-defined]
    headers = Message()

    def start(status: str, given: list[tuple[str, str]]) -> None:
        for name, value in given:
            headers[name] = value

    body = b"".join(unavailable({"REQUEST_METHOD": "GET", "wsgi.url_scheme": "https"}, start))

    assert grade(headers, body.decode()) == "A+"


@pytest.mark.parametrize(
    ("name", "value", "letter"),
    [
        ("Content-Security-Policy", "default-src *", "B+"),
        ("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'", "B+"),
        ("Strict-Transport-Security", "", "B+"),
        ("Set-Cookie", "sessionid=1; Path=/", "C+"),
        ("Access-Control-Allow-Credentials", "true", "C"),
    ],
)
def test_grader_sees_what_is_wrong(public_site: Site, name: str, value: str, letter: str) -> None:
    answer = Staff(**OVER_TLS).ask(public_site, "/")
    del answer.headers[name]
    answer.headers[name] = value

    assert judged(answer) == letter
