"""Everything that the sitemap lists is found by its title."""

from xml.etree import ElementTree

import html5lib
import pytest
from django.test import Client

from faq.search import search, suggest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
H1 = ".//{http://www.w3.org/1999/xhtml}h1"


def addresses(client: Client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [f"/{loc.text.split('/', 3)[3]}" for loc in tree.iter(LOC) if loc.text]


def test_every_address_is_found_by_the_title_of_its_page(client: Client) -> None:
    asked = [(address, title_of(client, address)) for address in addresses(client)]
    missed = [
        (address, title)
        for address, title in asked
        if address not in [hit.url for hit in search(title).shown[:3]]
        or address not in [answer.url for answer in suggest(title)]
    ]

    assert len(asked) > 200
    assert missed == []


def title_of(client: Client, address: str) -> str:
    page = html5lib.parse(client.get(address).content.decode())
    heading = page.find(H1)
    assert heading is not None, address
    return " ".join("".join(heading.itertext()).split())
