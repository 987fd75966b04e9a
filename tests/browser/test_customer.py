"""A customer with a mail problem: finds the answer, takes its link along, on any device."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen
from tests.servers.site import Site

OpenPage = Callable[..., Page]

PHONE = Screen(390, 844, "light")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("screen", [Screen(1280, 900, "light"), PHONE], ids=str)
def test_full_mailbox_leads_from_start_to_code(
    open_page: OpenPage, screen: Screen, javascript: bool
) -> None:
    page = open_page("/", screen=screen, javascript=javascript)

    page.get_by_label("Frage, Stichwort oder Fehlercode").fill("Postfach voll")
    page.get_by_role("button", name="Suchen").click()
    page.locator("main").get_by_role("link", name=re.compile("552")).first.click()

    expect(page).to_have_url(re.compile(r"/fehlercode/552/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("552")


def test_copied_section_link_opens_that_section_elsewhere(open_page: OpenPage, site: Site) -> None:
    page = open_page("/faq/pop3-imap/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name=re.compile("Link zum Abschnitt „IMAP: ")).click()
    copied = page.evaluate("navigator.clipboard.readText()")

    elsewhere = open_page(copied.removeprefix(site.url))

    assert copied == f"{site.url}/faq/pop3-imap/imap/"
    assert elsewhere.url == f"{site.url}/faq/pop3-imap/#imap"
    expect(elsewhere.locator("#imap")).to_be_in_viewport()


def test_fragment_that_never_was_leaves_the_page_alone(
    site: Site, new_context: Callable[..., Any]
) -> None:
    page = new_context(base_url=site.url).new_page()  # the 404 that is asked for is no complaint

    with page.expect_response("**/faq/gab-es-nie/") as asked:
        page.goto("/mailverwaltung/#gab-es-nie")

    assert asked.value.status == 404
    expect(page).to_have_url(f"{site.url}/mailverwaltung/#gab-es-nie")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mailverwaltung")


def test_copying_a_port_is_said_aloud(open_page: OpenPage) -> None:
    page = open_page("/faq/client-config/", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Port 993 kopieren").click()

    expect(page.locator("[data-announcements]")).to_have_text("Kopiert: 993")
    assert page.evaluate("navigator.clipboard.readText()") == "993"


def test_keyboard_alone_reaches_the_answer(open_page: OpenPage) -> None:
    page = open_page("/mailverwaltung/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("POP3 und IMAP"))
    page.keyboard.press("Enter")

    expect(page.locator("#pop3-imap")).to_be_in_viewport()


def test_slash_moves_to_the_search(open_page: OpenPage) -> None:
    page = open_page("/faq/pop3-imap/")

    page.keyboard.press("/")
    page.keyboard.type("550")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/suche/\?q=550$"))


def test_filter_shows_only_matching_codes(open_page: OpenPage) -> None:
    page = open_page("/fehlercodes/")

    page.get_by_label("Codes filtern").fill("voll postfach")

    expect(page.locator("#code-552")).to_be_visible()
    expect(page.locator("#code-501")).to_be_hidden()
    expect(page.locator("#_code-filter-stand")).to_contain_text(" von ")


def test_menu_opens_and_closes_on_a_phone_without_script(open_page: OpenPage) -> None:
    page = open_page("/", screen=PHONE, javascript=False)
    menu = page.get_by_role("navigation", name="Hauptmenü")

    page.get_by_role("button", name="Menü", exact=True).click()
    expect(menu.get_by_role("link", name="Mailprogramm einrichten")).to_be_visible()
    page.keyboard.press("Escape")

    expect(menu.get_by_role("link", name="Mailprogramm einrichten")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_no_answers_help_leads_on(
    open_page: OpenPage, axe_findings: Callable[[Page], list[str]], javascript: bool
) -> None:
    page = open_page("/faq/abwesenheit/", javascript=javascript)

    page.get_by_role("button", name="Nein").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")
    expect(page.get_by_role("main").get_by_role("search")).to_be_visible()


LONG_PAGES = ["/", "/mailverwaltung/", "/faq/client-config/", "/fehlercodes/", "/fehlercode/550/"]


@pytest.mark.parametrize("screen", [PHONE, Screen(1280, 900, "light")], ids=str)
@pytest.mark.parametrize("path", LONG_PAGES)
def test_nothing_jumps_and_nothing_sticks_out(
    open_page: OpenPage, path: str, screen: Screen
) -> None:
    page = open_page(path, screen=screen)

    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )

    assert (layout_shift(page), overflow) == (0, 0)


@pytest.mark.parametrize("path", ["/", "/fehlercodes/", "/einrichten/thunderbird/"])
def test_nothing_jumps_on_a_slow_phone(open_page: OpenPage, path: str) -> None:
    page = open_page(path, screen=PHONE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})

    page.reload()

    assert layout_shift(page) == 0


def layout_shift(page: Page) -> float:
    """How far things jumped while the page came up, by Chromium's own measure."""
    shift: float = page.evaluate(
        """new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 300);
        })"""
    )
    return shift


@pytest.mark.parametrize("path", ["/", "/faq/client-config/", "/fehlercodes/", "/fehlercode/550/"])
def test_targets_are_large_enough_for_a_thumb(open_page: OpenPage, path: str) -> None:
    page = open_page(path, screen=PHONE)

    too_small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, summary")]
          .filter((target) => target.checkVisibility() && !target.closest(".prose, .lead, p, dd"))
          .map((target) => [target, (target.closest(".way") ?? target).getBoundingClientRect()])
          .filter(([target, box]) => box.height > 1 && box.height < 43.5)
          .map(([target, box]) => `${target.outerHTML.slice(0, 80)} ${box.height}`)"""
    )

    assert too_small == []


def test_printed_entry_carries_its_address_and_date(open_page: OpenPage, site: Site) -> None:
    page = open_page("/faq/client-config/")

    page.emulate_media(media="print")

    expect(page.get_by_text(f"{site.url}/faq/client-config/", exact=True)).to_be_visible()
    expect(page.get_by_text("Stand: ")).to_be_visible()
    expect(page.locator("#imap-ssl-tls")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
