"""Browser tests: Debian's Chromium on the served site, its sizes and colour schemes, axe.

Every test here gets the marker `browser` and is skipped, with the reason, where no Chromium is.
A page that breaks the content security policy, fails in a script, or asks another host fails
its test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from tests.servers.site import Site

# Playwright's own event loop makes Django refuse queries in a test that also uses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A busy machine may take its time; a right page does not wait.
expect.set_options(timeout=20_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A window size in CSS pixels and the reader's colour scheme ("light" or "dark")."""

    width: int
    height: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


SCREENS = [
    Screen(width, height, scheme)
    for width, height in ((1280, 900), (390, 844))
    for scheme in ("light", "dark")
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium (apt install chromium)"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": sandbox}


@pytest.fixture(params=SCREENS, ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    """Each test that asks for it runs once per window size and colour scheme."""
    value: Screen = request.param
    return value


@pytest.fixture
def open_page(site: Site, new_context: Callable[..., Any]) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of the site: `open_page("/suche/", javascript=False)`."""
    complaints: list[str] = []
    errors: list[tuple[str, str]] = []
    visited: set[str] = set()

    def opened(
        path: str = "/",
        *,
        screen: Screen = SCREENS[0],
        javascript: bool = True,
        **context: Any,
    ) -> Page:
        page: Page = new_context(
            base_url=site.url,
            viewport={"width": screen.width, "height": screen.height},
            color_scheme=screen.scheme,
            java_script_enabled=javascript,
            locale="de-DE",
            **context,
        ).new_page()
        page.on("console", note_error)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", note_request)
        page.goto(path)
        return page

    def note_error(line: ConsoleMessage) -> None:
        if line.type == "error":
            errors.append((line.location["url"], line.text))

    def note_request(request: Request) -> None:
        if request.is_navigation_request():
            visited.add(request.url)
        if not request.url.startswith((site.url, "data:", "blob:", "about:")):
            complaints.append(f"asks another host: {request.url}")

    yield opened
    # A page that is not there is meant to say so; which page it was is known only now: the line may
    # come while the browser is still, or already, on another one.
    complaints += [f"{text} ({address})" for address, text in errors if address not in visited
                   or "Failed to load resource" not in text]  # fmt: skip
    assert not complaints


@pytest.fixture
def axe_findings() -> Callable[[Page], list[str]]:
    """A function that lists what axe finds on a page: WCAG 2.2 AA and best practices."""

    def findings(page: Page) -> list[str]:
        return [
            f"{finding['id']}: {node['html'][:120]}"
            for finding in violations(page)
            for node in finding["nodes"]
        ]

    return findings


def violations(page: Page, **further: Any) -> list[dict[str, Any]]:
    """What axe says against a page. Loading it costs as much as asking it: once for a page."""
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}, "resultTypes": ["violations"]}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(({ violations }) => violations)",
        options | further,
    )
    return found


@pytest.fixture
def faults_on_screens(axe_findings: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    """A function that lists what axe finds on a page, and what sticks out, on each screen."""

    def faults(page: Page) -> list[str]:
        found = []
        for screen in on_each_screen(page):
            found += [f"{screen}: {finding}" for finding in axe_findings(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{screen}: wider than the window")
        return found

    return faults


# Waiting for their end would wait for ever where one is endless or stands still.
FINISH_TRANSITIONS = """() => document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)
    .forEach((animation) => animation.finish())"""


def on_each_screen(page: Page) -> Iterator[Screen]:
    """The same page on each screen in turn, as soon as its colours stand.

    It is not loaded anew: which screen it is on our styles alone ask, and they answer at once.
    """
    for screen in SCREENS:
        page.set_viewport_size({"width": screen.width, "height": screen.height})
        page.emulate_media(color_scheme=screen.scheme)
        page.evaluate(FINISH_TRANSITIONS)
        yield screen
