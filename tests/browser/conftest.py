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
from axe_playwright_python.sync_playwright import Axe
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
def browser_page(open_page: Callable[..., Page], screen: Screen) -> Page:
    """The start page on each screen in turn; go on with `browser_page.goto("/suche/")`."""
    return open_page(screen=screen)


@pytest.fixture
def axe_findings() -> Callable[[Page], list[str]]:
    """A function that lists what axe finds on a page: WCAG 2.2 AA and best practices."""

    def findings(page: Page) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": AXE_RULES}}
        response = Axe().run(page, options=options).response
        return [
            f"{finding['id']}: {node['html'][:120]}"
            for finding in response["violations"]
            for node in finding["nodes"]
        ]

    return findings
