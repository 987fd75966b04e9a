"""Support staff at the desk: find by keyboard, copy each form, paste it anywhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREENS, Screen
from tests.servers.site import Site

OpenDesk = Callable[..., Page]

BESIDE_A_TICKET = Screen(400, 860, "light")
SCREENS_OF_STAFF = [*SCREENS, BESIDE_A_TICKET]
RETURNED = (
    "This is the mail system at host mail.example.org.\n\n"
    "<erika@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 <erika@example.com>:\n"
    "    Recipient address rejected: User unknown (in reply to RCPT TO command)\n"
)
QUESTION = (
    "Hallo,\n\nich sehe in Thunderbird nur den Posteingang, alle anderen Ordner fehlen.\n"
    "Was kann ich tun?\n\nViele Grüße\nErika Beispiel"
)


@pytest.fixture
def open_desk(open_page: Callable[..., Page], site: Site) -> OpenDesk:
    """A function that opens the desk, signed in."""

    def opened(path: str = "/admin/desk/", **options: object) -> Page:
        page = open_page(path, permissions=["clipboard-read", "clipboard-write"], **options)
        page.get_by_label("Benutzername").fill("admin")
        page.get_by_label("Passwort").fill((site.folder / "first-password").read_text())
        page.keyboard.press("Enter")
        expect(page.locator("body.desk")).to_be_visible()
        page.wait_for_load_state("load")  # keys work when the scripts have run
        return page

    return opened


def paste_targets(page: Page) -> None:
    """Put a formatted and a plain field into the page, as a ticket system has them."""
    page.evaluate(
        """() => {
          const rich = document.createElement("div");
          rich.contentEditable = "true";
          rich.id = "rich";
          const plain = document.createElement("textarea");
          plain.id = "plain";
          document.querySelector("main").prepend(rich, plain);
        }"""
    )


def pasted(page: Page) -> tuple[str, str]:
    """What the clipboard leaves in a formatted field (HTML) and in a plain one (text)."""
    paste_targets(page)
    for target in ("#rich", "#plain"):
        page.locator(target).focus()
        page.keyboard.press("Control+v")
    return page.locator("#rich").inner_html(), page.locator("#plain").input_value()


def copied_with(page: Page, key: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("[data-announcements]")).to_contain_text("Kopiert:")


def test_answer_is_found_and_copied_by_keyboard_alone(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.keyboard.type("Abwesenheit")
    expect(page.locator(".desk-hit").first).to_contain_text("Abwesenheitsnachricht")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".desk-hit").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Antwort kopieren")).to_be_focused()

    copied_with(page, "Enter")

    rich, plain = pasted(page)
    assert plain.startswith("Guten Tag,\n\n")
    assert "1. " in plain
    assert "/faq/abwesenheit/" in plain
    assert "<li>" in rich
    assert "Freundliche Grüße<br>" in rich


def test_enter_right_after_typing_opens_the_first_answer(open_desk: OpenDesk) -> None:
    page = open_desk()
    expect(page.get_by_role("searchbox")).to_be_focused()

    page.keyboard.type("550")
    page.keyboard.press("Enter")

    expect(page.locator(".desk-answer__head h2")).to_contain_text("550")


@pytest.mark.parametrize(
    ("key", "in_plain", "in_rich"),
    [
        ("l", "/faq/pop3-imap/", "<a href="),
        ("f", "POP3: Das Mailprogramm holt die E-Mails ab", "<h2"),
        ("t", "Sie nutzen IMAP.", "Sie nutzen IMAP."),
        ("m", "## POP3: Das Mailprogramm holt die E-Mails ab", "## POP3"),
        ("h", "<h2 id=", "&lt;h2 id="),
        ("a", "Freundliche Grüße\nIhr Support", "<p>Guten Tag,</p>"),
    ],
)
def test_each_form_pastes_well_into_rich_and_plain_fields(
    open_desk: OpenDesk, key: str, in_plain: str, in_rich: str
) -> None:
    page = open_desk("/admin/desk/?antwort=/faq/pop3-imap/")
    page.get_by_role("button", name="Antwort kopieren").first.focus()

    copied_with(page, key)

    rich, plain = pasted(page)
    assert in_plain in plain
    assert in_rich in rich


def test_copying_works_without_the_clipboard_interface(open_desk: OpenDesk) -> None:
    page = open_desk("/admin/desk/?antwort=/fehlercode/550/")
    page.evaluate("delete window.ClipboardItem")
    page.get_by_role("button", name="Link").focus()

    copied_with(page, "l")

    rich, plain = pasted(page)
    assert plain.endswith("/fehlercode/550/")
    assert "<a href=" in rich


def test_form_and_frame_used_last_are_offered_first(open_desk: OpenDesk) -> None:
    page = open_desk("/admin/desk/?antwort=/faq/pop3-imap/")
    page.get_by_role("button", name="Link").focus()
    page.keyboard.press("2")
    copied_with(page, "l")

    page.reload()
    expect(page.get_by_role("radio", name="Kurze Antwort")).to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.type("Abwesenheit")
    page.keyboard.press("Enter")

    expect(page.locator(".desk-answer__head h2")).to_contain_text("Abwesenheit")
    expect(page.get_by_role("button", name="Link")).to_be_focused()


def test_answers_copied_last_are_offered_while_nothing_is_searched(open_desk: OpenDesk) -> None:
    page = open_desk("/admin/desk/?antwort=/fehlercode/550/")
    page.get_by_role("button", name="Link").click()
    expect(page.locator("[data-announcements]")).to_contain_text("Kopiert:")
    page.goto("/admin/desk/")
    expect(page.locator("[data-desk-query]")).to_be_focused()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator(".desk-answer__head h2")).to_contain_text("550")


def test_customers_message_gets_suggestions(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.get_by_text("Nachricht des Kunden einfügen", exact=True).click()
    page.get_by_label("Nachricht des Kunden").fill(QUESTION)

    page.keyboard.press("Control+Enter")

    expect(page.locator(".desk-hit").first).to_contain_text("Thunderbird zeigt nur den Posteingang")
    assert "Erika" not in page.url


def test_returned_message_pasted_into_the_search_is_explained(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.evaluate("text => navigator.clipboard.writeText(text)", RETURNED)
    page.locator("[data-desk-query]").focus()

    page.keyboard.press("Control+v")

    expect(page.locator(".desk-answer__head h2")).to_contain_text("Dieses Postfach gibt es nicht")
    expect(page.locator(".desk-hit").first).to_contain_text("5.1.1")
    assert page.evaluate("JSON.stringify([location.href, {...localStorage}])").count("erika") == 0


def test_desk_is_complete_without_scripts(open_desk: OpenDesk) -> None:
    page = open_desk(javascript=False)

    page.get_by_role("searchbox").fill("Abwesenheit")
    page.keyboard.press("Enter")
    page.locator(".desk-hit").first.click()
    page.get_by_text("Alle Formen zum Markieren").click()

    expect(page.get_by_label("Link", exact=True)).to_have_value(
        page.locator(".desk-answer__page").get_attribute("href") or ""
    )
    expect(page.locator("textarea[readonly]")).to_have_count(6)


def test_bookmark_is_explained_when_it_is_clicked(open_desk: OpenDesk) -> None:
    page = open_desk()

    page.get_by_role("link", name="Antworten", exact=True).click()

    expect(page.get_by_text("Hier klicken hilft nicht")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS_OF_STAFF, ids=str)
def test_desk_is_accessible_and_fits(
    open_desk: OpenDesk, axe_findings: Callable[[Page], list[str]], screen: Screen
) -> None:
    page = open_desk(screen=screen)
    findings = axe_findings(page)
    page.keyboard.type("imap")
    expect(page.locator(".desk-hit").first).to_be_visible()
    findings += axe_findings(page)
    page.keyboard.press("Enter")
    expect(page.locator(".desk-answer__head h2")).to_be_visible()
    for summary in page.locator("[data-desk-answer] summary").all():
        summary.click()

    findings += axe_findings(page)

    assert findings == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
