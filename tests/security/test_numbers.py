"""Numbers in an address that no column of a database holds."""

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db
LARGE = "9" * 25


@pytest.mark.parametrize("words", [f"id__in={LARGE},1", f"category__id__in={LARGE}"])
def test_number_that_no_column_holds_finds_nothing_or_is_a_bad_question(
    admin_client: Client, words: str
) -> None:
    """PostgreSQL compares it with a column, SQLite's driver refuses it."""
    admin_client.raise_request_exception = False

    status = admin_client.get(f"/admin/faq/entry/?{words}").status_code

    assert status == (200 if connection.vendor == "postgresql" else 400)
