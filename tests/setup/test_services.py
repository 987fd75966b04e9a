"""Blocks and services: what staff add, order, hide and withdraw, and where it is seen."""

import json
import plistlib
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from faq.models import MailServer, ServiceBlock
from faq.models.placeholders import server_values
from faq.search import search
from faq.services.setup.mail_setup import provider
from tests.admin.forms import Submit, shown_values
from tests.factories import make_entry, make_mail_program, make_mail_server, make_service_block

pytestmark = pytest.mark.django_db


def add(client: Client, **values: object) -> MailServer:
    """Add a service as Support does."""
    url = "/admin/faq/mailserver/add/"
    response = client.post(url, shown_values(client, url) | values)
    assert response.status_code == 302, response.context["adminform"].form.errors
    return MailServer.objects.latest("pk")


@pytest.fixture
def entry(servers: dict[str, MailServer]) -> None:
    make_entry("client-config", block="mail-servers")


def test_support_adds_a_second_host_and_it_is_everywhere(
    entry: None, support_client: Client, program: Client
) -> None:
    new = add(support_client, protocol="imap", security="ssl-tls", host="zwei.example.org",
              port="993", label="Zweiter Server")  # fmt: skip

    client = Client()
    assert new.key == "imap-ssl-tls-2"
    for path in ("/", "/einrichten/", "/faq/client-config/"):
        assert "zwei.example.org" in client.get(path).text, path
    assert 'id="imap-ssl-tls-2"' in client.get("/faq/client-config/").text
    items = json.loads(client.get("/api/v1/settings").content)["items"]
    assert "zwei.example.org" in {item["host"] for item in items}
    row = "| IMAP Zweiter Server | SSL/TLS | zwei.example.org | 993 |  |"
    assert row in client.get("/faq/client-config.md").text.splitlines()
    assert search("zwei.example.org").hits
    assert b"zwei.example.org" in program.get("/mail/config-v1.1.xml").content
    assert "993 zwei.example.org." in program.get("/dns.txt?domain=kunde.example").text


def test_support_adds_filters_calendar_and_contacts(entry: None, support_client: Client) -> None:
    block = make_service_block("kalender", label="Kalender und Kontakte")
    add(support_client, protocol="managesieve", security="starttls", host="mail.example.org",
        port="4190")  # fmt: skip
    for protocol in ("caldav", "carddav"):
        add(support_client, block=block.pk, protocol=protocol, security="ssl-tls",
            host="dav.example.org", port="443", path="/dav/")  # fmt: skip

    text = Client().get("/faq/client-config/").text
    assert "https://dav.example.org/dav/" in text
    assert "Kalender und Kontakte" in text
    assert ">4190<" in text
    values = server_values(MailServer.objects.published())
    assert values["caldav-adresse"] == "https://dav.example.org/dav/"
    assert (values["sieve-server"], values["sieve-port"]) == ("mail.example.org", "4190")


def test_port_left_empty_is_the_usual_one(support_client: Client) -> None:
    usual = add(support_client, protocol="carddav", security="ssl-tls", host="dav.example.org")
    url = "/admin/faq/mailserver/add/"
    values = {"protocol": "managesieve", "security": "ssl-tls", "host": "mail.example.org"}
    refused = support_client.post(url, shown_values(support_client, url) | values)

    assert usual.port == 443
    assert "Tragen Sie den Port ein." in refused.text


def test_new_block_has_a_key_and_comes_last(
    servers: dict[str, MailServer], support_client: Client
) -> None:
    url = "/admin/faq/serviceblock/add/"
    response = support_client.post(
        url, shown_values(support_client, url) | {"label": "Kalender für Bücher"}
    )

    assert response.status_code == 302
    assert [block.key for block in ServiceBlock.objects.all()] == [
        "e-mail",
        "kalender-fuer-buecher",
    ]
    assert ServiceBlock.objects.default().key == "e-mail"


def test_hidden_and_withdrawn_rows_keep_their_anchors(
    entry: None, servers: dict[str, MailServer], submit: Submit
) -> None:
    submit(servers["pop3-starttls"], status="withdrawn")
    submit(servers["pop3-ssl-tls"], status="hidden")

    text = Client().get("/faq/client-config/").text
    assert '<span id="pop3-starttls"></span>' in text
    assert '<span id="pop3-ssl-tls"></span>' in text
    assert "Nicht mehr angeboten: POP3 mit STARTTLS" in text
    assert ">995<" not in text
    assert len(json.loads(Client().get("/api/v1/settings").content)["items"]) == 4


def test_last_service_of_a_block_is_said_to_be_gone(servers: dict[str, MailServer]) -> None:
    block = make_service_block("kalender")
    make_mail_server("caldav", block=block, host="dav.example.org", status="withdrawn")

    assert "Nicht mehr angeboten: CalDAV" in Client().get("/einrichten/").text


def test_block_is_shown_where_staff_say(servers: dict[str, MailServer]) -> None:
    block = make_service_block("alt", on_start=False, audience="Für ältere Postfächer")
    make_mail_server("imap", block=block, host="alt.example.org")

    client = Client()
    assert "alt.example.org" not in client.get("/").text
    assert "Für ältere Postfächer" in client.get("/einrichten/").text


def test_hidden_block_tells_nobody(servers: dict[str, MailServer], program: Client) -> None:
    block = ServiceBlock.objects.get()
    block.is_hidden = True
    block.save()

    assert "mail.example.org" not in Client().get("/einrichten/").text
    assert program.get("/mail/config-v1.1.xml").status_code == 404


