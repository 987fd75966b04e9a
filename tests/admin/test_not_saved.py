"""What cannot be stored comes back: on every path that writes, whatever the database says."""

import errno
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from faq.models import AnswerFrame, Entry, Feedback
from faq.models.feedback import Answer
from faq.web.policy import DATABASE_IS_AWAY
from faq.web.sent_text import REOPEN
from tests.admin.forms import change_url, shown_values
from tests.factories import make_code, make_entry, make_page

pytestmark = pytest.mark.django_db

TEXT = "Ein Wort, das nicht verloren gehen darf. " * 3
FAULTS = {
    "locked": OperationalError("database is locked"),
    "full": OperationalError("database or disk is full"),
    "closed": InterfaceError("connection already closed"),
    "value": DataError("value too long for type character varying(160)"),
    "twice": IntegrityError("duplicate key"),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
    "quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "number": OverflowError("Python int too large to convert to SQLite INTEGER"),
    "standby": InternalError("cannot execute UPDATE in a read-only transaction"),
    "table": ProgrammingError("permission denied for table"),
    "damage": DatabaseError("database disk image is malformed"),
}
# For these there is nothing that the writer could change.
NO_FAULT_OF_A_VALUE = ("locked", "full", "closed", "disk", "quota", "standby", "table", "damage")


def sent_again(response: Any) -> dict[str, str]:
    """What the page's own form would send."""
    context = response.context
    return {item.name: item.value for item in [*context["texts"], *context["others"]]}


@contextmanager
def failing(error: Exception, table: str = "") -> Iterator[None]:
    """Let every statement that writes (into a table) fail, as the database's driver would."""

    def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and table in sql:
            raise error
        return run(sql, *rest)

    with connection.execute_wrapper(execute):
        yield


