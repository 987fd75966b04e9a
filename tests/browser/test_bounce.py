"""The error analysis in a browser: sizes, keyboard, file by drop, no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen

MESSAGE = "Hallo,\n> <anna@example.org>: host mx said: 550 5.1.1 User unknown\n\nGruß"
VERDICT = "Dieses Postfach gibt es nicht"


def explained(page: Page) -> None:
    page.get_by_label("Ihre Meldung").fill(MESSAGE)
    page.get_by_role("button", name="Fehlermeldung verstehen").click()


def test_answer_has_no_accessibility_fault_and_fits(
    open_page: Callable[..., Page], faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = open_page("/fehleranalyse/")

    explained(page)

    expect(page.get_by_role("heading", name=VERDICT)).to_be_visible()
    assert faults_on_screens(page) == []


def test_answer_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/fehleranalyse/", javascript=False)

    explained(page)

    expect(page.get_by_role("heading", name=VERDICT)).to_be_visible()
    expect(page.locator("mark").first).to_contain_text("550 5.1.1")


def test_message_never_reaches_the_address(open_page: Callable[..., Page]) -> None:
    page = open_page("/fehleranalyse/")

    explained(page)

    assert page.url.endswith("/fehleranalyse/#antwort")


def test_keyboard_alone_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page("/fehleranalyse/")

    page.get_by_label("Ihre Meldung").focus()
    page.keyboard.insert_text(MESSAGE)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=VERDICT)).to_be_visible()


def test_dropped_file_is_taken(open_page: Callable[..., Page]) -> None:
    page = open_page("/fehleranalyse/")

    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "meldung.eml", {type: "message/rfc822"}));
            const field = document.querySelector("[data-drop] textarea");
            for (const type of ["dragenter", "dragover", "drop"]) {
                const options = {dataTransfer: data, bubbles: true, cancelable: true};
                field.dispatchEvent(new DragEvent(type, options));
            }
        }""",
        MESSAGE,
    )
    page.get_by_role("button", name="Fehlermeldung verstehen").click()

    expect(page.get_by_role("heading", name=VERDICT)).to_be_visible()


def test_summary_is_copied_with_one_click(open_page: Callable[..., Page]) -> None:
    page = open_page("/fehleranalyse/", permissions=["clipboard-read", "clipboard-write"])
    explained(page)

    page.get_by_role("button", name="Zusammenfassung für den Support kopieren").click()

    expect(page.locator("button[data-copied]")).to_be_visible()
    assert "Codes: 550, 5.1.1" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("screen", [Screen(320, 640, "light")], ids=str, indirect=False)
def test_smallest_phone_needs_no_sideways_scrolling(
    open_page: Callable[..., Page], screen: Screen
) -> None:
    page = open_page("/fehleranalyse/", screen=screen)

    explained(page)
    expect(page.get_by_role("heading", name=VERDICT)).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
