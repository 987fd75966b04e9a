"""Nobody gets behind the login who should not: every address below the admin path is tried."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import make_entry

# What must be reached before the login, or has nothing to hide from staff: view names.
BEFORE_LOGIN = {"admin:login", "admin:logout", "admin:second-factor"}
FOR_ALL_STAFF = BEFORE_LOGIN | {
    "admin:index",
    "admin:still-in",
    "admin:password_change",
    "admin:password_change_done",
    "admin:jsi18n",
    "admin:autocomplete",
    "admin:view_on_site",
    "admin:None",  # the catch-all that adds a missing slash
}
# The stock admin leads to its start page when a row does not exist, before it asks for permission.
LED_AWAY_TO = {"/admin/login/", "/admin/"}
# What scripts of a form hear then: nothing, and no time left.
SESSION_IS_OVER = b'{"seconds_left": 0, "others": "", "kept_at": ""}'
EXAMPLES = {
    "object_id": "1",
    "pk": "1",
    "version_id": "1",
    "content_type_id": "1",
    "app_label": "faq",
    "direction": "up",
    "name": "entry",
    "record": "1",
    "url": "gibt-es-nicht",
}


def addresses(
    resolver: URLResolver, prefix: str = "/", space: str = ""
) -> Iterator[tuple[str, str]]:
    """Name and an example path of every address of a resolver."""
    for item in resolver.url_patterns:
        route = prefix + example(item)
        if isinstance(item, URLResolver):
            yield from addresses(item, route, f"{item.namespace}:" if item.namespace else space)
        elif isinstance(item, URLPattern):
            yield f"{space}{item.name}", route


def example(item: URLPattern | URLResolver) -> str:
    """A route with its parameters filled in; of a regular expression, what is left of it."""
    text = str(item.pattern)
    for name, value in EXAMPLES.items():
        for kind in ("int", "path", "str"):
            text = text.replace(f"<{kind}:{name}>", value)
    if "(?P<app_label>" in text:
        return "faq/"
    return "gibt-es-nicht" if "(?P<url>" in text else text


STAFF_ADDRESSES = sorted(
    (name, path)
    for name, path in addresses(get_resolver())
    if path.startswith(f"/{settings.ADMIN_PATH}")
)


def refuses(client: Client, path: str) -> bool:
    """Whether the answer shows nothing: refused, led away, or not there."""
    return all(
        answer.status_code in {204, 403, 404, 405}
        or answer.content == SESSION_IS_OVER
        or (answer.status_code == 302 and answer["Location"].split("?")[0] in LED_AWAY_TO)
        for answer in (client.get(path), client.post(path))
    )


@pytest.fixture
def rows(db: None) -> None:
    """The rows that the example addresses name."""
    owner = User.objects.create_user("besitzer")
    TOTPDevice.objects.create(pk=1, user=owner)
    make_entry(pk=1)


def test_walk_sees_the_whole_admin() -> None:
    names = {name for name, _ in STAFF_ADDRESSES}

    assert {"admin:desk", "admin:desk-message", "admin:faq_entry_change"} <= names
    assert len(STAFF_ADDRESSES) > 60


@pytest.mark.parametrize("kind", ["nobody", "reader"])
def test_who_is_no_staff_is_refused_everywhere(
    rows: None, client_as: Callable[[str], Client], kind: str
) -> None:
    client = client_as(kind)

    shown = [
        path
        for name, path in STAFF_ADDRESSES
        if name not in BEFORE_LOGIN and not refuses(client, path)
    ]

    assert shown == []


def test_staff_without_permissions_are_refused_everywhere(
    rows: None, client_as: Callable[[str], Client]
) -> None:
    client = client_as("staff")

    shown = [
        path
        for name, path in STAFF_ADDRESSES
        if name not in FOR_ALL_STAFF and not refuses(client, path)
    ]

    assert shown == []
