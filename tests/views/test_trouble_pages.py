"""Pages for trouble: they need no database, no context, and are as valid as the others."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_trouble_page_renders_from_nothing(
    html_errors: Callable[[str], list[str]], template: str
) -> None:
    html = render_to_string(template)

    assert html_errors(html) == []
