"""What may be published: nothing that programs would obey to their owners' harm."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from faq.models import MailProgram, MailServer
from tests.admin.forms import Submit, shown_values
from tests.factories import make_mail_program, make_mail_server

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "host",
    [
        "",
        "mail",
        "https://mail.example.org",
        "mail.example.org:993",
        "mail example.org",
        "192.0.2.1",
        "169.254.169.254",
        "192.0.2.01",
        "10.0.0.0x1",
        "mail.10",
        "mail.localhost",
        "mail.local",
        "server.internal",
        "mail.example.org..",
        "größe.example.org",
        "mail.example.org/",
        "-mail.example.org",
        "mail..example.org",
    ],
)
def test_host_that_is_no_host_name_is_refused(host: str) -> None:
    server = MailServer(protocol="imap", security="ssl-tls", host=host, port=993)

    with pytest.raises(ValidationError) as refusal:
        server.full_clean()

    assert set(refusal.value.message_dict) == {"host"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("security", "none"), ("security", ""), ("port", None), ("port", 0), ("port", 65536)],
)
def test_missing_encryption_and_impossible_ports_are_refused(field: str, value: object) -> None:
    values = {"protocol": "imap", "security": "ssl-tls", "host": "mail.example.org", "port": 993}
    server = MailServer(**values | {field: value})

    with pytest.raises(ValidationError) as refusal:
        server.full_clean()

    assert field in refusal.value.message_dict


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("imap", "starttls"), ("imap", "ssl-tls")),
        (("smtp", "starttls"), ("smtp", "ssl-tls")),
        (("pop3", "ssl-tls"), ("imap", "starttls")),
    ],
)
def test_weaker_way_before_the_better_is_refused(
    first: tuple[str, str], then: tuple[str, str]
) -> None:
    make_mail_server(first[0], security=first[1], position=1)
    better = MailServer(
        protocol=then[0], security=then[1], host="mail.example.org", port=993, position=2
    )

    with pytest.raises(ValidationError) as refusal:
        better.full_clean()

    assert "Mailprogramme nehmen stumm den ersten Server" in str(refusal.value)


def test_host_is_kept_in_lower_case() -> None:
    server = MailServer(protocol="imap", security="ssl-tls", host="Mail.Example.org", port=993)

    server.full_clean()

    assert server.host == "mail.example.org"


def test_foreign_port_needs_a_confirmation(submit: Submit) -> None:
    server = make_mail_server(position=1)

    refused = submit(server, port="143")
    accepted = submit(server, port="1993", confirm_port="on")

    assert "Üblich ist hier 993" in refused.text
    assert accepted.status_code == 302
    assert MailServer.objects.get().port == 1993


def test_unknown_token_is_refused() -> None:
    program = MailProgram(key="x", name="X", lead="X.", steps="1. Port {imap-portt}, {adresse}")

    with pytest.raises(ValidationError) as refusal:
        program.full_clean()

    assert "{imap-portt}" in str(refusal.value)


def test_program_cannot_hide_the_dns_page() -> None:
    with pytest.raises(ValidationError):
        MailProgram(key="dns", name="X", lead="X.", steps="1. X").full_clean()


def test_new_program_is_on_the_site_at_once(support_client: Client) -> None:
    make_mail_program("anderes")
    url = "/admin/faq/mailprogram/add/"
    values = shown_values(support_client, url)

    sent = {"key": "neu", "name": "Neues Programm", "lead": "So.", "steps": "1. {adresse}"}
    sent["position"] = "9"
    response = support_client.post(url, values | sent)

    assert response.status_code == 302
    assert "Neues Programm" in Client().get("/einrichten/").text


@pytest.mark.parametrize("host", ["mail.example.org.", "MAIL.Example.org.", " mail.example.org "])
def test_host_is_published_in_one_spelling(host: str) -> None:
    assert make_mail_server(host=host).host == "mail.example.org"


def test_form_takes_the_dot_of_a_zone_file() -> None:
    server = MailServer(protocol="imap", security="ssl-tls", host="mail.example.org.", port=993)

    server.full_clean()

    assert server.host == "mail.example.org"
