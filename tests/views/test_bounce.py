"""The error analysis as readers and ticket systems use it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory

from faq.models import Explanation
from faq.services.bounce.explained import explain
from faq.views.bounce import analysis
from tests.factories import make_code
from tests.written_lines import written

__all__ = ["written"]  # fixture
pytestmark = pytest.mark.django_db

PAGE = "/fehleranalyse/"
API = "/api/v1/fehleranalyse"
UNKNOWN = "<anna@example.org>: host mx said: 550 5.1.1 User unknown"
FULL = "<anna@example.org>: host mx said: 550 5.7.1 mailbox is full"


def test_form_is_public_and_sets_no_cookie(client: Client) -> None:
    response = client.get(PAGE)

    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"].startswith("public")


def test_pasted_message_is_explained_and_not_stored(client: Client) -> None:
    response = client.post(PAGE, {"message": UNKNOWN})

    page = response.content.decode()
    assert "Dieses Postfach gibt es nicht" in page
    assert '<strong translate="no">anna@example.org</strong>' in page
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


def test_post_needs_no_token() -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(PAGE, {"message": UNKNOWN}).status_code == 200
    assert strict.post(API, UNKNOWN, content_type="text/plain").status_code == 200


def test_result_page_is_correct_html(client: Client, html_errors) -> None:  # type: ignore[no-untyped-def]
    make_code("5.1.1")

    assert html_errors(client.post(PAGE, {"message": UNKNOWN}).content.decode()) == []


def test_markup_in_the_message_is_shown_not_run(client: Client) -> None:
    page = client.post(PAGE, {"message": f"{UNKNOWN} <svg onload=alert(1)>"}).content.decode()

    assert "<svg onload" not in page
    assert "&lt;svg onload=alert(1)&gt;" in page


def test_file_is_explained(client: Client) -> None:
    upload = SimpleUploadedFile("meldung.eml", UNKNOWN.encode())

    page = client.post(PAGE, {"file": upload}).content.decode()

    assert "Dieses Postfach gibt es nicht" in page


def test_outlook_file_gets_a_way_out(client: Client) -> None:
    upload = SimpleUploadedFile("meldung.msg", b"\xd0\xcf\x11\xe0 data")

    page = client.post(PAGE, {"file": upload}).content.decode()

    assert "Nur Text" in page
    assert "verdict" not in page


@pytest.mark.parametrize("message", ["", "   \n "])
def test_empty_form_says_what_to_do(client: Client, message: str) -> None:
    response = client.post(PAGE, {"message": message})

    assert response.status_code == 200
    assert "Fügen Sie hier die Meldung ein" in response.content.decode()


@pytest.mark.parametrize("size", [1_000_001, 3_000_000])
def test_too_large_message_gets_413_and_a_sentence(client: Client, size: int) -> None:
    response = client.post(PAGE, {"message": "x" * size})

    assert response.status_code == 413
    assert "mehr als 1\xa0MB" in response.content.decode().replace(" MB", "\xa0MB")


def test_too_large_file_gets_413(client: Client) -> None:
    upload = SimpleUploadedFile("meldung.eml", b"x" * 1_010_000)

    assert client.post(PAGE, {"file": upload}).status_code == 413


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(PAGE).status_code == 405


def test_what_is_tried_again_is_not_said_to_be_lost(client: Client) -> None:
    said = "450 4.7.1 <a@example.org>: Recipient address rejected: Greylisted, try again later"
    page = client.post(PAGE, {"message": said}).content.decode()

    assert "Ihre E-Mail ist noch nicht angekommen." in page
    assert "kam nicht an" not in page


def test_delay_says_that_nothing_is_to_be_done(client: Client) -> None:
    page = client.post(
        PAGE, {"message": "Ihre Nachricht an a@example.org ist verzögert. Wir versuchen es weiter."}
    ).content.decode()

    assert "Sie müssen nichts tun" in page


def test_unsure_answer_says_so(client: Client) -> None:
    page = client.post(PAGE, {"message": "Fehlercode 550"}).content.decode()

    assert "Nicht ganz sicher" in page


def test_text_of_a_code_that_tells_no_cause_is_called_unsure(client: Client) -> None:
    make_code("554", reply_code="554", enhanced_code="", title="Die E-Mail wurde abgelehnt")

    page = client.post(PAGE, {"message": "Fehlercode 554"}).content.decode()

    assert "Die E-Mail wurde abgelehnt" in page
    assert "Nicht ganz sicher" in page


def test_doubtful_fraud_is_called_doubtful(client: Client) -> None:
    surely = "Sehr geehrter Kunde, Ihr Postfach wird gesperrt. Bestätigen Sie Ihr Passwort: https://a.example"
    perhaps = "Ihr Paket wartet. Zahlen Sie die Gebühr von 1,99 Euro: https://a.example"

    page = client.post(PAGE, {"message": surely}).content.decode()
    assert "Vorsicht, Betrug" in page
    assert "Vorsicht, vielleicht Betrug" in client.post(PAGE, {"message": perhaps}).content.decode()


# Which text is shown


def test_text_of_a_code_gives_way_to_other_words() -> None:
    make_code("550", reply_code="550", enhanced_code="", title="Unbekanntes Postfach")

    answer = explain("host mx.example.org said: 550 manually blocked by filter").answers[0]

    assert answer.advice.title == "Ein Filter des Empfängers hat die E-Mail abgelehnt"


def test_code_that_tells_the_cause_speaks_itself() -> None:
    record = make_code("5.1.1", enhanced_code="5.1.1", reply_code="", title="Aus dem Code")

    answer = explain(UNKNOWN).answers[0]

    assert (answer.advice, answer.record) == (record, record)


def test_code_that_means_many_things_leaves_the_word_to_the_cause() -> None:
    make_code("5.7.1", enhanced_code="5.7.1", reply_code="", title="Aus dem Code")
    cause = Explanation.objects.create(
        cause="mailbox-full", title="Aus der Ursache", party="recipient", short_answer="Voll."
    )

    answer = explain(FULL).answers[0]

    assert answer.advice == cause
    assert answer.record is not None


def test_record_with_the_message_text_beats_the_plain_code() -> None:
    make_code("555", reply_code="555")
    special = make_code("555-smtputf8", reply_code="555", text="SMTPUTF8")

    answer = explain("said: 555 Unsupported option: SMTPUTF8").answers[0]

    assert answer.advice == special


def test_edited_explanation_is_shown(client: Client) -> None:
    Explanation.objects.create(
        cause="mailbox-full", title="Von der Redaktion", party="recipient", short_answer="Kurz."
    )

    assert "Von der Redaktion" in client.post(PAGE, {"message": FULL}).content.decode()


def test_decisive_lines_are_marked_with_a_note_at_their_end() -> None:
    found = explain(f"Hallo\n{UNKNOWN}\n    in virtual mailbox table\n\nGruß")

    marked = [(line.text[:6], line.is_decisive, bool(line.note)) for line in found.lines]
    assert marked == [
        ("Hallo", False, False),
        ("<anna@", True, False),
        ("    in", True, True),
        ("", False, False),
        ("Gruß", False, False),
    ]


@pytest.mark.django_db(transaction=True)
def test_without_database_the_shipped_texts_answer(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE faq_explanation RENAME TO faq_gone")
    try:
        response = client.post(PAGE, {"message": UNKNOWN})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE faq_gone RENAME TO faq_explanation")

    assert response.status_code == 200
    assert "Dieses Postfach gibt es nicht" in response.content.decode()


# Machines


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ('{"message": "said: 550 5.1.1 User unknown"}', "application/json"),
        ("said: 550 5.1.1 User unknown", "text/plain"),
        ("From: MAILER-DAEMON@x\nMIME-Version: 1.0\n\nsaid: 550 5.1.1 x", "message/rfc822"),
    ],
)
def test_api_answers_in_json(client: Client, body: str, content_type: str) -> None:
    response = client.post(API, body, content_type=content_type)

    document = response.json()
    assert response.headers["Cache-Control"] == "no-store"
    assert (document["fault"], document["temporary"]) == ("recipient", False)
    assert document["failures"][0]["status"] == "5.1.1"
    assert document["failures"][0]["explanation"]["title"]


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", '{"message": 5}', '{"message": " "}', "{", "[" * 9999]
)
def test_api_refuses_what_is_no_message(client: Client, body: str) -> None:
    response = client.post(API, body, content_type="application/json")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_api_refuses_too_much(client: Client) -> None:
    assert client.post(API, "x" * 1_100_000, content_type="text/plain").status_code == 413


def test_api_is_for_sending_only(client: Client) -> None:
    assert client.get(API).status_code == 405
    assert client.options(API).status_code == 204


def test_command_prints_a_line_of_json_per_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(UNKNOWN)
    (tmp_path / "b.txt").write_text("Hallo")

    call_command("analyse_bounce", "--json", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert '"reply": "550", "status": "5.1.1"' in lines[0]
    assert '"fault": "none"' in lines[1]


# Privacy


def test_nothing_of_the_message_stays_anywhere(client: Client, written: StringIO) -> None:
    canary = "kanarienvogel"
    message = f"<{canary}@example.org>: host mx said: 550 5.1.1 User unknown"
    before = set(stored_values())

    client.post(PAGE, {"message": message})
    client.post(API, message, content_type="text/plain")
    client.post(PAGE, {"file": SimpleUploadedFile(f"{canary}.msg", b"\xd0\xcf\x11\xe0")})

    assert not [value for value in set(stored_values()) - before if canary in value]
    assert '"level": "debug"' in written.getvalue()
    assert canary not in written.getvalue()
    assert canary not in str(vars(cache).get("_cache", ""))


def test_message_is_hidden_from_error_reports() -> None:
    request = RequestFactory().post(PAGE, {"message": UNKNOWN})

    analysis(request)

    assert request.sensitive_post_parameters == "__ALL__"


def stored_values() -> list[str]:
    """Every value of every table."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return [str(row) for row in rows]
