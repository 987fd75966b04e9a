"""Fields found by typing: whatever is sent for them, the form opens; what fits is filled in."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_entry

FIELDS = {
    "anchor": "entry",
    "entryalias": "entry",
    "entry": "related",
    "errorcode": "related",
    "mailprogram": "help_entries",
}


@pytest.mark.django_db
@pytest.mark.parametrize("model", FIELDS)
@pytest.mark.parametrize("value", ["'; DROP TABLE", "9" * 30, "", "½", "1,x", "\0"])
def test_junk_is_left_out(admin_client: Client, model: str, value: str) -> None:
    page, values = reverse(f"admin:faq_{model}_add"), {FIELDS[model]: value}

    assert admin_client.get(page, values).status_code == 200
    assert admin_client.post(page, values).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("model", FIELDS)
def test_row_is_filled_in(admin_client: Client, model: str) -> None:
    entry = make_entry(title="Eine Frage mit Titel?")
    value = {FIELDS[model]: entry.pk}

    page = admin_client.get(reverse(f"admin:faq_{model}_add"), value).content.decode()

    assert (f'<option value="{entry.pk}" selected>' in page) == (model != "errorcode")


@pytest.mark.django_db
def test_what_is_called_as_typed_is_suggested_before_what_mentions_it(
    admin_client: Client,
) -> None:
    make_entry(key="a", title="Zwei Wege", body="Wie richte ich mein Programm ein?", position=1)
    called = make_entry(key="b", title="Wie richte ich mein Programm ein?", position=2)
    asked = {"app_label": "faq", "model_name": "entry", "field_name": "successor"}

    answer = admin_client.get(
        reverse("admin:autocomplete"), asked | {"term": "programm wie richte"}
    ).json()

    assert [row["text"] for row in answer["results"]] == [called.title, "Zwei Wege"]
