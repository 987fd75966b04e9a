"""As support staff would: log in, edit, move, restore, rename, merge, withdraw, be refused."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREENS, on_each_screen
from tests.browser.staff import LogIn, fill_in_login, log_in, site
from tests.servers.site import Site

__all__ = ["log_in", "site"]  # fixtures


def save(page: Page, answer: str = "erfolgreich geändert") -> None:
    """Save the form and wait for what the next page says."""
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_text(answer).first).to_be_visible()


def choose(page: Page, label: str, title: str) -> None:
    """Find a row by typing the beginning of its title."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(title[:12])
    page.get_by_role("option", name=title).click()


def png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(data, "PNG")
    return data.getvalue()


def drop(page: Page, data: bytes, name: str, media_type: str) -> None:
    """Drop a file on the editor of the text, as from a folder's window."""
    page.evaluate(
        """([bytes, name, type]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
            const event = new DragEvent("drop", { dataTransfer, cancelable: true });
            document.querySelector("#id_body").dispatchEvent(event);
        }""",
        [list(data), name, media_type],
    )


def test_entry_is_edited_with_preview_and_picture_and_is_public(
    log_in: LogIn, open_page: Callable[..., Page]
) -> None:
    page = log_in("/admin/faq/entry/2/change/")
    body, preview = page.locator("#id_body"), page.locator(".field-body .markdownx-preview")

    before = body.input_value()  # a public section that went would first need a successor
    body.fill(before + "\n\n{#bild}\n## So sieht es aus\n\n*Extras → Konten*\n\n")
    expect(preview.get_by_role("heading", name="So sieht es aus")).to_be_visible()
    body.press("Control+End")
    drop(page, png(), "foto.png", "image/png")
    expect(body).to_have_value(re.compile(r"!\[Bildbeschreibung\]\(/media/bilder/\w+\.png\)"))
    save(page, "hat noch keine Beschreibung")
    body.fill(body.input_value().replace("Bildbeschreibung", "Ein Foto in Petrol"))
    expect(preview.get_by_alt_text("Ein Foto in Petrol")).to_be_visible()
    save(page)

    public = open_page(page.url.partition("/admin/")[0] + "/faq/client-config/")
    picture = public.get_by_alt_text("Ein Foto in Petrol")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 320)
    expect(public.locator(".menu-path").last).to_have_text("Extras → Konten")


def test_whole_page_is_previewed_in_another_tab(log_in: LogIn, axe_findings: Any) -> None:
    page = log_in("/admin/faq/entry/?q=pop3-imap", bypass_csp=True)  # for axe
    page.get_by_role("link", name="Wie unterscheiden").click()
    page.locator("#id_title").fill("POP3 oder IMAP?")

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Ganze Seite ansehen").first.click()

    preview = opened.value
    expect(preview.get_by_role("heading", level=1)).to_have_text("POP3 oder IMAP?")
    assert axe_findings(preview) == []
    expect(page.locator("#id_title")).to_have_value("POP3 oder IMAP?")


def test_refused_picture_says_why_and_leaves_the_text_alone(
    site: Site, new_context: Callable[..., Any]
) -> None:
    page = new_context(base_url=site.url, locale="de-DE").new_page()
    page.goto("/admin/login/?next=/admin/faq/entry/1/change/")
    fill_in_login(page, "anna")
    body = page.locator("#id_body")
    before = body.input_value()

    drop(page, b"<svg onload='alert(1)'/>", "bild.svg", "image/svg+xml")

    expect(page.get_by_role("alert")).to_contain_text("kein Bild im Format")
    expect(body).to_have_value(before)


