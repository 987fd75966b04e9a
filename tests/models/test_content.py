"""Categories and entries as lists ask for them."""

import pytest

from faq.models import Category
from tests.factories import make_category, make_entry

pytestmark = pytest.mark.django_db


def test_categories_with_entries_come_in_their_order() -> None:
    for key, position in (("dritte", 3), ("erste", 1), ("zweite", 2)):
        make_entry(f"frage-{key}", category=make_category(key, position=position))

    found = [category.key for category in Category.objects.with_published_entries()]

    assert found == ["erste", "zweite", "dritte"]
