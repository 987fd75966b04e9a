"""Autodiscover requests: the ordinary ones, and those that want to hurt."""

import pytest

from faq.autoconfig import (
    AutoconfigError,
    InvalidAddress,
    InvalidRequest,
    UnsupportedSchema,
    autodiscover,
)

REQUEST_NAMESPACE = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"


def request(
    address: str = "anna@firma.example", schema: str = autodiscover.OUTLOOK_NAMESPACE
) -> str:
    return (
        f'<Autodiscover xmlns="{REQUEST_NAMESPACE}"><Request>'
        f"<EMailAddress>{address}</EMailAddress>"
        f"<AcceptableResponseSchema>{schema}</AcceptableResponseSchema>"
        "</Request></Autodiscover>"
    )


BOMB = "".join('<!ENTITY l{} "{}">'.format(n, f"&l{n - 1};" * 10) for n in range(1, 10))
ATTRIBUTES = " ".join(f"a{number}='1'" for number in range(8000))
DECLARED = '<?xml version="1.0" encoding="{}"?>'
HOSTILE = {
    "empty": b"",
    "no xml": b"hello",
    "cut off": request().encode()[:-5],
    "only nul": b"\0" * 500,
    "nul inside": request("an\0na@firma.example").encode(),
    "json": b'{"EMailAddress": "anna@firma.example"}',
    "latin-1 bytes": request("j\xf6rg@firma.example").encode("latin-1"),
    "utf-32": request().encode("utf-32"),
    "odd utf-16": b"\xff\xfe" + request().encode("utf-16-le")[:-1],
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{BOMB}]><x>&l9;</x>'.encode(),
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 20000}">]><x>{"&a;" * 5000}</x>'.encode(),
    "file entity": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    "parameter entity": b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]><x/>',
    "external dtd": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "harmless doctype": f"<!DOCTYPE Autodiscover>{request()}".encode(),
    "12,000 levels": b"<a>" * 12_000 + b"</a>" * 12_000,
    "8000 attributes": f"<a {ATTRIBUTES}/>".encode(),
    "many elements": f"<a>{'<b/>' * 5000}</a>".encode(),
    "5 MB": request().encode() + b" " * 5_000_000,
    "no schema": request()
    .replace(autodiscover.OUTLOOK_NAMESPACE, "")
    .replace("AcceptableResponseSchema", "Other")
    .encode(),
    "script": b"<script>alert(1)</script>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_body_is_an_invalid_request(body: bytes) -> None:
    with pytest.raises(InvalidRequest):
        autodiscover.read_request(body)


@pytest.mark.parametrize(
    "codec", ["rot13", "base64", "unicode_escape", "utf-7", "idna", "punycode", "zlib", "nonsense"]
)
def test_declared_codec_is_never_looked_up(codec: str) -> None:
    body = DECLARED.format(codec) + request()

    assert autodiscover.read_request(body.encode()).text == "anna@firma.example"


@pytest.mark.parametrize(
    "body",
    [
        request().encode(),
        b"\xef\xbb\xbf" + request().encode(),
        (DECLARED.format("utf-8") + "\n" + request()).encode(),
        (DECLARED.format("utf-16") + request()).encode(),
        (DECLARED.format("utf-16") + request()).encode("utf-16"),
        request("<![CDATA[anna@firma.example]]>").encode(),
        request(" anna@firma.example\n").encode(),
        request("anna&#64;firma.example").encode(),
    ],
)
def test_ordinary_request_yields_its_address(body: bytes) -> None:
    assert autodiscover.read_request(body).text == "anna@firma.example"


@pytest.mark.parametrize(
    "schema",
    [
        "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006",
        "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2005",
        "nonsense",
    ],
)
def test_other_response_schema_is_not_served(schema: str) -> None:
    with pytest.raises(UnsupportedSchema):
        autodiscover.read_request(request(schema=schema).encode())


@pytest.mark.parametrize("address", ["", "nobody", "<b>a</b>@firma.example", "a@b\ufffe.example"])
def test_request_without_an_address_names_the_address(address: str) -> None:
    body = request(address).replace("EMailAddress></EMailAddress", "LegacyDN></LegacyDN").encode()

    with pytest.raises((InvalidAddress, InvalidRequest)):
        autodiscover.read_request(body)


def test_xinclude_is_text_like_any_other() -> None:
    body = request(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    )

    with pytest.raises(AutoconfigError):
        autodiscover.read_request(body.encode())
