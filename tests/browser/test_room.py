"""A day in the editors' room: by keyboard, on a phone, and for everybody."""

import http.client
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen, on_each_screen, violations
from tests.servers.site import Site

PASSWORD = "ein sehr langes Passwort"
MAKE = f"""
from django.contrib.auth.models import Group, User
from django.utils import timezone
from io import BytesIO
from PIL import Image
from faq.models import DeadLink, Entry, Feedback
from faq.services.content.picture_library import add_picture
for name, group in (("anna", "Redaktion"), ("bert", "Freigabe")):
    user = User.objects.create_user(name, password={PASSWORD!r}, is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
day = timezone.localdate()
Feedback.objects.create(path="/faq/abwesenheit/", day=day, answer="unklar", count=30)
DeadLink.objects.create(path="/faq/gibts-nicht/", day=day, count=12)
Entry.objects.filter(key="client-config").update(is_doubted=True)
file = BytesIO()
Image.new("RGB", (600, 400), "teal").save(file, "PNG")
file.seek(0)
add_picture(file, 1000, "Das Fenster mit den Konten")
"""
BERLIN = ZoneInfo("Europe/Berlin")
PAGES = (
    "/admin/", "/admin/texte/", "/admin/luecken/", "/admin/entwuerfe/", "/admin/pruefen/",
    "/admin/bilder/", "/admin/bilder/1/", "/admin/verlauf/", "/admin/austausch/",
    "/admin/zweiter-faktor/", "/admin/geloescht/", "/admin/desk/", "/admin/faq/entry/",
    "/admin/faq/entry/1/change/", "/admin/faq/entry/add/", "/admin/faq/servicenotice/add/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Site]:
    """A site of our own: these tests change it."""
    folder = fill(tmp_path_factory.mktemp("room"))
    served = Site(folder, environment={"RATE_LIMITS": "0", "TRUSTED_PROXIES": "127.0.0.1"})
    served.manage("shell", "-c", MAKE)
    with served:
        yield served


def signed_in(open_page: Callable[..., Page], name: str, path: str, **options: Any) -> Page:
    page = open_page(f"/admin/login/?next={path}", **options)
    page.get_by_label("Benutzername").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def press(page: Page, name: str) -> None:
    """Reach a button with the keyboard alone, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in (page.evaluate("document.activeElement.innerText") or ""):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {name} by keyboard")


def test_pages_are_for_everybody(open_page: Callable[..., Page]) -> None:
    page = signed_in(open_page, "bert", "/admin/")

    for path in PAGES:
        page.goto(path)
        for screen in on_each_screen(page):
            # Not preloaded: axe would look for what Django's own styles import, and be refused.
            assert violations(page, preload=False) == [], (path, screen)
            width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert width <= 0, (path, screen)


def test_text_goes_from_its_author_to_its_readers_by_keyboard_on_a_phone(
    open_page: Callable[..., Page], site: Site
) -> None:
    phone = Screen(390, 844, "light")
    anna = signed_in(open_page, "anna", "/admin/faq/entry/", screen=phone)
    anna.get_by_role("link", name="Wie unterscheiden sich POP3 und IMAP?").press("Enter")
    anna.get_by_role("textbox", name="Kurz gesagt").fill(
        "Mit IMAP bleiben die E-Mails auf dem Server."
    )
    anna.get_by_role("button", name="Speichern", exact=True).first.press("Enter")
    expect(anna.get_by_text("Leser sehen weiter die alte Fassung")).to_be_visible()
    press(anna, "Link machen")
    link = anna.locator(".room__link code").inner_text()
    press(anna, "Zur Freigabe geben")
    expect(anna.get_by_text("Zur Freigabe gegeben")).to_be_visible()

    colleague = open_page(link.removeprefix(site.url), screen=phone)
    expect(colleague.get_by_text("Mit IMAP bleiben die E-Mails auf dem Server.")).to_be_visible()
    reader = open_page("/faq/pop3-imap/", screen=phone)
    expect(reader.get_by_text("Mit POP3 holt Ihr Mailprogramm")).to_be_visible()

    bert = signed_in(open_page, "bert", "/admin/luecken/", screen=phone)
    press(bert, "Vergleichen")
    press(bert, "Freigeben und veröffentlichen")
    expect(bert.get_by_text("Veröffentlicht:")).to_be_visible()
    reader.wait_for_timeout(1000)
    reader.reload()
    expect(reader.get_by_text("Mit IMAP bleiben die E-Mails auf dem Server.")).to_be_visible()


def test_lines_go_with_one_click(open_page: Callable[..., Page]) -> None:
    page = signed_in(open_page, "bert", "/admin/luecken/")

    press(page, "Erledigt")
    expect(page.get_by_text("Erledigt: „Wie richte ich eine Abwesenheitsnachricht")).to_be_visible()
    expect(page.get_by_text("30-mal „Nein“")).to_have_count(0)
    press(page, "Stimmt noch")
    expect(page.get_by_text("Heute geprüft: „Wie richte ich mein Mailprogramm")).to_be_visible()
    expect(page.get_by_text("Bitte prüfen")).to_have_count(0)


def reach(page: Page, selector: str) -> None:
    """Go to something with the keyboard alone."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector} by keyboard")