def test_recommended_service_fills_the_steps(servers: dict[str, MailServer]) -> None:
    make_mail_server("imap", host="neu.example.org", is_recommended=True, position=99)

    values = server_values(MailServer.objects.published())

    assert values["imap-server"] == "neu.example.org"
    assert values["imap-starttls-server"] == "mail.example.org"


def test_recommended_service_is_what_programs_get_first(servers: dict[str, MailServer]) -> None:
    make_mail_server("imap", host="neu.example.org", is_recommended=True, position=99)

    assert provider().incoming[0].host == "neu.example.org"


@pytest.mark.parametrize(("security", "port"), [("ssl-tls", 993), ("starttls", 143)])
@pytest.mark.parametrize("position", [0, 99])
@pytest.mark.parametrize("is_recommended", [True, False])
def test_people_and_programs_are_given_the_same_service(
    servers: dict[str, MailServer], security: str, port: int, position: int, is_recommended: bool
) -> None:
    """Encryption from the start goes before what staff recommend (RFC 8314)."""
    make_mail_server("imap", security=security, port=port, host="neu.example.org",
                     is_recommended=is_recommended, position=position)  # fmt: skip

    values = server_values(MailServer.objects.published())

    first = provider().incoming[0]
    assert (values["imap-server"], values["imap-port"]) == (first.host, str(first.port))
    assert first.security.value == "ssl-tls"


def test_services_are_in_the_order_of_staff(servers: dict[str, MailServer]) -> None:
    first = make_service_block("zuerst", position=0)
    make_mail_server("smtp", block=first, host="erster.example.org")

    assert MailServer.objects.first().host == "erster.example.org"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"protocol": "caldav", "security": "starttls", "port": 443}, "security"),
        ({"protocol": "imap", "security": "ssl-tls", "port": 993, "path": "/x/"}, "path"),
        ({"protocol": "caldav", "security": "ssl-tls", "port": 443, "path": "x"}, "path"),
        ({"protocol": "caldav", "security": "ssl-tls", "port": 443, "path": "/a b"}, "path"),
        ({"protocol": "web", "security": "ssl-tls", "port": 443, "path": "/\n"}, "path"),
    ],
)
def test_what_nobody_speaks_is_refused(values: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        MailServer(host="mail.example.org", **values).full_clean()

    assert field in refusal.value.message_dict


def test_profile_is_unchanged_by_what_it_does_not_know(
    servers: dict[str, MailServer], program: Client
) -> None:
    make_mail_server("web", label="Webmail")

    profile = program.post("/apple.mobileconfig", {"email": "anna@kunde.example"})

    assert len(plistlib.loads(profile.content)["PayloadContent"]) == 1


def test_guide_to_what_is_not_offered_waits_until_it_is(servers: dict[str, MailServer]) -> None:
    guide = make_mail_program(
        "kalender", name="Kalender", service="calendar", steps="1. {caldav-adresse}\n"
    )
    client = Client()
    waiting = client.get(guide.get_absolute_url())
    assert waiting.status_code == 410
    assert "ist zurzeit nicht öffentlich" in waiting.text
    assert "zurückgezogen" not in waiting.text
    assert 'id="calendar"' not in client.get("/einrichten/").text

    calendar = make_mail_server("caldav", host="dav.example.org", path="/dav/")
    text = client.get(guide.get_absolute_url()).text
    assert "https://dav.example.org/dav/" in text
    assert "Schreiben Sie eine E-Mail an sich selbst" not in text
    assert 'id="calendar">Kalender<' in client.get("/einrichten/").text

    calendar.status = "withdrawn"
    calendar.save()
    assert client.get(guide.get_absolute_url()).status_code == 410


def test_rule_inside_a_program_waits_for_no_service(servers: dict[str, MailServer]) -> None:
    guide = make_mail_program(
        "regeln", name="Filterregeln", service="filters", steps="1. Klicken Sie auf „Neu“.\n"
    )
    client = Client()

    page = client.get(guide.get_absolute_url()).text

    assert "Klicken Sie auf „Neu“" in page
    assert "mail.example.org" not in page
    assert "data-address-input" not in page
    assert 'id="filters">Filterregeln<' in client.get("/einrichten/").text


def test_guides_beside_mail_stand_by_service_whatever_their_order(db: None) -> None:
    for position, service in enumerate(("filters", "contacts", "filters")):
        make_mail_program(
            f"{service}-{position}", service=service, steps="1. Los", position=position
        )

    page = Client().get("/einrichten/").text

    assert re.findall(r'<h2 id="(contacts|filters)"', page) == ["contacts", "filters"]


def test_saving_asks_as_often_with_many_texts_as_with_few(servers: dict[str, MailServer]) -> None:
    """Each text is filled with the new values; they are read for all of them at once."""

    def asked(port: int) -> int:
        servers["imap-ssl-tls"].port = port
        with CaptureQueriesContext(connection) as queries:
            servers["imap-ssl-tls"].save()
        return len(queries)

    make_entry("eins", body="{webmail}")
    few = asked(1993)
    for number in range(20):
        make_entry(f"mehr-{number}", body="{webmail}")

    assert asked(2993) == few


def test_form_of_a_new_service_has_no_empty_part(support_client: Client) -> None:
    page = support_client.get("/admin/faq/mailserver/add/")

    assert all(part.fields for part in page.context["adminform"])
    assert 'name="host"' in page.text
