"""The copy editor while somebody types: hints appear, lead to their place, and go."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.staff import LogIn, log_in, site

__all__ = ["log_in", "site"]  # fixtures

NEW = "/admin/faq/entry/add/"


def selected(page: Page) -> str:
    return str(
        page.evaluate(
            "(({ value, selectionStart: a, selectionEnd: b }) => value.slice(a, b))"
            "(document.activeElement)"
        )
    )


def test_hint_leads_to_its_place_and_goes_when_mended(log_in: LogIn) -> None:
    page = log_in(NEW)
    body = page.locator("#id_body")
    hints = page.locator(".field-body .text-hints")
    body.fill("Erst ein Satz.\n\nIhr Account ist neu. Nehmen Sie Port 993.")

    expect(hints.get_by_role("status")).to_have_text("2 Hinweise zum Text")
    hints.get_by_role("button", name="Wir schreiben nicht „Account“").click()
    assert selected(page) == "Account"
    page.keyboard.type("Konto")
    expect(hints.get_by_role("status")).to_have_text("1 Hinweis zum Text")

    hints.get_by_role("button", name="Ersetzen").click()
    expect(body).to_have_value("Erst ein Satz.\n\nIhr Konto ist neu. Nehmen Sie Port\u00a0993.")
    expect(hints.get_by_role("button")).to_have_count(0)


def test_form_with_hints_is_accessible(
    log_in: LogIn, faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = log_in(NEW, bypass_csp=True)  # for axe
    page.locator("#id_body").fill("Ihr Account ist neu. [hier](/faq/gibt-es-nicht/)")
    expect(page.get_by_text("führt nirgends hin")).to_be_visible()

    assert faults_on_screens(page) == []


def test_terms_of_a_page_are_accessible(
    open_page: Callable[..., Page], faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = open_page("/faq/pop3-imap/", bypass_csp=True)

    expect(page.get_by_role("region", name="Begriffe")).to_be_visible()
    assert faults_on_screens(page) == []
