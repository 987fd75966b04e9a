"""Filling an admin form as a browser does: every field as shown, then what the test changes."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

Submit = Callable[..., HttpResponse]


def change_url(row: Model) -> str:
    return reverse(f"admin:faq_{row._meta.model_name}_change", args=[row.pk])


def shown_values(client: Client, url: str) -> dict[str, Any]:
    """The values that the form at an address would send unchanged."""
    form = client.get(url).context["adminform"].form
    values = {bound.name: bound.value() for bound in form}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }


def submitter(client: Client) -> Submit:
    def submit(row: Model, **changes: Any) -> HttpResponse:
        url = change_url(row)
        values = {**shown_values(client, url), **changes}
        return client.post(url, values)

    return submit
