"""Where links lead: in texts, in tickets, after any number of changes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from faq.models import Entry, EntryAlias, Page
from faq.services.links.destination import LinkState, destination
from tests.factories import make_category, make_code, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> None:
    first, second = make_category("erste"), make_category("zweite")
    entry = make_entry("heute", category=first)
    make_entry("umgezogen", category=second)
    EntryAlias.objects.create(key="frueher", entry=entry)
    withdrawn = make_entry("ersetzt", category=first)
    withdrawn.status, withdrawn.successor = Entry.Status.WITHDRAWN, entry
    withdrawn.save()
    make_code("550")
    Page.objects.create(key="impressum", title="Impressum", body="Text.")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("link", "state", "url"),
    [
        ("/faq/heute/", LinkState.LIVE, "/faq/heute/"),
        ("/faq/heute/schritte/", LinkState.LIVE, "/faq/heute/schritte/"),
        ("/faq/heute/#schritte", LinkState.LIVE, "/faq/heute/schritte/"),
        ("/faq/frueher/", LinkState.MOVED, "/faq/heute/"),
        ("/faq/frueher/schritte/", LinkState.MOVED, "/faq/heute/schritte/"),
        ("/faq/ersetzt/", LinkState.GONE, "/faq/heute/"),
        ("/faq/heute/nie/", LinkState.DEAD, ""),
        ("/faq/nie/", LinkState.DEAD, ""),
        ("/fehlercode/550/", LinkState.LIVE, "/fehlercode/550/"),
        ("/fehlercode/999/", LinkState.DEAD, ""),
        ("/erste/#heute", LinkState.LIVE, "/erste/"),
        ("/erste/#umgezogen", LinkState.MOVED, "/faq/umgezogen/"),
        ("/erste/#frueher", LinkState.MOVED, "/faq/heute/"),
        ("/impressum/", LinkState.LIVE, "/impressum/"),
        ("/suche/?q=voll", LinkState.LIVE, "/suche/"),
        ("/nirgends/", LinkState.DEAD, ""),
        ("/nirgends/tief/", LinkState.DEAD, ""),
        ("http://127.0.0.1:8000/faq/heute/", LinkState.LIVE, "/faq/heute/"),
        ("https://example.org/faq/heute/", LinkState.ELSEWHERE, "https://example.org/faq/heute/"),
        ("mailto:a@example.org", LinkState.ELSEWHERE, "mailto:a@example.org"),
    ],
)
def test_link_leads(link: str, state: LinkState, url: str) -> None:
    found = destination(link)

    assert (found.state, found.url) == (state, url)


def test_command_names_the_place_of_a_dead_link() -> None:
    make_entry("a", body="[x](/faq/nie/) [y](#nie) [z](/faq/a/)")

    with pytest.raises(CommandError, match=r"2 links lead nowhere(.|\n)*/faq/nie/(.|\n)*#nie"):
        call_command("check_links")


def test_command_is_content_with_living_links() -> None:
    make_entry("a", body="[x](/faq/a/) [y](https://example.org/)")
    output = StringIO()

    call_command("check_links", stdout=output)

    assert output.getvalue() == "2 links, none is dead; 1 other sites not asked.\n"