def test_tab_leaves_the_editor(log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/1/change/")
    before = page.locator("#id_body").input_value()

    page.locator("#id_body").press("Tab")

    expect(page.locator("#id_body")).not_to_be_focused()
    expect(page.locator("#id_body")).to_have_value(before)


def test_permalink_is_copied(site: Site, log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/1/change/", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Kopieren").click()

    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/faq/pop3-imap/"


def test_entries_move_in_the_list(log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/")
    titles = page.locator("#result_list th.field-title a")
    first, second = titles.nth(0).inner_text(), titles.nth(1).inner_text()

    page.get_by_role("button", name=f"„{first}“ nach unten").click()

    expect(titles.nth(0)).to_have_text(second)
    page.get_by_role("button", name=f"„{first}“ nach oben").click()
    expect(titles.nth(0)).to_have_text(first)


def test_former_version_is_restored(log_in: LogIn) -> None:
    page = log_in("/admin/faq/entry/4/change/")
    title = page.locator("#id_title").input_value()
    page.locator("#id_title").fill("Eine andere Frage?")
    save(page)

    page.goto("/admin/faq/entry/4/history/")
    expect(page.locator("ins", has_text="Eine andere Frage?").first).to_be_visible()
    page.get_by_role("button", name="Diese Fassung wiederherstellen").first.click()

    expect(page.get_by_text("So stand es in der früheren Fassung.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value(title)
    save(page)


def test_second_editor_sees_both_texts(log_in: LogIn, site: Site, new_context: Any) -> None:
    page = log_in("/admin/faq/entry/5/change/")
    other = new_context(base_url=site.url, locale="de-DE").new_page()
    other.goto("/admin/login/?next=/admin/faq/entry/5/change/")
    fill_in_login(other, "anna")
    page.locator("#id_title").fill("Thunderbird zeigt zu wenig an")
    save(page)

    other.locator("#id_title").fill("Thunderbird zeigt nichts an")
    save(other, "Ihr Text ist noch nicht gespeichert")

    expect(other.locator("del").nth(1)).to_have_text("zu wenig")
    other.get_by_role("button", name="Meine Fassung speichern").click()
    expect(other.get_by_text("erfolgreich geändert")).to_be_visible()


def test_staff_without_permission_sees_no_content_to_edit(
    site: Site, new_context: Callable[..., Any]
) -> None:
    page = new_context(base_url=site.url, locale="de-DE").new_page()
    page.goto("/admin/login/?next=/admin/")
    fill_in_login(page, "bert")

    assert page.goto("/admin/faq/entry/1/change/").status == 403
    assert page.goto("/admin/faq/entry/").status == 403


def test_links_of_a_renamed_entry_lead_on(log_in: LogIn, open_page: Callable[..., Page]) -> None:
    page = log_in("/admin/faq/entry/6/change/")
    page.get_by_role("link", name="Einen anderen Schlüssel geben …").click()
    page.get_by_label("Neuer Schlüssel").fill("outlook-sendet-nicht")
    page.get_by_role("button", name="Schlüssel ändern").click()
    expect(page.get_by_text("/faq/outlook-0x800ccc0e/ leitet dorthin.")).to_be_visible()

    ticket = open_page("/faq/outlook-0x800ccc0e/")

    expect(ticket).to_have_url(re.compile("/faq/outlook-sendet-nicht/$"))
    ticket.goto("/faq/outlook-0x800ccc0e/weiter/")
    expect(ticket.get_by_role("heading", name="Wenn der Fehler bleibt")).to_be_visible()
    ticket.goto("/troubleshooting/#outlook-0x800ccc0e")
    expect(ticket.locator("article:has(:target)")).to_contain_text("0x800ccc0e")


def test_links_of_a_merged_entry_lead_to_the_other(
    log_in: LogIn, open_page: Callable[..., Page]
) -> None:
    page = log_in("/admin/faq/entry/5/change/")
    page.get_by_role("combobox", name="Zustand").select_option("In einem anderen aufgegangen")
    choose(page, "Ersetzt durch", "Wie richte ich mein Mailprogramm ein?")
    save(page, "Wohin sollen alte Links führen?")
    page.get_by_label("Wenn weiter Ordner fehlen").select_option(value="client-config#hilfe")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("erfolgreich geändert")).to_be_visible()

    ticket = open_page("/faq/thunderbird-nur-posteingang/")

    expect(ticket).to_have_url(re.compile("/faq/client-config/$"))
    ticket.goto("/faq/thunderbird-nur-posteingang/ordner-fehlen/")
    expect(ticket).to_have_url(re.compile("/faq/client-config/#hilfe$"))
    ticket.goto("/troubleshooting/#thunderbird-nur-posteingang--ordner-fehlen")
    expect(ticket).to_have_url(re.compile("/faq/client-config/#hilfe$"))


def test_links_of_a_withdrawn_entry_name_its_successor(
    log_in: LogIn, open_page: Callable[..., Page]
) -> None:
    page = log_in("/admin/faq/entry/3/change/")
    page.get_by_role("combobox", name="Zustand").select_option("Zurückgezogen")
    save(page, "Wählen Sie, was stattdessen gilt")
    expect(page.locator(".faults")).to_be_focused()
    page.locator(".faults").get_by_role("link", name="Ersetzt durch").press("Enter")
    expect(page.get_by_role("combobox", name="Ersetzt durch")).to_be_focused()
    choose(page, "Ersetzt durch", "Wie richte ich mein Mailprogramm ein?")
    save(page)

    ticket = open_page("/faq/webmail-admin/postmaster/")

    ticket.get_by_role("link", name="Wie richte ich mein Mailprogramm ein?").click()
    expect(ticket).to_have_url(re.compile("/faq/client-config/$"))


PATHS = (
    "/admin/",
    "/admin/faq/entry/",
    "/admin/faq/entry/1/change/",
    "/admin/faq/entry/add/",
    "/admin/faq/entry/1/history/",
    "/admin/faq/entry/1/rename/",
    "/admin/faq/errorcode/",
    "/admin/faq/page/1/change/",
    "/admin/links/",
)


@pytest.mark.parametrize("path", PATHS)
def test_staff_pages_are_accessible(
    site: Site,
    new_context: Callable[..., Any],
    axe_findings: Callable[[Page], list[str]],
    path: str,
) -> None:
    # axe copies imported stylesheets into the page, which our policy forbids
    page = new_context(base_url=site.url, locale="de-DE", bypass_csp=True).new_page()
    page.goto(f"/admin/login/?next={path}")
    fill_in_login(page, "anna")
    page.wait_for_load_state("networkidle")

    assert [axe_findings(page) for _ in on_each_screen(page)] == [[]] * len(SCREENS)


def test_question_where_old_links_lead_is_accessible(
    log_in: LogIn, faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = log_in("/admin/faq/entry/1/change/", bypass_csp=True)
    page.locator("#id_body").fill("Kein Abschnitt mehr.")
    save(page, "Ihr neuer Text enthält diese Abschnitte nicht mehr.")
    assert faults_on_screens(page) == []

    page.goto("/admin/faq/entry/7/change/")
    page.get_by_role("combobox", name="Zustand").select_option("In einem anderen aufgegangen")
    choose(page, "Ersetzt durch", "Wie richte ich mein Mailprogramm ein?")
    save(page, "mit ihm diese Abschnitte")
    assert faults_on_screens(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_staff_pages_break_no_policy(log_in: LogIn, path: str) -> None:
    page = log_in(path)
    page.wait_for_load_state("networkidle")

    assert page.url.endswith(path)
