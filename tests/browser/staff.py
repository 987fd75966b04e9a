"""A site of their own for tests that work as its staff, and the way in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.servers.site import Site

PASSWORD = "ein sehr langes Passwort"
MAKE_STAFF = f"""
from django.contrib.auth.models import Group, User
for name, group in (("anna", "Support"), ("bert", "")):
    user = User.objects.create_user(name, password={PASSWORD!r}, is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
"""
LogIn = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Site]:
    """A site of our own: these tests change it."""
    served = Site(fill(tmp_path_factory.mktemp("staff")))
    served.manage("shell", "-c", MAKE_STAFF)
    with served:
        yield served


@pytest.fixture
def log_in(open_page: Callable[..., Page]) -> LogIn:
    """A function that logs somebody in on a new page and opens a path."""

    def logged_in(path: str, name: str = "anna", **options: Any) -> Page:
        page = open_page(f"/admin/login/?next={path}", **options)
        fill_in_login(page, name)
        return page

    return logged_in


def fill_in_login(page: Page, name: str) -> None:
    page.get_by_label("Benutzername").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    with page.expect_navigation():  # until its scripts run: what is typed or dropped before is lost
        page.get_by_role("button", name="Anmelden").click()
