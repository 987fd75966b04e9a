"""Everybody who asks where an address leads, and what each of them says: they must agree.

Each caller gives the address of what is read today, empty for what is gone without replacement,
and None where it does not know such addresses at all.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from faq.services.content.exporting import export_content
from faq.services.content.fixture_links import FixtureMemory
from faq.services.content.fixtures import read_fixtures
from faq.services.desk.answers import answer_at
from faq.services.links.destination import Destination, LinkState, destination

Said = tuple[str, str]  # "alive", "gone" or "dead", and the address


def said(found: Destination) -> Said:
    """What the link check says."""
    state = "alive" if found.is_alive else found.state.value
    return state, found.url


def page_says(client: Client, address: str) -> Said | None:
    """What a browser gets for a path; a fragment never reaches the server."""
    path, fragment = urldefrag(address)
    if fragment:
        return None
    answer = client.get(path)
    match answer.status_code:
        case 200:
            return "alive", path
        case 302:
            url = answer["Location"]
            return "alive", section_path(url)
        case 410:
            return "gone", replaced_by(answer)
    return "dead", ""


def section_path(url: str) -> str:
    """`/faq/a/#b` is the section's own address `/faq/a/b/`."""
    path, fragment = urldefrag(url)
    return f"{path}{fragment}/" if fragment else path


def replaced_by(answer: HttpResponse) -> str:
    successor = answer.context.get("successor")
    return successor.get_absolute_url() if successor else ""


def api_says(client: Client, address: str) -> Said | None:
    """What the API says of an entry, a section or a code, by the name in the address."""
    kind, *names = urldefrag(address).url.strip("/").split("/")
    if urldefrag(address).fragment or kind not in ("faq", "fehlercode"):
        return None
    view = {("faq", 1): "api-entry", ("faq", 2): "api-section"}.get((kind, len(names)), "api-code")
    answer = client.get(reverse(f"faq:{view}", args=names), follow=True)
    document = answer.json()
    match answer.status_code:
        case 200:
            return "alive", document["url"].removeprefix(settings.SITE_URL)
        case 410:
            return "gone", (document["successor"] or "").removeprefix(settings.SITE_URL)
    return "dead", ""


def desk_says(address: str) -> str | None:
    """The address of the answer that staff get for it; None without one."""
    answer = answer_at(f"{settings.SITE_URL}{address}")
    return answer.url.removeprefix(settings.SITE_URL) if answer else None


def exported_memory(folder: Path) -> FixtureMemory:
    """What fixtures know of the present state."""
    export_content(folder)
    return FixtureMemory(read_fixtures(folder))


def disagreements(client: Client, memory: FixtureMemory, addresses: list[str]) -> Iterator[str]:
    """Every address of which two callers say different things."""
    callers: dict[str, Callable[[str], Said | None]] = {
        "page": lambda address: page_says(client, address),
        "API": lambda address: api_says(client, address),
        "fixtures": lambda address: said(destination(address, memory)),
    }
    for address in addresses:
        found = destination(address)
        for name, ask in callers.items():
            other = ask(address)
            if other is not None and other != said(found):
                yield f"{address}: check {said(found)}, {name} {other}"
        has_answer = found.is_alive and not address.startswith("/k-")  # a category is no answer
        if has_answer and desk_says(address) != found.url:
            yield f"{address}: check {found.url}, desk {desk_says(address)}"
        if found.state is LinkState.DEAD:
            yield f"{address}: dead"
