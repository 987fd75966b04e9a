"""The Markdown editor as people use it: pictures from anywhere, tools by keyboard, undo."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SCREENS, Screen
from tests.browser.staff import LogIn, log_in, site

__all__ = ["log_in", "site"]  # fixtures

NEW = "/admin/faq/entry/add/"
STEPS = "1. Öffnen Sie das Menü.\n2. Klicken Sie auf „Neu“.\n3. Speichern Sie."
PICTURE = r"!\[Bildbeschreibung\]\(/media/bilder/\w+\.png\)"


def png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(data, "PNG")
    return data.getvalue()


def drop_on_line(body: Locator, line: int) -> None:
    """Drop a picture from a folder on a line of the text (from 0)."""
    body.evaluate(
        """(field, [bytes, line]) => {
            const dataTransfer = new DataTransfer();
            const file = new File([new Uint8Array(bytes)], "b.png", { type: "image/png" });
            dataTransfer.items.add(file);
            const style = getComputedStyle(field);
            const box = field.getBoundingClientRect();
            const clientX = box.left + parseFloat(style.paddingLeft) + 40;
            const clientY = box.top + parseFloat(style.paddingTop)
                + (line + 0.5) * parseFloat(style.lineHeight);
            const init = { dataTransfer, cancelable: true, bubbles: true, clientX, clientY };
            field.dispatchEvent(new DragEvent("drop", init));
        }""",
        [list(png()), line],
    )


def paste(body: Locator, *, text: str = "", picture: bool = False) -> bool:
    """Paste from a clipboard; whether the browser is left to insert what it holds."""
    return body.evaluate(
        """(field, [text, bytes]) => {
            const clipboardData = new DataTransfer();
            if (text) {
                clipboardData.setData("text/plain", text);
                clipboardData.setData("text/html", `<b>${text}</b>`);
            }
            if (bytes.length) {
                const file = new File([new Uint8Array(bytes)], "b.png", { type: "image/png" });
                clipboardData.items.add(file);
            }
            field.focus();
            const init = { clipboardData, cancelable: true, bubbles: true };
            return field.dispatchEvent(new ClipboardEvent("paste", init));
        }""",
        [text, list(png()) if picture else []],
    )


@pytest.fixture
def body(log_in: LogIn) -> Locator:
    """The text of a new entry, in view."""
    field = log_in(NEW).locator("#id_body")
    field.scroll_into_view_if_needed()
    return field


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (0, rf"1\. Öffnen Sie das Menü\.\n\n   {PICTURE}\n\n2\. Klicken"),
        (1, rf"2\. Klicken Sie auf „Neu“\.\n\n   {PICTURE}\n\n3\. Speichern"),
        (2, rf"3\. Speichern Sie\.\n\n   {PICTURE}$"),
    ],
)
def test_dropped_picture_stands_alone_in_the_step_where_it_was_dropped(
    body: Locator, line: int, expected: str
) -> None:
    body.fill(STEPS)

    drop_on_line(body, line)

    expect(body).to_have_value(re.compile(expected))
    preview = body.page.locator(".field-body .markdownx-preview")
    expect(preview.locator("ol > li")).to_have_count(3)


def test_picture_is_taken_back_by_one_undo(body: Locator) -> None:
    body.fill(STEPS)
    drop_on_line(body, 1)
    expect(body).to_have_value(re.compile(PICTURE))

    body.press("Control+z")

    expect(body).to_have_value(STEPS)


def test_description_is_ready_to_be_typed_over(body: Locator) -> None:
    body.fill("Text.")
    drop_on_line(body, 0)
    expect(body).to_have_value(re.compile(PICTURE))

    body.page.keyboard.type("Das Menü")

    expect(body).to_have_value(re.compile(r"!\[Das Menü\]\("))


def test_text_wins_over_a_picture_of_it_on_the_clipboard(body: Locator) -> None:
    requests: list[str] = []
    body.page.on("request", lambda request: requests.append(request.url))

    assert paste(body, text="Aus einer Tabelle", picture=True)

    body.page.wait_for_timeout(300)
    assert not [url for url in requests if "upload" in url]
    expect(body).not_to_have_value(re.compile(r"!\["))


def test_picture_alone_on_the_clipboard_is_inserted(body: Locator) -> None:
    body.fill("Davor.")
    body.press("Control+End")

    assert not paste(body, picture=True)

    expect(body).to_have_value(re.compile(rf"^Davor\.\n\n{PICTURE}$"))


def test_picture_is_chosen_by_button(body: Locator) -> None:
    body.fill("Davor.")
    toolbar = body.page.get_by_role("toolbar", name="Werkzeuge für Text")

    with body.page.expect_file_chooser() as chooser:
        toolbar.get_by_role("button", name="Bild …").click()
    chooser.value.set_files({"name": "b.png", "mimeType": "image/png", "buffer": png()})

    expect(body).to_have_value(re.compile(rf"^Davor\.\n\n{PICTURE}$"))


def test_toolbar_is_one_stop_and_works_by_arrows(body: Locator) -> None:
    page = body.page
    body.fill("Ein Wort hier")
    body.evaluate("field => field.setSelectionRange(4, 8)")
    short = page.get_by_role("toolbar", name="Werkzeuge für Kurz gesagt")
    expect(short.get_by_role("button")).to_have_text(["Fett", "Menüweg", "Link …"])
    toolbar = page.get_by_role("toolbar", name="Werkzeuge für Text")
    body.press("Shift+Tab")
    expect(toolbar.get_by_role("button", name="Fett")).to_be_focused()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")

    expect(body).to_have_value("Ein **Wort** hier")
    expect(body).to_be_focused()
    body.press("Control+z")
    expect(body).to_have_value("Ein Wort hier")


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Liste", "Davor.\n\n- Punkt"),
        ("Schritte", "Davor.\n\n1. Klicken Sie auf „…“."),
        ("Hinweis", "Davor.\n\n::: hinweis\nWas Leser leicht übersehen.\n:::"),
        ("Überschrift", "Davor.\n\n## Überschrift"),
        ("Menüweg", "Davor.*Extras → Konten*"),
    ],
)
def test_tools_write_what_the_guide_names(body: Locator, button: str, expected: str) -> None:
    body.fill("Davor.")

    body.page.get_by_role("toolbar", name="Werkzeuge für Text").get_by_role(
        "button", name=button
    ).click()

    expect(body).to_have_value(expected)


def test_selected_lines_become_a_list(body: Locator) -> None:
    body.fill("eins\nzwei")
    body.press("Control+a")

    body.page.get_by_role("toolbar", name="Werkzeuge für Text").get_by_role(
        "button", name="Schritte"
    ).click()

    expect(body).to_have_value("1. eins\n2. zwei")


@pytest.mark.parametrize("screen", [SCREENS[0], SCREENS[2]], ids=str)
def test_link_to_an_entry_is_found_by_words(log_in: LogIn, screen: Screen) -> None:
    page = log_in(NEW, screen=screen)
    body = page.locator("#id_body")
    body.fill("Lesen Sie mehr.")
    body.evaluate("field => field.setSelectionRange(10, 14)")
    page.get_by_role("toolbar", name="Werkzeuge für Text").get_by_role(
        "button", name="Link"
    ).click()

    page.get_by_label("Wohin soll er führen?").fill("pop3 imap unterschied")
    page.get_by_role("button", name="Wie unterscheiden sich POP3 und IMAP?").click()

    expect(body).to_have_value("Lesen Sie [mehr](/faq/pop3-imap/).")


def test_tokens_are_offered_where_they_mean_something(log_in: LogIn) -> None:
    page = log_in("/admin/faq/answerframe/1/change/")
    field = page.locator("#id_text")
    field.fill("Guten Tag, ")
    field.press("Control+End")

    page.get_by_label("Platzhalter einfügen").select_option("{antwort}")

    expect(field).to_have_value("Guten Tag, {antwort}")


def test_editor_is_accessible(
    log_in: LogIn, faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = log_in(NEW, bypass_csp=True)  # for axe
    expect(page.get_by_role("toolbar").first).to_be_visible()
    assert faults_on_screens(page) == []

    page.get_by_role("toolbar", name="Werkzeuge für Text").get_by_role(
        "button", name="Link"
    ).click()
    page.get_by_label("Wohin soll er führen?").fill("imap")
    expect(page.locator("[data-found] button").first).to_be_visible()

    assert faults_on_screens(page) == []
