"""No dead link gets out unnoticed: after saving, each is named with its line."""

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from faq.models import Entry
from tests.admin.forms import Submit
from tests.factories import make_code, make_entry, make_mail_program, make_page

pytestmark = pytest.mark.django_db


def warnings(response: HttpResponse) -> list[str]:
    found = get_messages(response.wsgi_request)
    return [str(message) for message in found if message.level_tag == "warning"]


def test_links_that_lead_nowhere_are_named_with_their_line(submit: Submit) -> None:
    make_entry("pop3-imap")
    body = (
        "[a](faq/pop3-imap/) [b](/faq/gibt-es-nicht/)\n"
        "[c](/faq/pop3-imap/kein-anker/)\n\n"
        "- [d](#weg)\n"
        "- [e](/faq/pop3-imap/ „Titel“) [f](„/faq/pop3-imap/“)\n\n"
        "[gut](/faq/pop3-imap/schritte/) [auch](https://example.org/) [und](mailto:a@example.org)"
    )

    response = submit(make_entry(body=""), body=body)

    assert response.status_code == 302
    assert [(text.split(":")[0], text.split("„")[1].split("“")[0]) for text in warnings(response)][
        :4
    ] == [
        ("Text, Zeile 1", "faq/pop3-imap/"),
        ("Text, Zeile 1", "/faq/gibt-es-nicht/"),
        ("Text, Zeile 2", "/faq/pop3-imap/kein-anker/"),
        ("Text, Zeile 4", "#weg"),
    ]
    assert [text.split(":")[0] for text in warnings(response)][4:] == ["Text, Zeile 5"] * 2
    assert Entry.objects.get(key="postfach-voll").body == body


@pytest.mark.parametrize(
    "body",
    ["[a](/faq/x/ „Titel“)", "[a] (/faq/x/)", '[a](/faq/x/ "Titel”)', "**[a](/faq/x/ ‚T‘)**"],
)
def test_link_that_is_none_is_named(submit: Submit, body: str) -> None:
    (text,) = warnings(submit(make_entry(body=""), body=body))

    assert "Text, Zeile 1: Hier steht ein Link, der keiner ist" in text


@pytest.mark.parametrize("body", ["`[a] (/b)`", "Text (a) [b] c", "1) a\n2) b", "[a](/faq/x/)"])
def test_what_is_no_broken_link_is_not_named(submit: Submit, body: str) -> None:
    make_entry("x")

    assert warnings(submit(make_entry(body=""), body=body)) == []


def test_link_to_what_was_withdrawn_is_named(submit: Submit) -> None:
    make_entry("weg", status=Entry.Status.WITHDRAWN)

    (text,) = warnings(submit(make_entry(body=""), body="[a](/faq/weg/)"))

    assert "zurückgezogen" in text


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_code, "details"), (make_mail_program, "afterwards"), (make_page, "body")],
)
def test_every_public_text_is_read(submit: Submit, make: object, field: str) -> None:
    (text,) = warnings(submit(make(), **{field: "[a](/nie/)"}))

    assert "Zeile 1: Der Link „/nie/“ führt nirgends hin." in text


def test_draft_may_be_unfinished(submit: Submit) -> None:
    assert warnings(submit(make_entry(status="draft"), body="[a](/nie/)")) == []


def test_section_of_the_text_itself_is_known_at_once(submit: Submit) -> None:
    body = "{#neu}\n## Neu\n\n[a](/faq/postfach-voll/neu/) [b](#neu)"

    assert warnings(submit(make_entry(body=""), body=body)) == []


def test_all_faulty_links_stand_on_one_page(support_client: Client) -> None:
    entry = make_entry(body="[a](/nie/)\n\n[b](faq/x/)")
    make_entry("entwurf", status="draft", body="[a](/nie/)")
    make_code("550", details="[c](/faq/postfach-voll/)")

    page = support_client.get(reverse("admin:links"), {"texte": ""})

    assert [fault.sentence for fault in page.context["faults"]] == [
        "Text, Zeile 1: Der Link „/nie/“ führt nirgends hin.",
        "Text, Zeile 3: Der Link „faq/x/“ führt nirgends hin. Er muss mit „/“ oder „https://“ "
        "beginnen.",
    ]
    assert reverse("admin:faq_entry_change", args=[entry.pk]) in page.text
