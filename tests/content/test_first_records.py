"""The history of what the fixtures bring, as staff read it on the first day."""

import pytest

from faq.models.registry import FIXTURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]


def test_each_row_begins_with_one_record() -> None:
    changed = {
        name: model.history.exclude(history_type="+").count()  # type: ignore[attr-defined]
        for name, model in FIXTURES.items()
    }

    assert {name: count for name, count in changed.items() if count} == {}
