"""Searching as a customer does: typing, choosing with the keyboard, on a phone, without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen

OpenPage = Callable[..., Page]

PAGES = [
    "/suche/", "/suche/?q=Postfach+voll", "/suche/?q=550+5.1.1", "/suche/?q=Gebrauchtwagen",
    "/suche/?q=Mailprogramm+einrichten", "/suche/?q=Posfach", "/suche/?q=postfach&seite=2",
]  # fmt: skip


def field(page: Page) -> Locator:
    return page.locator("#_suche-gross")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def test_arrow_keys_and_enter_open_a_suggested_answer(open_page: OpenPage) -> None:
    page = open_page("/")
    field(page).press_sequentially("abwesenh")
    expect(options(page).first).to_be_visible()

    field(page).press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    field(page).press("Enter")

    expect(page).to_have_url(re.compile("/faq/abwesenheit/$"))


def test_field_is_a_combobox_that_names_the_chosen_option(open_page: OpenPage) -> None:
    page = open_page("/")
    combobox = page.get_by_role("combobox").and_(field(page))
    expect(combobox).to_have_attribute("aria-expanded", "false")

    combobox.press_sequentially("postfach")
    expect(combobox).to_have_attribute("aria-expanded", "true")
    combobox.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")

    expect(combobox).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "-")
    expect(combobox).to_be_focused()
    expect(page.locator("[data-announcements]")).to_have_text(re.compile(r"Vorschläge: \d"))


def test_escape_closes_the_suggestions_and_keeps_the_text(open_page: OpenPage) -> None:
    page = open_page("/")
    field(page).press_sequentially("postfach")
    expect(options(page).first).to_be_visible()

    field(page).press("Escape")

    expect(options(page)).to_have_count(0)
    expect(field(page)).to_have_value("postfach")


def test_enter_without_a_choice_searches(open_page: OpenPage) -> None:
    page = open_page("/")
    field(page).press_sequentially("postfach voll")
    expect(options(page).first).to_be_visible()

    field(page).press("Enter")

    expect(page).to_have_url(re.compile(r"/suche/\?q=postfach(\+|%20)voll$"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Postfach")


def test_click_opens_a_suggestion(open_page: OpenPage) -> None:
    page = open_page("/")
    field(page).press_sequentially("pop3 imap")

    options(page).first.click()

    expect(page).to_have_url(re.compile("/faq/pop3-imap/$"))


def test_search_is_complete_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/", javascript=False, screen=Screen(390, 844, "light"))
    field(page).fill("Postfach vol")
    page.locator("main").get_by_role("button", name="Suchen").click()

    page.locator(".hits a").first.click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_results_have_no_axe_finding_and_fit_the_screen(
    open_page: OpenPage, faults_on_screens: Callable[[Page], list[str]], path: str
) -> None:
    assert faults_on_screens(open_page(path)) == []


def test_open_suggestions_have_no_axe_finding_and_fit_the_screen(
    open_page: OpenPage, faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = open_page("/")
    field(page).press_sequentially("server")
    expect(options(page).first).to_be_visible()

    assert faults_on_screens(page) == []
    expect(options(page).first).to_be_visible()


def test_message_too_long_for_the_field_goes_whole_to_its_analysis(open_page: OpenPage) -> None:
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    message = f"""{"Received: by mx.example.org" * 80}

<anna@example.org>: host mx.example.org said:
    550 5.1.1 User unknown"""
    page.evaluate("text => navigator.clipboard.writeText(text)", message)

    field(page).focus()
    page.keyboard.press("ControlOrMeta+V")
    expect(field(page)).not_to_have_value("")
    field(page).press("Enter")

    expect(page).to_have_url(re.compile("/fehleranalyse/#antwort$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Das bedeutet Ihre Fehlermeldung")
    expect(page.locator(".verdict__recipient")).to_contain_text("anna@example.org")


def test_pasted_message_with_an_address_goes_whole_to_its_analysis(open_page: OpenPage) -> None:
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    message = "<anna@example.com>: host mx.example.com said:\n550 5.1.1 User unknown"
    page.evaluate("text => navigator.clipboard.writeText(text)", message)

    field(page).focus()
    page.keyboard.press("ControlOrMeta+V")
    field(page).press("Enter")

    expect(page).to_have_url(re.compile("/fehleranalyse/#antwort$"))
    expect(page.locator(".verdict__recipient")).to_contain_text("anna@example.com")


@pytest.mark.parametrize("javascript", [True, False])
def test_typed_address_is_in_no_address_of_a_page(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/", javascript=javascript)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    field(page).press_sequentially("otto@firma.example bekommt keine mails", delay=20)
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/suche/\?q=name%40example\.org\+bekommt"))

    sent = [url for url in asked if "firma" in url]
    assert len(sent) == (0 if javascript else 1)
    assert "firma" not in page.content()


def test_text_typed_after_a_long_one_is_searched(open_page: OpenPage) -> None:
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", "lang " * 500)

    field(page).focus()
    page.keyboard.press("ControlOrMeta+V")
    field(page).fill("postfach voll")
    field(page).press("Enter")

    expect(page).to_have_url(re.compile(r"/suche/\?q=postfach\+voll$"))


def test_field_takes_no_more_than_an_address_may_hold(open_page: OpenPage) -> None:
    page = open_page("/", javascript=False)
    field(page).fill("ж" * 3_000)
    field(page).press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Suche")
