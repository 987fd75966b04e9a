"""What is taken out of a text fits its column: PostgreSQL refuses what is longer."""

import pytest

from faq.models import Anchor
from tests.factories import make_entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("length", [199, 200, 201, 230, 2_000])
def test_heading_of_any_length_is_saved(length: int) -> None:
    title = ("Wort " * 400)[: length - 1] + "x"

    entry = make_entry(body=f"{{#lang}}\n## {title}\n\nText.\n")

    assert Anchor.objects.get(entry=entry, name="lang").title.startswith("Wort Wort")
