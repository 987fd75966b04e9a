"""Pages for trouble: they need no database, no context, and are as valid as the others."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client

TROUBLE = ["400.html", "403.html", "403_csrf.html", "500.html", "503.html"]


@pytest.mark.parametrize("template", TROUBLE)
def test_trouble_page_renders_from_nothing(
    html_errors: Callable[[str], list[str]], template: str
) -> None:
    html = render_to_string(template)

    assert html_errors(html) == []


@pytest.mark.django_db
def test_form_without_its_token_says_how_to_go_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna"})

    assert response.status_code == 403
    assert "Das Formular gilt nicht mehr" in response.content.decode()
