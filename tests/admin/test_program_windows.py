"""Windows of mail programs in the admin: what goes with them is really there."""

import pytest

from faq.models import ProgramWindow
from tests.admin.forms import Submit
from tests.factories import make_code, make_entry, make_mail_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def window() -> ProgramWindow:
    values = {
        "title": "Outlook meldet etwas",
        "short_answer": "Das heißt etwas.",
        "codes": "0x1",
        "party": "sender",
    }
    return ProgramWindow.objects.create(key="outlook-etwas", related="gibt-es-nicht", **values)


def test_key_that_names_nothing_is_refused(window: ProgramWindow, submit: Submit) -> None:
    make_entry("postfach-voll")

    response = submit(window, related="postfach-voll\npostfach-vol\nprogram-x")

    assert response.status_code == 200
    (error,) = response.context["adminform"].form.errors["related"]
    assert "„postfach-vol“, „program-x“" in error
    window.refresh_from_db()
    assert window.related == "gibt-es-nicht"


def test_all_that_has_a_key_may_be_named_published_or_not(
    window: ProgramWindow, submit: Submit
) -> None:
    make_entry("noch-nicht", status="draft")
    make_code("550")
    make_mail_program("outlook")
    named = "noch-nicht\ncode-550\nprogram-outlook\nwindow-outlook-etwas"

    response = submit(window, related=named)

    assert response.status_code == 302, response.context["adminform"].form.errors
    window.refresh_from_db()
    assert window.related_keys == named.split()


def test_old_key_does_not_hold_up_another_change(window: ProgramWindow, submit: Submit) -> None:
    response = submit(window, title="Outlook meldet etwas anderes")

    assert response.status_code == 302, response.context["adminform"].form.errors
