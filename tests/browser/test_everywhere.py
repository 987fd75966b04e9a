"""What holds on every kind of page: accessible, valid, nothing from elsewhere, few and small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

PAGES = [
    "/",
    "/mailverwaltung/",
    "/faq/pop3-imap/",
    "/faq/client-config/",
    "/faq/fehlercodes/",
    "/fehlercodes/",
    "/fehlercode/550/",
    "/fehlercode/599/",
    "/suche/",
    "/suche/?q=Postfach",
    "/suche/?q=name%40example.org",
    "/suche/?q=Die+Meldung+" + "550+" * 50,
    "/fehleranalyse/",
    "/einrichten/",
    "/einrichten/dns/",
    "/einrichten/thunderbird/",
    "/einrichten/iphone/",
    "/impressum/",
    "/gibt-es-nicht/",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(
    browser_page: Page, axe_findings: Callable[[Page], list[str]], path: str
) -> None:
    browser_page.goto(path)

    assert axe_findings(browser_page) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_is_valid_html(
    open_page: Callable[..., Page], html_errors: Callable[[str], list[str]], path: str
) -> None:
    html = open_page().request.get(path).text()

    assert html_errors(html) == []
