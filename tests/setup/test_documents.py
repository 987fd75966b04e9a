"""What mail programs get, as the contract has it: under any host name, in any case of letters."""

import json
import plistlib
from xml.dom import minidom

import pytest
from django.test import Client, override_settings

from faq.models import MailServer

OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
REQUEST = (
    f'<Autodiscover xmlns="{OUTLOOK}requestschema/2006"><Request>'
    "<EMailAddress>{}</EMailAddress><AcceptableResponseSchema>{}</AcceptableResponseSchema>"
    "</Request></Autodiscover>"
)
AUTODISCOVER = "/autodiscover/autodiscover.xml"
WELL_KNOWN = "/.well-known/autoconfig/mail/config-v1.1.xml"


def ask(
    program: Client,
    address: str = "anna@kunde.example",
    schema: str = f"{OUTLOOK}responseschema/2006a",
) -> bytes:
    body = REQUEST.format(address, schema)
    return program.post(AUTODISCOVER, body, content_type="text/xml").content


def texts(document: bytes, name: str) -> list[str]:
    elements = minidom.parseString(document).getElementsByTagName(name)
    return ["".join(node.data for node in element.childNodes) for element in elements]


@pytest.mark.parametrize("path", [WELL_KNOWN, "/mail/config-v1.1.xml"])
@pytest.mark.parametrize("query", ["", "?emailaddress=anna%40kunde.example", "?emailaddress=<b>"])
def test_autoconfig_is_the_same_for_everybody(program: Client, path: str, query: str) -> None:
    response = program.get(path + query)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content == program.get(WELL_KNOWN).content
    assert b"kunde" not in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_autoconfig_allows_reading_only(program: Client, method: str) -> None:
    response = getattr(program, method)(WELL_KNOWN)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_autoconfig_answers_head_without_a_body(program: Client) -> None:
    response = program.head(WELL_KNOWN)

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "path", [AUTODISCOVER, "/Autodiscover/Autodiscover.xml", "/AUTODISCOVER/AUTODISCOVER.XML"]
)
def test_autodiscover_answers_in_any_case_of_its_path(program: Client, path: str) -> None:
    body = REQUEST.format("anna@kunde.example", f"{OUTLOOK}responseschema/2006a")

    response = program.post(path, body, content_type="text/xml")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert texts(response.content, "Port") == ["993", "995", "465"]


@pytest.mark.parametrize(
    ("address", "schema", "code"),
    [
        ("kein Name", f"{OUTLOOK}responseschema/2006a", "500"),
        ("a@b.example", "mobilesync", "601"),
        ("a@b.example&", f"{OUTLOOK}responseschema/2006a", "600"),
    ],
)
def test_autodiscover_names_its_error(
    program: Client, address: str, schema: str, code: str
) -> None:
    assert texts(ask(program, address, schema), "ErrorCode") == [code]


def test_autodiscover_is_never_a_page(program: Client) -> None:
    response = program.get(AUTODISCOVER)

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "WWW-Authenticate" not in response.headers


@pytest.mark.parametrize(
    ("path", "status", "key", "value"),
    [
        (
            "autodiscover.json?Email=a@b.de&Protocol=AutodiscoverV1",
            200,
            "Protocol",
            "AutodiscoverV1",
        ),
        (
            "Autodiscover.JSON?EMAIL=a@b.de&protocol=autodiscoverv1",
            200,
            "Protocol",
            "AutodiscoverV1",
        ),
        (
            "autodiscover.json/v1.0/a@b.de?PROTOCOL=AUTODISCOVERV1",
            200,
            "Protocol",
            "AutodiscoverV1",
        ),
        ("autodiscover.json/v1.0/a@b.de?Protocol=ActiveSync", 400, "ErrorCode", "InvalidProtocol"),
        ("autodiscover.json?Email=a@b.de", 400, "ErrorCode", "MandatoryParameterMissing"),
    ],
)
def test_json_answers_by_protocol(
    program: Client, path: str, status: int, key: str, value: str
) -> None:
    response = program.get(f"/autodiscover/{path}")

    assert response.status_code == status
    assert json.loads(response.content)[key] == value


@override_settings(AUTODISCOVER_HOST="auto.example.org")
def test_json_address_comes_from_the_settings_alone(program: Client) -> None:
    response = program.get(
        "/autodiscover/autodiscover.json?Protocol=AutodiscoverV1",
        headers={"host": "boese.example", "x-forwarded-host": "boese.example"},
    )

    url = "https://auto.example.org/autodiscover/autodiscover.xml"
    assert json.loads(response.content)["Url"] == url