@pytest.mark.parametrize("error", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_text_comes_back_and_saves_when_sent_again(
    support_client: Client, make: Callable[[], Any], error: Exception
) -> None:
    row = make()
    url = change_url(row)
    field = row.source_fields[-1]
    text = f"{getattr(row, field)}\n{TEXT}".strip()
    values = shown_values(support_client, url) | {"title": "Neu", field: text}

    with failing(error, row._meta.db_table):
        response = support_client.post(url, values)

    assert response.status_code == 503
    assert "Noch nicht gespeichert" in response.text
    assert f">{text}</textarea>" in response.text
    assert f'name="based_on" value="{row.version}"' in response.text
    assert response["Retry-After"] == "10"
    assert support_client.post(response.context["path"], sent_again(response)).status_code == 302
    assert type(row).objects.get().title == "Neu"


@pytest.mark.parametrize("name", FAULTS)
def test_writer_hears_of_a_value_only_where_one_is_refused(
    support_client: Client, name: str
) -> None:
    path, values = WRITING["rename"](make_entry())

    with failing(FAULTS[name]):
        response = support_client.post(path, values)

    assert ("nimmt einen Wert nicht an" in response.text) == (name not in NO_FAULT_OF_A_VALUE)


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_text_of_somebody_whose_right_was_taken_away_comes_back(
    support: User, support_client: Client, make: Callable[[], Any]
) -> None:
    row = make()
    field = row.source_fields[-1]
    text = f"{getattr(row, field)}\n{TEXT}".strip()
    values = shown_values(support_client, change_url(row)) | {field: text}
    groups = list(support.groups.all())
    support.groups.clear()

    response = support_client.post(change_url(row), values)

    assert response.status_code == 403
    assert "fehlt Ihnen die Berechtigung" in response.text
    assert f">{text}</textarea>" in response.text
    support.groups.set(groups)
    assert support_client.post(response.context["path"], sent_again(response)).status_code == 302


@pytest.mark.parametrize("make", [make_entry, make_code, make_page])
def test_text_comes_back_without_a_question_while_the_database_is_known_to_be_away(
    support_client: Client, make: Callable[[], Any]
) -> None:
    row = make()
    url = change_url(row)
    field = row.source_fields[-1]
    text = f"{getattr(row, field)}\n{TEXT}".strip()
    values = shown_values(support_client, url) | {field: text}

    with CaptureQueriesContext(connection) as queries:
        response = support_client.post(url, values, **{DATABASE_IS_AWAY: True})

    assert len(queries) == 0
    assert response.status_code == 503
    assert f">{text}</textarea>" in response.text
    assert support_client.post(url, sent_again(response)).status_code == 302


def test_foreign_form_is_not_given_back_while_the_database_is_away(support: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(support)

    response = strict.post(
        reverse("admin:links"),
        {"text": TEXT},
        headers={"Origin": "https://boese.example"},
        **{DATABASE_IS_AWAY: True},
    )

    assert response.status_code == 403
    assert TEXT not in response.text


def test_text_of_a_new_entry_comes_back(support_client: Client) -> None:
    url = reverse("admin:faq_entry_add")
    values = shown_values(support_client, url) | {
        "title": "Neu?", "short_answer": TEXT, "category": make_entry().category_id,
    }  # fmt: skip

    with failing(FAULTS["locked"]):
        response = support_client.post(url, values)

    assert response.status_code == 503
    assert TEXT in response.text
    assert support_client.post(url, values).status_code == 302


# What somebody sends to write, by the name of its path: address and values.
WRITING: dict[str, Callable[[Entry], tuple[str, dict[str, Any]]]] = {
    "rename": lambda e: (reverse("admin:faq_entry_rename", args=[e.pk]), {"key": "anders"}),
    "move": lambda e: (reverse("admin:faq_entry_move", args=[e.pk, "down"]), {}),
    "review": lambda e: (
        reverse("admin:faq_entry_changelist"),
        {"action": "mark_as_reviewed", "_selected_action": [e.pk]},
    ),
    "delete": lambda e: (
        reverse("admin:faq_answerframe_delete", args=[AnswerFrame.objects.get().pk]),
        {"post": "yes"},
    ),
    "password": lambda e: (
        reverse("admin:password_change"),
        {"old_password": OLD, "new_password1": NEW, "new_password2": NEW},
    ),
    "vote": lambda e: (
        reverse("faq:feedback"),
        {"page": e.get_absolute_url(), "answer": Answer.YES},
    ),
}
OLD, NEW = "richtig-und-lang-genug", "anders-und-lang-genug"


@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING)
@pytest.mark.parametrize("error", [FAULTS["locked"], FAULTS["disk"]], ids=["locked", "disk"])
def test_every_writing_path_says_so(
    support: User, support_client: Client, write: Any, error: Exception
) -> None:
    entry = make_entry(reviewed_on=None)
    make_entry("zweite")
    AnswerFrame.objects.create(key="gruss", name="Gruß", text="{antwort}")
    support.set_password(OLD)
    support.save()
    support_client.force_login(support)
    path, values = write(entry)

    with failing(error):
        response = support_client.post(path, values)

    assert response.status_code == 503
    assert "Noch nicht gespeichert" in response.text
    assert OLD not in response.text and NEW not in response.text
    assert response.cookies.get("csrftoken") is None or path.startswith("/admin/")


def test_answer_that_was_not_stored_counts_when_sent_again() -> None:
    path, values = WRITING["vote"](make_entry())
    with failing(FAULTS["locked"]):
        assert Client().post(path, values).status_code == 503

    Client().post(path, values)
    Client().post(path, values)

    assert Feedback.objects.get().count == 1


@pytest.mark.parametrize("table", ["auth_user", "django_session"])
def test_log_in_says_so(support: User, table: str) -> None:
    support.set_password(OLD)
    support.save()

    with failing(FAULTS["locked"], table):
        response = Client().post(reverse("admin:login"), {"username": "anna", "password": OLD})

    assert response.status_code == 503
    assert "Noch nicht gespeichert" in response.text
    assert OLD not in response.text


def test_colleague_who_was_faster_is_said_where_a_key_is_changed(
    support_client: Client,
) -> None:
    """Between reading and writing a row somebody else saves it."""
    entry = make_entry()
    path = reverse("admin:faq_entry_rename", args=[entry.pk])

    def execute(run: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and "faq_entry" in sql:
            run('UPDATE "faq_entry" SET "version" = "version" + 1', (), *rest)
        return run(sql, params, *rest)

    with connection.execute_wrapper(execute):
        response = support_client.post(path, {"key": "anders"})

    assert "Gerade hat jemand den Eintrag gespeichert" in response.text
    assert 'value="anders"' in response.text


def test_form_of_a_row_that_a_colleague_deleted_comes_back(support_client: Client) -> None:
    entry = make_entry(status=Entry.Status.DRAFT)
    url = change_url(entry)
    values = shown_values(support_client, url) | {"body": TEXT}
    Entry.objects.all().delete()

    response = support_client.post(url, values)

    assert response.status_code == 409
    assert TEXT in response.text
    assert response.context["path"] == reverse("admin:faq_entry_add")


def test_words_typed_for_what_is_gone_come_back(support_client: Client) -> None:
    copy = reverse("admin:copy", args=[4711])

    response = support_client.post(copy, {"action": "return", "note": "Der Weg fehlt."})

    assert response.status_code == 404
    assert ">Der Weg fehlt.</textarea>" in response.text
    assert "gibt es nicht mehr" in response.text


def test_description_of_a_picture_that_is_gone_comes_back(support_client: Client) -> None:
    response = support_client.post(
        reverse("admin:picture", args=[4711]), {"alternative": "Das Fenster „Konto“"}
    )

    assert response.status_code == 404
    assert ">Das Fenster „Konto“</textarea>" in response.text


def test_what_is_gone_is_an_ordinary_404_where_nobody_wrote_anything(
    support_client: Client,
) -> None:
    response = support_client.post(reverse("admin:copy", args=[4711]), {"action": "discard"})

    assert response.status_code == 404
    assert "Noch nicht gespeichert" not in response.text


def test_text_larger_than_djangos_own_limit_comes_back(support_client: Client) -> None:
    """Django takes 2.5 MB of a form unless told otherwise; the server takes 6 MB."""
    entry = make_entry()
    url = change_url(entry)
    values = shown_values(support_client, url) | {"body": "Wort " * 600_000}

    with failing(FAULTS["locked"]):
        response = support_client.post(url, values)

    assert "Wort Wort" in response.text


def test_form_with_an_older_token_comes_back(support: User) -> None:
    entry = make_entry()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(support)
    url = change_url(entry)
    text = f"{entry.body}{TEXT}"
    values = shown_values(strict, url) | {"body": text, "csrfmiddlewaretoken": "x" * 64}

    response = strict.post(url, values, headers={"Origin": "http://testserver"})

    assert response.status_code == 403
    assert text.strip() in response.text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.text)
    assert token
    sent = values | {"csrfmiddlewaretoken": token[1]}
    assert strict.post(url, sent, headers={"Origin": "http://testserver"}).status_code == 302


@pytest.mark.parametrize("origin", ["https://boese.example", "null", None])
def test_what_another_site_sends_is_not_given_back(support: User, origin: str | None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(support)
    headers = {"Origin": origin} if origin else {}

    response = strict.post(change_url(make_entry()), {"body": TEXT}, headers=headers)

    assert response.status_code == 403
    assert TEXT not in response.text


def test_reopened_form_saves_nothing_and_shows_the_text(support_client: Client) -> None:
    entry = make_entry()
    url = change_url(entry)
    values = shown_values(support_client, url) | {"body": TEXT, REOPEN: "1"}

    response = support_client.post(url, values)

    assert response.status_code == 200
    assert TEXT in response.text
    assert "Ihr Text steht wieder im Formular" in response.text
    assert Entry.objects.get().body == entry.body
