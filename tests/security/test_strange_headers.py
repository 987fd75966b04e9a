"""What a stranger sends beside path and known parameters changes nothing that others get."""

import http.client
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers.site import Site

STRANGE = {
    "SCRIPT_NAME": "/boese",
    "Script-Name": "/boese",
    "X-Script-Name": "/boese",
    "SCRIPT_URL": "/boese/faq/pop3-imap/",
    "X-Forwarded-Prefix": "/boese",
    "X-Forwarded-Host": "boese.example",
    "X-Forwarded-Port": "6666",
    "X-Forwarded-Proto": "boese",
    "X-Forwarded-Scheme": "boese",
    "X-Forwarded-Server": "boese.example",
    "X-Forwarded-Ssl": "off",
    "X-Forwarded-For": "boese",
    "Forwarded": "host=boese.example;proto=http",
    "X-Original-URL": "/boese/",
    "X-Rewrite-URL": "/boese/",
    "X-Original-Host": "boese.example",
    "X-HTTP-Method-Override": "POST",
    "PATH_INFO": "/boese/",
    "REMOTE_USER": "boese",
    "QUERY_STRING": "boese=1",
    "wsgi.url_scheme": "boese",
    "HTTP_HOST": "boese.example",
    "SERVER_NAME": "boese.example",
    "Accept-Language": "boese",
    "Accept": "boese/boese",
    "User-Agent": "boese",
    "Referer": "https://boese.example/",
    "Cookie": "csrftoken=boese; django_language=boese; messages=boese",
    "X-Request-ID": "boese-boese-boese",
    "Range": "bytes=0-10",
}  # fmt: skip
# Each page is asked with the strange headers first, then as everybody does.
PAGES = {
    "/faq/pop3-imap/": ("/boese/faq/pop3-imap/", "/faq/pop3-imap/?boese=1", "/faq/pop3-imap/"),
    "/einrichten/thunderbird/": ("/boese/einrichten/thunderbird/", "/einrichten/thunderbird/"),
    "/sitemap.xml": ("/boese/sitemap.xml", "/sitemap.xml", "/sitemap.xml?boese=1"),
    "/feed.atom": ("/boese/feed.atom", "/feed.atom"),
    "/suche/?q=Postfach": ("/boese/suche/?q=Postfach", "/suche/?q=Postfach&boese=1"),
    "/robots.txt": ("/robots.txt",),
}


@pytest.fixture(scope="module")
def attacked(fill: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site behind a proxy on the same machine that passes on whatever it is sent."""
    folder = fill(tmp_path_factory.mktemp("attacked"))
    proxied = {"RATE_LIMITS": "0", "TRUSTED_PROXIES": "127.0.0.1", "WORKERS": "2"}
    with Site(folder, environment=proxied) as site:
        for paths in PAGES.values():
            for path in paths:
                for _ in range(4):  # both processes
                    ask(site, path, STRANGE)
                    for name, value in STRANGE.items():
                        ask(site, path, {name: value})
        yield site


def ask(site: Site, path: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, text, "\n".join(f"{n}: {v}" for n, v in answer.getheaders())
    finally:
        connection.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shows_what_a_stranger_sent(attacked: Site, path: str) -> None:
    for _ in range(4):
        status, text, headers = ask(attacked, path, {})

        assert status == 200
        assert b"boese" not in text
        assert "boese" not in headers


@pytest.mark.parametrize("header", ["SCRIPT_NAME", "X-Script-Name", "X-Forwarded-Prefix"])
def test_address_below_an_invented_path_is_not_there(attacked: Site, header: str) -> None:
    assert ask(attacked, "/boese/faq/pop3-imap/", {header: "/boese"})[0] == 404


def test_no_file_holds_it_and_it_does_not_come_back_with_a_restart(attacked: Site) -> None:
    attacked.stop()
    attacked.start()

    pages = [ask(attacked, path, {})[1] for path in PAGES]
    files = [path.read_bytes() for path in (attacked.folder / "pages").iterdir()]

    assert not [text for text in (*pages, *files) if b"boese" in text]
    assert files


def test_a_page_made_anew_after_the_attack_is_clean(attacked: Site) -> None:
    """What each process has worked out about addresses is no stranger's, either."""
    attacked.manage(
        "shell", "-v0", "-c", "from faq.models import ContentVersion; ContentVersion.bump()"
    )
    pages = [ask(attacked, path, {})[1] for path in (*PAGES, "/einrichten/", "/") for _ in range(4)]

    assert not [text for text in pages if b"boese" in text]
