"""Setting up a mail program in a browser: sizes, keyboard, the address that stays, the profile."""

import plistlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import SCREENS

ADDRESS = "anna.beispiel@firma.example"
PHONE = next(screen for screen in SCREENS if screen.width == 390)
PATHS = [
    "/einrichten/",
    "/einrichten/iphone/",
    "/einrichten/neues-outlook/",
    "/einrichten/dns/?domain=stra%C3%9Fe.example",
]


@pytest.mark.parametrize("path", PATHS)
def test_pages_have_no_accessibility_fault_and_fit(
    open_page: Callable[..., Page], faults_on_screens: Callable[[Page], list[str]], path: str
) -> None:
    assert faults_on_screens(open_page(path)) == []


def test_iphone_owner_gets_address_host_and_profile(open_page: Callable[..., Page]) -> None:
    page = open_page(
        "/einrichten/", screen=PHONE, permissions=["clipboard-read", "clipboard-write"]
    )

    page.get_by_role("link", name="iPhone und iPad").click()
    page.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
    page.get_by_role("button", name="Server mail.mm-com.de kopieren").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.get_by_role("button", name="Profil laden", exact=True).click()

    profile = plistlib.loads(Path(download.value.path()).read_bytes())
    (account,) = profile["PayloadContent"]
    assert copied == "mail.mm-com.de"
    assert download.value.suggested_filename == "mmcom-mail.mobileconfig"
    assert account["EmailAddress"] == ADDRESS
    assert account["IncomingMailServerHostName"] == copied
    assert ADDRESS not in page.url


def test_address_typed_once_is_everywhere_and_never_sent(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/")
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url + str(request.headers) + (request.post_data or ""))

    page.on("request", note)

    page.get_by_label("Ihre E-Mail-Adresse").press_sequentially(ADDRESS)
    page.get_by_role("link", name="Thunderbird Windows, macOS, Linux", exact=True).click()

    expect(page.locator("[data-address]").first).to_have_text(ADDRESS)
    assert set(page.locator("[data-address]").all_text_contents()) == {ADDRESS}
    assert not [request for request in sent if "anna" in request]


def test_copy_button_of_the_user_name_copies_the_typed_address(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/einrichten/thunderbird/", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
    page.get_by_role("button", name=f"E-Mail-Adresse {ADDRESS} kopieren").first.click()

    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS


def test_unfinished_address_changes_nothing_and_is_named(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/thunderbird/")

    page.get_by_label("Ihre E-Mail-Adresse").fill("anna@")
    page.keyboard.press("Tab")

    expect(page.get_by_role("status")).to_contain_text("Noch keine vollständige Adresse")
    expect(page.locator("[data-address]").first).to_have_text("name@ihre-domain.de")


def test_page_is_complete_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/", screen=PHONE, javascript=False)

    page.get_by_role("link", name="iPhone und iPad").click()

    expect(page.get_by_role("heading", name="Der Weg von Hand")).to_be_visible()
    expect(page.get_by_text("name@ihre-domain.de").first).to_be_visible()
    expect(page.get_by_role("button", name="kopieren")).to_have_count(0)
    page.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Profil laden", exact=True).click()
    assert download.value.suggested_filename.endswith(".mobileconfig")


def test_keyboard_alone_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/iphone/")

    page.get_by_label("Ihre E-Mail-Adresse").focus()
    page.keyboard.type(ADDRESS)
    with page.expect_download() as download:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

    assert download.value.suggested_filename == "mmcom-mail.mobileconfig"


def test_domain_of_an_umlaut_is_shown_as_the_dns_has_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/dns/")

    page.get_by_label("Ihre Domain").fill("müller.example")
    page.get_by_role("button", name="Einträge zeigen").click()

    expect(page.get_by_role("heading", name="xn--mller-kva.example")).to_be_visible()
    expect(page.get_by_label("Ihre Domain")).to_have_value("müller.example")


# How far a value's box reaches over the words before it, in pixels; 0 or less where it does not.
OVER_THE_WORDS = """values => values.map(value => {
    const words = document.createRange();
    words.setStart(value.closest("li"), 0);
    words.setEndBefore(value.closest(".copy"));
    const before = [...words.getClientRects()].at(-1);
    const box = value.getBoundingClientRect();
    return box.left >= before.right ? 0 : before.bottom - box.top;
})"""


def test_a_long_address_does_not_lie_over_the_words_before_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/einrichten/thunderbird/", screen=PHONE)

    page.get_by_label("Ihre E-Mail-Adresse").fill("vorname.nachname@lange-firma.example.org")

    values = page.locator(".steps li li [data-address]")
    expect(values.first).to_have_text("vorname.nachname@lange-firma.example.org")
    assert max(values.evaluate_all(OVER_THE_WORDS)) < 4


def test_drawn_screen_is_legible_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/thunderbird/", screen=PHONE)

    picture = page.locator(".steps .picture img")
    picture.scroll_into_view_if_needed()
    shown, drawn = picture.evaluate("image => [image.width, image.naturalWidth]")
    assert 24 * shown / drawn >= 12  # CSS pixels; written in 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
