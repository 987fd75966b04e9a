"""Requests that want to hurt: a proper error, nothing contacted, nothing remembered."""

import base64
import io
import logging
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from faq.views.autoconfig_middleware import MailDiscovery
from faq.web.charset import OnlyUtf8, without_charset

AUTODISCOVER = "/autodiscover/autodiscover.xml"
PASSWORD = "canary-7f3a91"
ENTITY = "<!DOCTYPE x [<!ENTITY {}>]><x>&e;</x>"
BOMB = "".join(f"<!ENTITY l{n} '{'&l' + str(n - 1) + ';' * 1}'>" for n in range(1, 30))


@pytest.fixture
def listener() -> Iterator[tuple[int, list[int]]]:
    """A port on loopback, and the connections it got."""
    contacts: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def accept() -> None:
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return
                contacts.append(port)

        threading.Thread(target=accept, daemon=True).start()
        yield port, contacts


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0" * 1000,
        b"<a>" * 9_000 + b"</a>" * 9_000,
        b"<a " + b"b='c' " * 8000 + b"/>",
        b"<x/>" + b" " * 60_000,
        ENTITY.format("e SYSTEM 'file:///etc/passwd'").encode(),
        f"<!DOCTYPE x [<!ENTITY l0 'ha'>{BOMB}]><x>&l29;</x>".encode(),
        b'<?xml version="1.0" encoding="rot13"?><x/>',
        b'<?xml version="1.0" encoding="unicode_escape"?><x>\\u0041</x>',
        "<x>\N{LATIN SMALL LETTER U WITH DIAERESIS}</x>".encode("cp1252"),
    ],
)
def test_bad_body_is_a_bad_request(program: Client, body: bytes) -> None:
    response = program.post(AUTODISCOVER, body, content_type="text/xml")

    assert response.status_code == 200
    assert b"<ErrorCode>600</ErrorCode>" in response.content


@pytest.mark.parametrize(
    "entity",
    [
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:{}/x.dtd'><x/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://127.0.0.1:{}/'>]><x>&e;</x>",
        "<!DOCTYPE x [<!ENTITY % e SYSTEM 'http://127.0.0.1:{}/'>%e;]><x/>",
        "<x xmlns:xi='http://www.w3.org/2001/XInclude'>"
        "<xi:include href='http://127.0.0.1:{}/'/></x>",
    ],
)
def test_nothing_in_a_body_makes_a_connection(
    program: Client, listener: tuple[int, list[int]], entity: str
) -> None:
    port, contacts = listener

    response = program.post(AUTODISCOVER, entity.format(port), content_type="text/xml")

    assert b"<ErrorCode>600</ErrorCode>" in response.content
    assert contacts == []


@pytest.mark.parametrize(
    "body",
    [b"<x>" + b"a" * 5_000_000, b"<a>" * 12_000 + b"</a>" * 12_000],
    ids=["5 MB", "12,000 levels"],
)
def test_large_body_is_refused_unread(program: Client, body: bytes) -> None:
    response = program.post(AUTODISCOVER, body, content_type="text/xml")

    assert response.status_code == 413


@pytest.mark.parametrize("charset", ["rot13", "base64", "utf-7", "unicode_escape", "nonsense"])
def test_charset_of_a_request_is_never_looked_up(charset: str) -> None:
    def application(environ: dict[str, Any], start_response: object) -> list[bytes]:
        return [WSGIRequest(environ).GET["domain"].encode()]

    environ = RequestFactory()._base_environ(
        QUERY_STRING="domain=m%C3%BCller", CONTENT_TYPE=f"text/plain; Charset={charset}"
    )

    assert list(OnlyUtf8(application)(environ, print)) == ["müller".encode()]


def test_other_parameters_of_the_content_type_stay() -> None:
    content_type = 'multipart/form-data; boundary="x"; charset=rot13'

    assert without_charset(content_type) == 'multipart/form-data; boundary="x"'


@pytest.mark.parametrize(
    "path",
    [
        "/autodiscover/autodiscover.json/v1.0/%00@b?Protocol=AutodiscoverV1",
        "/autodiscover/autodiscover.json/v1.0/<script>?Protocol=AutodiscoverV1",
        "/autodiscover/autodiscover.json/v1.0/a%0d%0aX:%20y@b?Protocol=AutodiscoverV1",
        "/autodiscover/autodiscover.json?Protocol=" + "x" * 10_000,
        "/dns.txt?domain=a&domain=b.example",
        "/mail/config-v1.1.xml?emailaddress=%00",
    ],
)
@pytest.mark.parametrize("host", ["kunde.example", "a" * 300, "127.0.0.1:99999", "<b>", ""])
def test_odd_addresses_and_hosts_are_answered(program: Client, path: str, host: str) -> None:
    response = program.get(path, headers={"host": host})

    assert response.status_code in (200, 400, 404)
    assert "Traceback" not in response.text
    assert "<script>" not in response.text


def everything_logged(client: Client, path: str, body: str, method: str) -> str:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    root.addHandler(handler)
    for name in ("django", "django.request", "django.security", "faq"):
        logging.getLogger(name).addHandler(handler)
    try:
        secret = base64.b64encode(f"anna@kunde.example:{PASSWORD}".encode()).decode()
        headers = {"authorization": f"Basic {secret}"}
        response = client.generic(method, path, body, content_type="text/xml", headers=headers)
    finally:
        root.removeHandler(handler)
        for name in ("django", "django.request", "django.security", "faq"):
            logging.getLogger(name).removeHandler(handler)
    return log.getvalue() + response.text + str(response.headers)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", AUTODISCOVER, f"<x>{PASSWORD}</x>"),
        ("POST", AUTODISCOVER, f"<!DOCTYPE {PASSWORD}>"),
        ("GET", AUTODISCOVER, ""),
        ("GET", "/mail/config-v1.1.xml", ""),
        ("POST", "/apple.mobileconfig", f"email={PASSWORD}"),
    ],
)
def test_password_is_neither_logged_nor_answered(
    program: Client, method: str, path: str, body: str
) -> None:
    written = everything_logged(program, path, body, method)

    assert PASSWORD not in written
    assert "Basic " not in written


def test_password_is_gone_before_a_view_could_fail_with_it() -> None:
    request = RequestFactory().get(AUTODISCOVER, headers={"authorization": f"Basic {PASSWORD}"})
    assert "Authorization" in request.headers

    MailDiscovery(lambda request: pytest.fail("passed on"))(request)

    assert PASSWORD not in str(request.META)
    assert "Authorization" not in request.headers


def test_address_in_a_path_is_not_logged(program: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        program.get("/autodiscover/autodiscover.json/v1.0/anna@kunde.example?Protocol=x")

    assert "anna" not in caplog.text
