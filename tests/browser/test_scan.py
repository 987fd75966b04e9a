"""The QR code for Thunderbird: drawn in the browser, right by the format, and nothing is sent."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Screen

ADDRESS = "marke-4711@kunde.example"
NAME = "Änne Übermäßig"


@pytest.fixture(scope="session")
def decode(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page], str]:
    """Reads the code on a page as a camera does."""
    if not shutil.which("zbarimg"):
        pytest.skip("no zbarimg (apt install zbar-tools)")
    picture = tmp_path_factory.mktemp("codes") / "code.png"

    def decoded(page: Page) -> str:
        page.locator(".qr--big svg").screenshot(path=picture)
        return read_code(picture)

    return decoded


def read_code(picture: Path) -> str:
    command = ["zbarimg", "--quiet", "--raw", str(picture)]
    output = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return output.stdout.strip()


def test_code_is_right_and_the_address_is_never_sent(
    open_page: Callable[..., Page], decode: Callable[[Page], str], screen: Screen
) -> None:
    page = open_page("/einrichten/handy/", screen=screen)
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url} {request.post_data or ''} {request.headers}")

    page.on("request", note)
    page.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
    page.get_by_label("Ihr Name").fill(NAME)
    expect(page.get_by_text("Der QR-Code ist fertig.")).to_be_visible()
    payload = json.loads(decode(page))
    page.goto("/einrichten/")

    version, sequence, incoming, ((outgoing, identity),) = payload
    assert (version, sequence) == (1, [1, 1])
    assert incoming == [0, "mail.mm-com.de", 993, 3, 1, ADDRESS]
    assert outgoing == [0, "mail.mm-com.de", 465, 3, 1, ADDRESS]
    assert identity == [ADDRESS, NAME]
    assert sent
    assert not any("4711" in request for request in sent)
    assert not page.context.cookies()


def test_page_has_no_accessibility_fault_and_fits(
    open_page: Callable[..., Page], faults_on_screens: Callable[[Page], list[str]]
) -> None:
    page = open_page("/einrichten/handy/")
    page.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)

    assert faults_on_screens(page) == []


def test_impossible_address_gets_a_sentence(open_page: Callable[..., Page]) -> None:
    page = open_page("/einrichten/handy/")

    page.get_by_label("Ihre E-Mail-Adresse").fill("änne@kunde.example")

    expect(page.get_by_text("Aus dieser Adresse wird kein QR-Code.")).to_be_visible()
    expect(page.locator(".qr--big svg")).to_have_count(0)


def test_what_a_text_says_of_a_picture_stands_beside_it(open_page: Callable[..., Page]) -> None:
    """On paper and in a small window, too; a phone does not scan itself and shows neither."""
    page = open_page("/einrichten/handy/")
    leads, codes = page.locator(".qr__lead"), page.locator(".qr:not(.qr--big) svg")

    def shown() -> tuple[int, int]:
        return leads.filter(visible=True).count(), codes.filter(visible=True).count()

    everything = (leads.count(), codes.count())
    assert everything[0] == everything[1] > 2
    assert shown() == everything
    page.set_viewport_size({"width": 800, "height": 900})
    assert shown() == everything
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 390, "height": 844})
    assert shown() == everything
    page.emulate_media(media="screen")
    assert shown() == (0, 0)