def asked(site: Site, path: str, reader: str = "192.0.2.1", **sent: str) -> tuple[int, str]:
    """Ask as a reader, on a connection of its own: another process may answer."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    body = urlencode(sent) if sent else None
    headers = {"X-Forwarded-For": reader, "Sec-Fetch-Dest": "document"}
    if sent:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": site.url}
    connection.request("POST" if sent else "GET", path, body, headers)
    response = connection.getresponse()
    answer = response.status, response.read().decode()
    connection.close()
    return answer


def test_approved_text_is_read_at_its_minute_in_every_process(
    open_page: Callable[..., Page], site: Site
) -> None:
    phone = Screen(390, 844, "light")
    anna = signed_in(open_page, "anna", "/admin/texte/?q=Webmail", screen=phone)
    reach(anna, "main .room-list a")
    anna.keyboard.press("Enter")
    anna.wait_for_url("**/change/")
    public = anna.locator(".viewsitelink").get_attribute("href")
    assert public
    reach(anna, "#id_short_answer")
    anna.keyboard.press("Control+A")
    anna.keyboard.type("Webmail öffnen Sie im Browser.")
    anna.keyboard.press("Shift+Tab")
    for _ in range(20):  # back to the question; Enter there saves
        if anna.evaluate("document.activeElement.id") == "id_title":
            break
        anna.keyboard.press("Shift+Tab")
    anna.keyboard.press("Enter")
    anna.wait_for_url("**/entwuerfe/**")
    press(anna, "Zur Freigabe geben")
    copy = anna.url.removeprefix(site.url)

    bert = signed_in(open_page, "bert", copy, screen=phone)
    moment = (datetime.now(BERLIN) + timedelta(seconds=75)).replace(second=0, microsecond=0)
    reach(bert, "#zeitpunkt")
    bert.locator("#zeitpunkt").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    press(bert, "Freigeben und veröffentlichen")
    expect(bert.get_by_text("Leser sehen es am")).to_be_visible()

    new = "Webmail öffnen Sie im Browser."
    while time.time() < moment.timestamp() - 1:
        status, text = asked(site, public)
        assert status == 200
        assert new not in text
        time.sleep(1)
    time.sleep(max(0.0, moment.timestamp() + 2 - time.time()))
    assert all(new in asked(site, public)[1] for _ in range(20))


def test_what_readers_miss_is_on_the_list_within_a_minute_and_goes_with_one_click(
    open_page: Callable[..., Page], site: Site
) -> None:
    page, terms = "/faq/thunderbird-nur-posteingang/", "quittengelee einkochen"
    begun = time.time()
    for number in range(31):
        reader = f"198.51.100.{number}"
        assert asked(site, "/feedback/", reader, page=page, answer="nein")[0] == 200
        assert asked(site, "/feedback/", reader, page=page, answer="unklar")[0] == 200
        if number < 20:
            asked(site, f"/suche/?{urlencode({'q': terms})}", reader)

    bert = signed_in(open_page, "bert", "/admin/luecken/")
    needs = [bert.get_by_text("31-mal „Nein“: 31-mal „Ich verstehe es nicht“"),
             bert.get_by_text("20-mal gesucht")]  # fmt: skip
    while not all(need.count() for need in needs) and time.time() < begun + 60:
        time.sleep(2)
        bert.reload()
    assert [need.count() for need in needs] == [1, 1], bert.locator(
        ".task", has_text=terms
    ).all_inner_texts()
    print(f"on the list after {time.time() - begun:.0f} s")

    bert.locator(".task", has=needs[0]).get_by_role("button", name="Erledigt").press("Enter")
    expect(needs[0]).to_have_count(0)
    row = bert.locator(".task", has=needs[1])
    row.get_by_role("button", name="Führt zu").first.press("Enter")
    expect(bert.locator(".task", has_text=terms)).to_have_count(0)
