"""The pages for people: complete without a script, the same values everywhere."""

import re
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from faq.models import MailProgram, MailServer
from faq.services.setup.mail_setup import setup_values
from tests.admin.forms import Submit
from tests.factories import make_entry, make_mail_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(db: None) -> None:
    """The entries that the pages lead to."""
    for key in ("client-config", "outlook-0x800ccc0e", "thunderbird-nur-posteingang"):
        make_entry(key, block="mail-servers" if key == "client-config" else "")


@pytest.mark.parametrize(
    "path",
    [
        "/einrichten/",
        "/einrichten/thunderbird/",
        "/einrichten/iphone/",
        "/einrichten/dns/",
        "/einrichten/dns/?domain=stra%C3%9Fe.example",
        "/einrichten/dns/?domain=kunde",
    ],
)
def test_pages_are_valid_and_set_no_cookie(
    client: Client,
    servers: dict[str, MailServer],
    entries: None,
    html_errors: Callable[[str], list[str]],
    path: str,
) -> None:
    make_mail_program(notice="Vorsicht.", afterwards="- Gut zu wissen.")
    make_mail_program("iphone", offers_profile=True)

    response = client.get(path)

    assert response.status_code == 200
    assert html_errors(response.text) == []
    assert not response.cookies


def test_steps_hold_the_published_values(client: Client, servers: dict[str, MailServer]) -> None:
    make_mail_program()

    page = client.get("/einrichten/thunderbird/").text

    assert 'data-copy="mail.example.org"' in page
    assert 'data-copy="993"' in page
    assert "name@ihre-domain.de" in page
    assert "{" not in re.sub(r"<style.*?</style>", "", page)


def test_value_that_is_not_offered_is_said_to_be_so(client: Client) -> None:
    MailServer.objects.create(protocol="imap", security="ssl-tls", host="m.example.org", port=993)
    make_mail_program(steps="1. Port {pop3-port}")

    assert "wird nicht angeboten" in client.get("/einrichten/thunderbird/").text


def test_markup_in_a_value_stays_text(client: Client, servers: dict[str, MailServer]) -> None:
    MailServer.objects.filter(protocol="imap").update(host="<b>host</b>")
    make_mail_program()

    assert "<b>host</b>" not in client.get("/einrichten/thunderbird/").text


def test_starttls_values_are_the_alternative_only(servers: dict[str, MailServer]) -> None:
    values = setup_values()

    assert (values["imap-port"], values["imap-starttls-port"]) == ("993", "143")
    assert (values["smtp-port"], values["smtp-sicherheit"]) == ("465", "SSL/TLS")


def test_starttls_is_used_where_nothing_better_is_published(db: None) -> None:
    MailServer.objects.create(protocol="imap", security="starttls", host="m.example.org", port=143)

    values = setup_values()

    assert (values["imap-port"], values["imap-sicherheit"]) == ("143", "STARTTLS")


@override_settings(SITE_URL="https://hilfe.example")
def test_qr_code_is_drawn_without_inline_style(client: Client, servers: object) -> None:
    make_mail_program()

    page = client.get("/einrichten/thunderbird/").text

    assert "<svg" in page
    assert "style=" not in page


def test_whole_address_is_understood_as_a_domain(client: Client, servers: object) -> None:
    page = client.get("/einrichten/dns/", {"domain": "anna@kunde.example"}).text

    assert "/dns.txt?domain=kunde.example" in page


def test_unknown_program_is_not_found(client: Client) -> None:
    assert client.get("/einrichten/gibt-es-nicht/").status_code == 404


def everything_published(client: Client) -> str:
    """Every text that names a port: pages, documents, profile, zone."""
    pages = ["/faq/client-config/", "/einrichten/", "/einrichten/thunderbird/"]
    pages += ["/mail/config-v1.1.xml", "/dns.txt?domain=kunde.example", "/api/v1/settings"]
    texts = [client.get(path).text for path in pages]
    outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
    body = (
        f'<A xmlns="{outlook}requestschema/2006"><EMailAddress>a@b.example</EMailAddress>'
        f"<AcceptableResponseSchema>{outlook}responseschema/2006a</AcceptableResponseSchema></A>"
    )
    posted = client.post("/autodiscover/autodiscover.xml", body, content_type="text/xml")
    profile = client.post("/apple.mobileconfig", {"email": "a@b.example"})
    return "\n---\n".join([*texts, posted.text, profile.text])


def test_one_change_of_a_port_is_everywhere(
    client: Client, submit: Submit, servers: dict[str, MailServer], entries: None
) -> None:
    make_mail_program()
    before = everything_published(client).split("\n---\n")

    submit(servers["imap-ssl-tls"], port="50993", confirm_port="on")

    after = everything_published(client).split("\n---\n")
    assert ["50993" in text for text in before] == [False] * 8
    assert ["50993" in text for text in after] == [True] * 8


def test_every_shipped_program_uses_known_tokens_only() -> None:
    from django.conf import settings

    from faq.services.content.fixtures import read_fixtures

    programs = [
        record for record in read_fixtures(settings.FIXTURE_DIRS[0]) if record.model is MailProgram
    ]

    needed = {"mail": "{imap-server}", "calendar": "{caldav-", "contacts": "{carddav-"}
    inside = {"thunderbird-filter", "outlook-filter", "apple-mail-filter"}
    for record in programs:
        steps = str(record.values["steps"])
        token = needed.get(str(record.values.get("service", "mail")), "{sieve-server}")
        # A rule inside a program needs nothing of a server, and is for readers at once.
        assert ("{" in steps) is (record.key[0] not in inside), record.key
        assert token in steps or record.key[0] in inside, record.key


def test_search_for_a_program_leads_to_its_steps(
    client: Client, servers: dict[str, MailServer]
) -> None:
    make_entry(
        "client-config",
        title="Wie richte ich mein Mailprogramm ein?",
        block="mail-servers",
        search_words="iPhone\n",
    )
    make_mail_program("iphone", name="iPhone und iPad", search_words="iPhone\n")
    make_mail_program("thunderbird")

    page = client.get("/suche/", {"q": "iPhone einrichten"}).text

    assert 'href="/einrichten/iphone/"' in page
    others = page.find('href="/einrichten/thunderbird/"')
    assert others == -1 or page.index('href="/einrichten/iphone/"') < others


def test_search_engines_learn_every_program(client: Client) -> None:
    make_mail_program("iphone")

    assert "/einrichten/iphone/" in client.get("/sitemap.xml").text


def test_page_promises_no_more_than_programs_do(client: Client, entries: None) -> None:
    """Thunderbird does, Apple needs a profile, and of Outlook no more is known than "perhaps"."""
    text = client.get("/einrichten/").content.decode()
    said = re.findall(r"(Thunderbird|Apple Mail|Outlook) ((?:findet|bekommt)[^.]*)\.", text)

    assert said == [
        ("Thunderbird", "findet unsere Einstellungen von selbst"),
        ("Apple Mail", "bekommt sie mit einem Profil"),
        ("Outlook", "findet sie manchmal"),
    ]
