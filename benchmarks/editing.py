"""Promise: a daily job takes few keys. Six jobs of the editors' room in Chromium, keys and seconds.

Serves the site as in production, with a few readers' complaints in it, and does each job as a
practised person would: with the keyboard where that is shorter, a click counting as one key.
Letters of the text itself are the work and not counted; everything else is the tool.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.servers.site import Site, prepared

PASSWORD = "ein sehr langes Passwort"
FILL = f"""
from io import BytesIO
from PIL import Image
from django.contrib.auth.models import Group, User
from django.utils import timezone
from faq.models import Entry, Feedback, SearchCount
from faq.services.content.picture_library import add_picture
user = User.objects.create_user("anna", password={PASSWORD!r}, is_staff=True)
user.groups.set(Group.objects.filter(name="Support"))
day = timezone.localdate()
Feedback.objects.create(path="/faq/abwesenheit/", day=day, answer="unklar", count=30)
SearchCount.objects.create(terms="postfach quillt ueber", day=day, has_hit=False, count=20)
Entry.objects.filter(status="published").update(reviewed_on=day.replace(year=day.year - 1))
file = BytesIO()
Image.new("RGB", (600, 400), "teal").save(file, "PNG")
file.seek(0)
add_picture(file, 1000, "Das Fenster mit den Konten")
"""
MOST_KEYS = {
    "fix a typo": 6,
    "new entry with picture": 9,
    "teach the search": 2,
    "review three texts": 4,
    "answer a ticket": 3,
    "see what readers miss": 1,
}


class Hands:
    """A person at a page: every key and click that is not text is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def click(self, place: Locator) -> None:
        place.click()
        self.keys += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def write(self, place: Locator, text: str) -> None:
        """Go into a field and write."""
        self.click(place)
        place.fill(text)

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)


def fix_a_typo(hands: Hands) -> None:
    """From the start page to the text that a colleague has named, and back to readers."""
    hands.link("Schreiben")
    hands.write(hands.page.get_by_label("Text suchen"), "POP3")
    hands.press("Enter")
    hands.link("Wie unterscheiden sich POP3 und IMAP?")
    hands.write(hands.page.locator("#id_title"), "Wie unterscheiden sich POP3 und IMAP genau?")
    hands.press("Enter")
    hands.page.get_by_text("erfolgreich geändert").wait_for()


def write_an_entry(hands: Hands) -> None:
    page = hands.page
    hands.click(page.locator("main [href='/admin/faq/entry/add/']"))
    hands.write(page.locator("#id_title"), "Wie räume ich auf?")
    hands.write(page.locator("#id_short_answer"), "Löschen Sie alte E-Mails.")
    body = page.locator("#id_body")
    hands.write(body, "Öffnen Sie Webmail.")
    hands.button("Bild suchen")
    page.locator("dialog[open] [data-found] button").first.wait_for()
    hands.press("Enter")
    if not page.locator("#id_key").input_value():
        hands.write(page.locator("#id_key"), "aufraeumen")
    page.locator("#id_category").select_option(index=1)
    hands.keys += 1
    hands.button("Speichern")
    page.get_by_text("hinzugefügt").wait_for()


def teach_the_search(hands: Hands) -> None:
    hands.button("Führt zu")
    hands.page.get_by_text("führt jetzt zu").wait_for()


def review_three_texts(hands: Hands) -> None:
    hands.link("Prüfen")
    for _ in range(3):
        hands.button("Stimmt noch")
        hands.page.get_by_text("Heute geprüft").wait_for()


def answer_a_ticket(hands: Hands) -> None:
    page = hands.page
    hands.link("Antworten")
    page.wait_for_load_state("load")
    page.keyboard.type("abwesenheit", delay=20)  # the field has the focus
    page.locator("[data-desk-count]").first.wait_for()
    hands.press("Enter")
    page.locator(".desk-letter").first.wait_for()
    hands.press("Enter")
    page.locator("[data-copied]").first.wait_for()


def see_what_readers_miss(hands: Hands) -> None:
    page = hands.page
    page.get_by_text("30-mal „Nein“").wait_for()
    page.get_by_text("20-mal gesucht").wait_for()


JOBS: dict[str, Callable[[Hands], None]] = {
    "see what readers miss": see_what_readers_miss,
    "teach the search": teach_the_search,
    "review three texts": review_three_texts,
    "fix a typo": fix_a_typo,
    "answer a ticket": answer_a_ticket,
    "new entry with picture": write_an_entry,
}


def measured(site: Site, jobs: dict[str, Callable[[Hands], None]]) -> dict[str, tuple[int, float]]:
    """Keys and seconds of each job, each from the start page on."""
    found = {}
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_context(base_url=site.url, locale="de-DE").new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/admin/login/?next=/admin/")
        page.get_by_label("Benutzername").fill("anna")
        page.get_by_label("Passwort").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        for name, job in jobs.items():
            page.goto("/admin/")
            hands, begun = Hands(page), time.perf_counter()
            job(hands)
            found[name] = hands.keys, time.perf_counter() - begun
        browser.close()
    return found


def filled(folder: Path) -> Site:
    site = Site(prepared(folder), environment={"RATE_LIMITS": "0"})
    site.manage("shell", "-c", FILL)
    return site


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = filled(Path(folder))
        with site:
            found = measured(site, JOBS)
    print("| job | keys and clicks | at most | seconds |\n|---|---:|---:|---:|")
    for name, (keys, seconds) in found.items():
        print(f"| {name} | {keys} | {MOST_KEYS[name]} | {seconds:.1f} |")
    return int(any(keys > MOST_KEYS[name] for name, (keys, _) in found.items()))


if __name__ == "__main__":
    sys.exit(main())
