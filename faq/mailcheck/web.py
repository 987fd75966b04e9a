"""Asking a service on the web without logging in: calendar (RFC 4791), contacts (RFC 6352), pages.

One request on the connection that is already encrypted; only status and headers are read.
"""

from urllib.parse import urlsplit

from faq.mailcheck.connection import Connection
from faq.mailcheck.result import CheckFailed, Fault, Protocol, Service

MAX_HEADER_LINES = 100
WELL_KNOWN = "/.well-known/"
# The class that a server names in its DAV header for what it can.
DAV_CLASS = {Protocol.CALDAV: "calendar-access", Protocol.CARDDAV: "addressbook"}
# A password is asked for by Basic; the word is that of the mail dialogues.
PASSWORD_LOGIN = frozenset({"AUTH=PLAIN"})
HTTPS_PORT = 443

Headers = dict[str, str]


def offered_on_the_web(service: Service, connection: Connection) -> frozenset[str]:
    """How a password may be sent here.

    Raises CheckFailed when the address leads elsewhere, to nothing or to another kind of service.
    """
    method = "PROPFIND" if service.protocol in DAV_CLASS else "GET"
    status, headers = _asked(service, connection, method)
    if status in (301, 302, 303, 307, 308):
        return _followed(service, headers.get("location", ""))
    if status in (404, 410):
        raise CheckFailed(Fault.NOT_FOUND, str(status))
    if status >= 500 or status in (403, 429):
        raise CheckFailed(Fault.REFUSED, str(status))
    if service.protocol is Protocol.WEB:
        return PASSWORD_LOGIN  # a page has a form of its own
    return _dav_logins(service, status, headers)


def _dav_logins(service: Service, status: int, headers: Headers) -> frozenset[str]:
    classes = {name.strip() for name in headers.get("dav", "").lower().split(",")} - {""}
    if classes and DAV_CLASS[service.protocol] not in classes:
        raise CheckFailed(Fault.WRONG_PROTOCOL, f"DAV: {headers['dav']}")
    if status == 401:
        ways = headers.get("www-authenticate", "").lower()
        return PASSWORD_LOGIN if "basic" in ways else frozenset({ways})
    if status == 207:
        return frozenset()  # anybody may read it: no log-in is asked for
    raise CheckFailed(Fault.WRONG_PROTOCOL, str(status))


def _followed(service: Service, location: str) -> frozenset[str]:
    """Programs follow from a well-known address (RFC 6764) and within the service, encrypted."""
    target = urlsplit(location)
    host, port = target.hostname or service.host, target.port or HTTPS_PORT
    is_here = (host, port) == (service.host, service.port) or not target.netloc
    may_lead_on = service.protocol is Protocol.WEB or service.path.startswith(WELL_KNOWN)
    if target.scheme in ("", "https") and is_here and may_lead_on:
        return PASSWORD_LOGIN
    raise CheckFailed(Fault.REDIRECTED, location)


def _asked(service: Service, connection: Connection, method: str) -> tuple[int, Headers]:
    port = "" if service.port == HTTPS_PORT else f":{service.port}"
    connection.send_lines(
        (
            f"{method} {service.path or '/'} HTTP/1.1",
            f"Host: {service.host}{port}",
            "Depth: 0",
            "Content-Length: 0",
            "Connection: close",
            "",
        )
    )
    first = connection.read_line()
    version, _, rest = first.partition(" ")
    if not version.startswith("HTTP/1.") or not rest[:3].isdigit():
        raise CheckFailed(Fault.WRONG_PROTOCOL, first)
    return int(rest[:3]), _headers(connection)


def _headers(connection: Connection) -> Headers:
    headers: Headers = {}
    for _ in range(MAX_HEADER_LINES):
        line = connection.read_line()
        if not line:
            return headers
        name, _, value = line.partition(":")
        key = name.strip().lower()
        headers[key] = ", ".join(filter(None, (headers.get(key), value.strip())))
    raise CheckFailed(Fault.WRONG_PROTOCOL, "endless answer")
