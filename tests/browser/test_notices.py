"""A notice on every page of a served site: seen at once, said once, gone by itself."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.servers.site import ROOT, Site, site_environment

TITLE = "E-Mails lassen sich gerade nicht abrufen"
PUBLISH = """
from datetime import timedelta
from django.utils import timezone
from faq.models import ServiceNotice
ServiceNotice.objects.create(
    title="{title}", text="Wir suchen die Ursache.", status="published",
    ends_at=timezone.now() + timedelta(seconds={seconds}),
)
"""
SECONDS_UNTIL_SEEN = 2
LASTS = 25


def publish(site: Site, seconds: int) -> None:
    """Publish a notice from another process, as an editor at another worker would."""
    settings = site_environment(site.folder, site.port)
    settings.pop("PYTEST_CURRENT_TEST", None)
    script = PUBLISH.format(title=TITLE, seconds=seconds)
    command = [sys.executable, "manage.py", "shell", "-c", script]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)


def test_notice_comes_is_said_once_and_goes(
    site: Site,
    open_page: Callable[..., Page],
    faults_on_screens: Callable[[Page], list[str]],
) -> None:
    page = open_page("/")
    publish(site, LASTS)
    published = time.monotonic()
    time.sleep(SECONDS_UNTIL_SEEN)

    page.goto("/")
    banner = page.get_by_role("complementary", name="Störungen und geplante Arbeiten")
    expect(banner).to_contain_text(TITLE)
    expect(page.get_by_role("link", name="MMcom Hilfe")).to_be_visible()
    expect(page.locator("[data-announcements]")).to_contain_text(f"Hinweis: Störung: {TITLE}")
    assert faults_on_screens(page) == []

    page.goto("/fehlercodes/")
    expect(banner).to_contain_text(TITLE)
    page.wait_for_timeout(300)
    expect(page.locator("[data-announcements]")).to_have_text("")

    time.sleep(max(0.0, LASTS + SECONDS_UNTIL_SEEN - (time.monotonic() - published)))
    page.goto("/")
    expect(banner).to_have_count(0)