@pytest.mark.parametrize(("protocol", "port"), [("imap", 993), ("pop3", 995), ("", 993)])
def test_profile_is_an_attachment_that_is_not_kept(
    program: Client, protocol: str, port: int
) -> None:
    form = {"email": "anna@kunde.example", "protocol": protocol}

    response = program.post("/apple.mobileconfig", form)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/x-apple-aspen-config"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "anna" not in response.headers["Content-Disposition"]
    (account,) = plistlib.loads(response.content)["PayloadContent"]
    assert account["IncomingMailServerPortNumber"] == port


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"email": ""},
        {"email": "anna"},
        {"email": "a@b.example\r\nX: y"},
        {"email": "<script>@b.example"},
        {"email": "an\0na@b.example"},
        {"email": f"{'a' * 400}@b.example"},
        {"email": "anna@b.example", "protocol": "smtp"},
    ],
)
def test_profile_for_nonsense_is_refused_with_a_sentence(
    program: Client, form: dict[str, str]
) -> None:
    response = program.post("/apple.mobileconfig", form)

    assert response.status_code == 400
    assert "field__error" in response.text
    assert "<script>@" not in response.text


def test_profile_is_never_got(program: Client) -> None:
    response = program.get("/apple.mobileconfig?email=anna@kunde.example")

    assert (response.status_code, response.content) == (405, b"")


@pytest.mark.parametrize("domain", ["straße.example", "xn--strae-oqa.example", "STRASSE.example."])
def test_zone_lines_are_for_the_domain(program: Client, domain: str) -> None:
    response = program.get("/dns.txt", {"domain": domain})

    expected = "strasse.example" if domain.startswith("STR") else "xn--strae-oqa.example"
    lines = response.text.splitlines()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert f"_imaps._tcp.{expected}. 3600 IN SRV 0 1 993 mail.example.org." in lines
    assert f"_ua-auto-config.{expected}. 3600 IN CNAME _ua-auto-config.mm-com.de." in lines
    assert len(lines) == 10


@pytest.mark.parametrize("domain", ["", "kunde", "a b.example", "<b>.example", "\r\n", "a" * 300])
def test_zone_for_nonsense_is_refused(program: Client, domain: str) -> None:
    response = program.get("/dns.txt", {"domain": domain})

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["hilfe.example"])
@pytest.mark.parametrize(
    "path",
    [
        WELL_KNOWN,
        "/mail/config-v1.1.xml",
        "/dns.txt?domain=kunde.example",
        "/.well-known/user-agent-configuration.json",
        "/autodiscover/autodiscover.json?Protocol=AutodiscoverV1",
    ],
)
def test_nothing_redirects_or_asks_for_the_host(program: Client, path: str) -> None:
    assert program.get(path).status_code == 200


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["hilfe.example"])
def test_a_program_that_sends_is_not_redirected_either(program: Client) -> None:
    assert texts(ask(program), "Server")


def test_no_cookie_is_set_and_no_token_asked_for(servers: dict[str, MailServer]) -> None:
    strict = Client(enforce_csrf_checks=True)

    profile = strict.post("/apple.mobileconfig", {"email": "anna@kunde.example"})
    body = REQUEST.format("anna@kunde.example", f"{OUTLOOK}responseschema/2006a")
    document = strict.post(AUTODISCOVER, body, content_type="text/xml")

    assert (profile.status_code, document.status_code) == (200, 200)
    assert texts(document.content, "Server")
    assert not profile.cookies and not document.cookies


def test_entity_that_would_grow_is_refused_and_the_next_program_answered(program: Client) -> None:
    """Quadratic blow-up: one long entity, named very often."""
    entity = f'<!DOCTYPE x [<!ENTITY a "{"a" * 10_000}">]>'
    body = f"{entity}<Autodiscover>{'&a;' * 10_000}</Autodiscover>"

    refused = program.post(AUTODISCOVER, body, content_type="text/xml")

    assert texts(refused.content, "ErrorCode") == ["600"]
    assert texts(ask(program), "Server")


@pytest.mark.django_db
def test_without_servers_there_are_no_settings() -> None:
    client = Client()

    assert client.get(WELL_KNOWN).status_code == 404
    assert texts(ask(client), "ErrorCode") == ["500"]
    assert client.post("/apple.mobileconfig", {"email": "a@b.example"}).status_code == 404
