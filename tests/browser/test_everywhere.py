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
    "/meldung/thunderbird-smtp-unbekannt/",
    "/einrichten/dns/",
    "/einrichten/thunderbird/",
    "/einrichten/iphone/",
    "/einrichten/handy/",
    "/stoerungen/",
    "/offline/",
    "/impressum/",
    "/gibt-es-nicht/",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(
    open_page: Callable[..., Page], faults_on_screens: Callable[[Page], list[str]], path: str
) -> None:
    assert faults_on_screens(open_page(path)) == []


def test_fault_of_one_screen_alone_is_found(
    open_page: Callable[..., Page], faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = open_page("/impressum/", bypass_csp=True)
    faint = "color: #333 !important; background: #222 !important; width: 500px"
    only = "(max-width: 400px) and (prefers-color-scheme: dark)"
    page.add_style_tag(content=f"@media {only} {{ p {{ {faint} }} }}")

    found = [fault.split(": ")[:2] for fault in faults_on_screens(page)]

    assert {screen for screen, _ in found} == {"390-dark"}
    assert {"color-contrast", "wider than the window"} <= {fault for _, fault in found}


@pytest.mark.parametrize("path", PAGES)
def test_page_is_valid_html(
    open_page: Callable[..., Page], html_errors: Callable[[str], list[str]], path: str
) -> None:
    html = open_page().request.get(path).text()

    assert html_errors(html) == []


# Words in a row of boxes of their own: there the spaces between them are not shown.
WORDS_AS_BOXES = """() => [...document.querySelectorAll(".unbroken")]
    .map(word => word.parentElement)
    .filter(parent => /flex|grid/.test(getComputedStyle(parent).display))
    .map(parent => parent.outerHTML)"""


@pytest.mark.parametrize("path", PAGES)
def test_words_that_stay_on_a_line_keep_their_spaces(
    open_page: Callable[..., Page], path: str
) -> None:
    assert open_page(path).evaluate(WORDS_AS_BOXES) == []


# What the keyboard is at: whether it can be seen, and a name for the report.
FOCUSED = """() => {
    const { activeElement } = document;
    const { width, height } = activeElement.getBoundingClientRect();
    const shown = activeElement.checkVisibility({ opacityProperty: true });
    const ring = getComputedStyle(activeElement).outlineStyle !== "none";
    return [shown && ring && width > 8 && height > 8, activeElement.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("path", ["/faq/abwesenheit/", "/suche/?q=Postfach", "/fehleranalyse/"])
def test_every_stop_of_the_tab_key_is_seen(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path)
    unseen = []

    while page.keyboard.press("Tab") or page.evaluate("document.activeElement !== document.body"):
        seen, element = page.evaluate(FOCUSED)
        if not seen:
            unseen.append(element)

    assert unseen == []
