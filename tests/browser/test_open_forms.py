"""A form that is open: what is typed stays, colleagues see each other, the log-in's end is told."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.staff import LogIn, fill_in_login, log_in, site
from tests.servers.site import Site

__all__ = ["log_in", "site"]  # fixtures

FORM = "/admin/faq/entry/2/change/"
END_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"


def leave(page: Page, path: str) -> str:
    """Go elsewhere without saving, and say what the browser asks; empty if it does not."""
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(path)
    return "".join(asked)


def test_typed_text_outlives_its_window(log_in: LogIn) -> None:
    page = log_in(FORM)
    page.locator("#id_search_words").click()
    page.keyboard.type("Ein Wort, das bleibt")
    expect(page.locator("[data-kept]")).to_contain_text("Zwischengespeichert um")

    assert leave(page, "/admin/") == "beforeunload"
    page.goto(FORM)
    page.get_by_role("button", name="Text wieder öffnen").click()

    expect(page.locator("#id_search_words")).to_have_value(re.compile("Ein Wort, das bleibt"))
    expect(page.get_by_text("Gespeichert ist er noch nicht")).to_be_visible()
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_text("erfolgreich geändert")).to_be_visible()
    page.goto(FORM)
    expect(page.get_by_role("button", name="Text wieder öffnen")).to_have_count(0)


def test_leaving_an_untouched_form_asks_nothing(log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/3/change/")
    page.wait_for_load_state("load")
    page.locator("#id_title").click()

    assert leave(page, "/admin/") == ""


def test_session_that_ended_costs_no_word(log_in: LogIn, site: Site) -> None:
    page = log_in("/admin/faq/entry/4/change/")
    page.locator("#id_search_words").fill("Ein Wort nach Feierabend")
    site.manage("shell", "-c", END_SESSIONS)

    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_text("Ihr Text ist noch nicht gespeichert")).to_be_visible()
    fill_in_login(page, "anna")
    expect(page.get_by_role("heading", name="Sie sind wieder angemeldet")).to_be_visible()
    page.get_by_role("button", name="Im Formular öffnen").click()

    expect(page.locator("#id_search_words")).to_have_value("Ein Wort nach Feierabend")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_text("erfolgreich geändert")).to_be_visible()


def test_end_of_the_session_is_told_and_can_be_moved(log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/5/change/")
    page.wait_for_load_state("networkidle")
    note = page.get_by_role("alert")
    expect(note).to_have_count(0)

    page.evaluate('document.dispatchEvent(new CustomEvent("session:seconds", { detail: 301 }))')
    expect(note).to_contain_text("Ihre Anmeldung endet in 6 Minuten.")
    note.get_by_role("button", name="Angemeldet bleiben").click()

    expect(note).to_have_count(0)


def test_double_click_saves_once(log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/6/change/")
    page.locator("#id_search_words").fill("doppelt")

    page.get_by_role("button", name="Speichern", exact=True).first.dblclick()

    expect(page.get_by_text("Jemand war schneller")).to_have_count(0)
    page.goto("/admin/faq/entry/6/history/")
    expect(page.locator("ins", has_text="doppelt")).to_have_count(1)


def test_pages_that_give_a_text_back_are_accessible(
    log_in: LogIn, site: Site, faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = log_in("/admin/faq/entry/7/change/", bypass_csp=True)
    page.locator("#id_search_words").fill("x" * 100)
    expect(page.locator("[data-kept]")).to_contain_text("Zwischengespeichert um")
    leave(page, "/admin/")
    page.goto("/admin/faq/entry/7/change/")
    page.evaluate('document.dispatchEvent(new CustomEvent("session:seconds", { detail: 301 }))')
    assert faults_on_screens(page) == []

    page.get_by_role("button", name="Text wieder öffnen").click()
    site.manage("shell", "-c", END_SESSIONS)
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_text("Ihr Text ist noch nicht gespeichert")).to_be_visible()
    assert faults_on_screens(page) == []
    fill_in_login(page, "anna")
    expect(page.get_by_role("heading", name="Sie sind wieder angemeldet")).to_be_visible()
    assert faults_on_screens(page) == []
    page.get_by_role("button", name="Im Formular öffnen").click()
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_text("erfolgreich geändert")).to_be_visible()
