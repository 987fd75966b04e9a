"""The whole page of a text from its unsaved form: for editors only, and nothing is stored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin import site
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from faq.models import Entry, ErrorCode, Page, ServiceNotice
from faq.models.text import RenderedModel
from faq.views.public_pages import PAGES
from tests.admin.forms import change_url, shown_values
from tests.factories import (
    make_category,
    make_code,
    make_entry,
    make_mail_program,
    make_mail_server,
    make_page,
)

pytestmark = pytest.mark.django_db

Preview = Callable[..., HttpResponse]
NEW = "admin:faq_entry_preview_new"
CHANGED = "admin:faq_entry_preview_changed"


@pytest.fixture
def preview(support_client: Client) -> Preview:
    """Send the form of an entry, with what the test changes, to its preview."""

    def send(entry: Entry, **changes: Any) -> HttpResponse:
        values = shown_values(support_client, change_url(entry)) | changes
        return support_client.post(reverse(CHANGED, args=[entry.pk]), values)

    return send


def test_preview_is_the_public_page_with_the_values_of_the_form(preview: Preview) -> None:
    make_mail_server(host="mail.example.org")
    other = make_entry("ordner-fehlen", title="Wo sind meine Ordner?")
    entry = make_entry()

    page = preview(
        entry,
        title="Was tun bei vollem Postfach?",
        short_answer="Leeren Sie den **Papierkorb**.",
        body="## Neuer Abschnitt\n\nNeuer Absatz.",
        block="mail-servers",
        related=[other.pk],
    )

    assert "Vorschau" in page.text
    assert "<h1>Was tun bei vollem Postfach?</h1>" in page.text
    assert "<strong>Papierkorb</strong>" in page.text
    assert 'id="neuer-abschnitt"' in page.text
    assert "mail.example.org" in page.text
    assert "Wo sind meine Ordner?" in page.text


def test_preview_stores_nothing(preview: Preview, client: Client) -> None:
    entry = make_entry()

    preview(entry, title="Anders", short_answer="Anders.", body="## Anders", status="withdrawn")

    saved = Entry.objects.get()
    assert (saved.title, saved.version, saved.status) == (entry.title, entry.version, entry.status)
    assert saved.history.count() == 1
    assert "Anders" not in client.get(entry.get_absolute_url()).text


def test_preview_of_an_entry_that_was_never_saved(support_client: Client) -> None:
    category = make_category()
    values = {"title": "Größe?", "short_answer": "So.", "body": "", "category": category.pk}

    page = support_client.post(reverse(NEW), values)

    assert "<h1>Größe?</h1>" in page.text
    assert not Entry.objects.exists()


def test_preview_of_an_empty_form_says_what_is_missing(support_client: Client) -> None:
    page = support_client.post(reverse(NEW), {})

    assert page.status_code == 200
    assert "Frage: Dieses Feld ist zwingend erforderlich." in page.text


def test_preview_shows_a_faulty_text_and_its_fault(preview: Preview) -> None:
    page = preview(make_entry(), body="Davor.\n\n::: tipp\nText\n:::")

    assert "Davor." in page.text
    assert "„::: tipp“ ist kein Kasten" in page.text


def test_preview_of_a_text_without_end_says_so(preview: Preview) -> None:
    assert "zu lang für eine Vorschau" in preview(make_entry(), body="x" * 100_001).text


def test_preview_runs_no_markup_of_the_editor(preview: Preview) -> None:
    page = preview(make_entry(), title="<script>1</script>", body="<script>2</script>")

    assert "<script>1" not in page.text
    assert "<script>2" not in page.text


def test_preview_is_kept_and_indexed_by_nobody(preview: Preview) -> None:
    page = preview(make_entry())

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert 'rel="canonical"' not in page.text


def test_preview_asks_for_no_opinion(preview: Preview) -> None:
    assert "War das hilfreich?" not in preview(make_entry()).text


@pytest.mark.parametrize(("kind", "status"), [("nobody", 302), ("reader", 302), ("staff", 403)])
def test_preview_is_for_editors(client_as: Callable[[str], Client], kind: str, status: int) -> None:
    entry = make_entry()
    client = client_as(kind)

    answers = [client.post(reverse(CHANGED, args=[entry.pk]), {}), client.post(reverse(NEW), {})]

    assert [answer.status_code for answer in answers] == [status, status]


def test_preview_is_only_posted_to(support_client: Client) -> None:
    assert support_client.get(reverse(CHANGED, args=[make_entry().pk])).status_code == 405


def test_form_leads_to_the_preview_in_a_tab_of_its_own(support_client: Client) -> None:
    entry = make_entry()

    form = support_client.get(change_url(entry)).text

    address = reverse(CHANGED, args=[entry.pk])
    assert f'formaction="{address}" formtarget="_blank" formnovalidate' in form


# What a reader sees of each kind, as somebody has just typed it.
TYPED: dict[str, dict[str, str]] = {
    "entry": {"title": "Neuer Titel", "body": "Neuer Absatz."},
    "errorcode": {"title": "Neuer Titel", "details": "Neuer Absatz."},
    "explanation": {"title": "Neuer Titel", "details": "Neuer Absatz."},
    "programwindow": {"title": "Neuer Titel", "details": "Neuer Absatz."},
    "mailprogram": {"name": "Neuer Titel", "afterwards": "Neuer Absatz."},
    "page": {"title": "Neuer Titel", "body": "Neuer Absatz."},
    "servicenotice": {"title": "Neuer Titel", "text": "Neuer Absatz."},
}
KINDS = [model for model in site._registry if issubclass(model, RenderedModel)] + [ServiceNotice]
BY_NAME = pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.model_name)


def made(model: type[Model]) -> Model:
    """A stored row of a kind."""
    match str(model._meta.model_name):
        case "entry":
            return make_entry()
        case "errorcode":
            return make_code()
        case "mailprogram":
            return make_mail_program()
        case "page":
            return make_page()
        case "servicenotice":
            return ServiceNotice.objects.create(title="Ausfall")
        case "programwindow":
            return model._default_manager.create(
                key="fenster", title="Fenster", wordings="Fehler 7"
            )
    return model._default_manager.create(cause="mailbox-full", title="Voll", short_answer="Voll.")


def address(model: type[Model], word: str, *args: int) -> str:
    return reverse(f"admin:faq_{model._meta.model_name}_preview_{word}", args=args)


@BY_NAME
def test_every_kind_is_previewed_from_its_form(support_client: Client, model: type[Model]) -> None:
    row = made(model)
    form = support_client.get(change_url(row))
    at = address(model, "changed", row.pk)
    assert f'formaction="{at}" formtarget="_blank" formnovalidate' in form.text
    before = model._default_manager.values().get(pk=row.pk)

    values = shown_values(support_client, change_url(row)) | TYPED[str(model._meta.model_name)]
    page = support_client.post(at, values)

    assert page.status_code == 200
    assert "Gespeichert ist davon nichts." in page.text
    assert "Neuer Titel" in page.text
    assert "Neuer Absatz." in page.text
    assert page["X-Robots-Tag"] == "noindex"
    assert "War das hilfreich?" not in page.text
    assert model._default_manager.values().get(pk=row.pk) == before


@BY_NAME
def test_every_kind_is_previewed_before_it_exists(
    support_client: Client, model: type[Model]
) -> None:
    at = address(model, "new")
    if model is Page:  # the law asks for three, which are there
        assert support_client.post(at, {}).status_code == 403
        return
    add = support_client.get(reverse(f"admin:faq_{model._meta.model_name}_add")).text
    assert f'formaction="{at}"' in add

    empty = support_client.post(at, {})
    page = support_client.post(at, TYPED[str(model._meta.model_name)])

    assert empty.status_code == page.status_code == 200
    assert "Dieses Feld ist zwingend erforderlich." in empty.text
    assert "Neuer Titel" in page.text
    assert "Neuer Absatz." in page.text
    assert not model._default_manager.exists()


@BY_NAME
def test_no_kind_is_previewed_for_who_may_not_write(
    client_as: Callable[[str], Client], model: type[Model]
) -> None:
    assert client_as("staff").post(address(model, "new"), {}).status_code == 403


def test_every_text_of_staff_has_one_public_page() -> None:
    assert set(KINDS) == set(PAGES)
    assert set(TYPED) == {model._meta.model_name for model in PAGES}


def test_preview_of_a_notice_shows_services_and_words_that_are_not_stored(
    support_client: Client,
) -> None:
    server = make_mail_server(host="mail.example.org")
    rows = {
        "updates-TOTAL_FORMS": 1,
        "updates-INITIAL_FORMS": 0,
        "updates-0-text": "Es dauert noch.",
    }

    page = support_client.post(
        address(ServiceNotice, "new"), {"title": "Ausfall", "services": [server.pk], **rows}
    )

    assert server.name in page.text
    assert "Es dauert noch." in page.text


def test_preview_of_a_code_shows_the_codes_that_are_not_stored(support_client: Client) -> None:
    other = make_code("552")

    page = support_client.post(
        address(ErrorCode, "new"), {"title": "Neu", "key": "551", "related": [other.pk]}
    )

    assert other.get_absolute_url() in page.text
