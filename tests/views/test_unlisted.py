"""What is not public stands in no list: pages, feeds, sitemap, search and API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from faq.models import Entry
from faq.web.policy import addresses
from tests.factories import make_code, make_entry, make_mail_program
from tests.views.test_program_windows import make_window

pytestmark = pytest.mark.django_db

ASKED, ANSWERED = "Kanarienvogel", "Zwitschern"
NAME = f"{ASKED} {ANSWERED}"
WITH_WORDS = [f"{path}?q={ASKED}" for path in ("/suche/", "/suche/vorschlaege", "/api/v1/search")]


def make_pinned() -> Entry:
    return make_entry("vogel", title=NAME, is_pinned=True)


def listing(client: Client, own: str) -> list[str]:
    """Every public address that names a row or its address, but for the row's own."""
    paths = [address.path for address in addresses(lambda policy: policy.public)] + WITH_WORDS
    pages = {path: client.get(path).content.decode(errors="replace") for path in paths}
    return [
        path for path, page in pages.items() if path != own and (ANSWERED in page or own in page)
    ]


@pytest.mark.parametrize(
    ("make", "gone"),
    [
        (make_pinned, {"status": Entry.Status.WITHDRAWN}),
        (make_pinned, {"status": Entry.Status.MERGED}),
        (make_pinned, {"short_answer": "Bis ‹Frist›."}),  # with a gap
        (lambda: make_code("5.1.9", title=NAME), {"is_withdrawn": True}),
        (lambda: make_mail_program("vogel", name=NAME), {"is_withdrawn": True}),
        (lambda: make_window("vogel", title=NAME), {"is_withdrawn": True}),
    ],
)
def test_what_went_is_listed_nowhere(
    client: Client, make: Callable[[], Any], gone: dict[str, Any]
) -> None:
    other, row = make_entry(), make()
    if isinstance(row, Entry):
        other.related.add(row)
        row.successor = other
    assert "/sitemap.xml" in listing(client, row.get_absolute_url())

    for name, value in gone.items():
        setattr(row, name, value)
    row.save()

    assert listing(client, row.get_absolute_url()) == []
