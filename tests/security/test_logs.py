"""Log lines are JSON with a request id and hold nothing that a reader sent or is."""

import json
import logging
from io import StringIO

import pytest
from django.test import Client

from faq.web.logs import without_content
from tests.written_lines import written

__all__ = ["written"]  # fixture

CANARY = "kanarienvogel-7391@example.org"


def lines(text: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.getvalue().splitlines()]


@pytest.mark.django_db
def test_answer_is_logged_with_its_request_id(client: Client, written: StringIO) -> None:
    response = client.get("/suche/?q=550")

    (line,) = [line for line in lines(written) if line["message"] == "answered"]
    assert line["request"] == response.headers["X-Request-ID"]
    assert (line["view"], line["status"], line["method"]) == ("faq:search", 200, "GET")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_taken"), [("a" * 20, True), ("x\ny", False), ("ä" * 9, False)]
)
def test_request_id_of_the_proxy_is_taken_if_it_is_one(
    client: Client, given: str, is_taken: bool
) -> None:
    response = client.get("/gesund/", headers={"X-Request-ID": given})

    assert (response.headers["X-Request-ID"] == given) == is_taken


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", f"/suche/?q={CANARY}"),
        ("get", f"/{CANARY}/"),
        ("get", f"/einrichten/?adresse={CANARY}"),
        ("get", f"/fehlercode/{CANARY}/"),
        ("post", "/fehleranalyse/"),
        ("post", "/feedback/"),
        ("post", "/admin/login/"),
    ],
)
def test_nothing_a_reader_sends_is_logged(
    client: Client, written: StringIO, method: str, path: str
) -> None:
    data = dict.fromkeys(("message", "text", "comment", "username", "password"), CANARY)

    getattr(client, method)(path, data if method == "post" else None, REMOTE_ADDR="192.0.2.77",
                            headers={"User-Agent": CANARY, "Referer": CANARY})  # fmt: skip

    assert lines(written)
    assert "kanarienvogel" not in written.getvalue()
    assert "192.0.2.77" not in written.getvalue()


def test_exception_is_logged_without_its_message(written: StringIO) -> None:
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", CANARY)

    (line,) = lines(written)
    assert line["exception"] == "ValueError"
    assert "test_logs.py" in str(line["trace"])
    assert "kanarienvogel" not in written.getvalue()


def test_servers_line_about_a_malformed_request_is_dropped(written: StringIO) -> None:
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=192.0.2.77: x")

    assert written.getvalue() == ""


def test_error_report_for_sentry_holds_no_content() -> None:
    event = {
        "request": {"url": CANARY},
        "breadcrumbs": [CANARY],
        "exception": {"values": [{"type": "ValueError", "value": CANARY}]},
        "level": "error",
    }

    assert CANARY not in str(without_content(event, None))
