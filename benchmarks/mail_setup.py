"""Does the set-up keep its promises? The live check's ten seconds, hostile requests, one port.

usage: python -m benchmarks.mail_setup

Serves the site with its content on loopback. Prints what took how long; the time of a hostile
request is that of its whole answer.
"""

import http.client
import socket
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from faq.mailcheck import Protocol, Service, SocketSecurity, check_all, trust_store
from tests.servers.site import Site, prepared

CHECK_SECONDS = 10
HOSTILE_SECONDS = 1
AUTODISCOVER = "/autodiscover/autodiscover.xml"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BODIES = {
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/">]><x>&e;</x>',
    "external DTD": '<!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/x.dtd"><x/>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:{port}/">%e;]><x/>',
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 30_000}">]><x>{"&a;" * 10_000}</x>',
    "9,000 levels": "<a>" * 9_000 + "</a>" * 9_000,
    "12,000 levels": "<a>" * 12_000 + "</a>" * 12_000,
    "8,000 attributes": f"<a {' '.join(f'a{n}=%s' % repr('') for n in range(8000))}/>",
    "5 MB": "<x>" + "a" * 5_000_000,
    "NUL": "\0" * 50_000,
    "codec as encoding": '<?xml version="1.0" encoding="rot13"?><x/>',
}
REQUESTS = {
    "profile, markup": ("POST", "/apple.mobileconfig", "email=%3Cscript%3E@a.example"),
    "profile, CRLF": ("POST", "/apple.mobileconfig", "email=a@b.example%0D%0AX:+y"),
    "profile, NUL": ("POST", "/apple.mobileconfig", "email=a%00@b.example"),
    "profile, 5 MB": ("POST", "/apple.mobileconfig", "email=" + "a" * 5_000_000),
    "zone, 1 MB of dots": ("GET", "/dns.txt?domain=" + "." * 8_000, ""),
    "JSON, NUL": ("GET", "/autodiscover/autodiscover.json/v1.0/%00?Protocol=x", ""),
    "JSON, broken bytes": ("GET", "/autodiscover/autodiscover.json?Protocol=%ff%fe", ""),
}
CHARSETS = ("utf-8", "rot13", "base64", "utf-7", "nonsense")


def main() -> None:
    check_that_hangs()
    with tempfile.TemporaryDirectory() as folder:
        prepared(Path(folder))
        with Site(Path(folder)) as site:
            hostile_requests(site)
            changed_port(site)


def check_that_hangs() -> None:
    """Six services that never answer, and six that send a byte now and then."""
    for name, behave in {"silent": silent, "dribbling": dribbling}.items():
        with socket.create_server(("127.0.0.1", 0)) as listener:
            threading.Thread(target=serve, args=(listener, behave), daemon=True).start()
            services = [
                Service(protocol, security, "127.0.0.1", listener.getsockname()[1])
                for protocol in Protocol
                for security in SocketSecurity
            ]
            started = time.perf_counter()
            results = check_all(services, trust_store(), private=True)
            seconds = time.perf_counter() - started
        faults = {result.fault.value for result in results if result.fault}
        line("check", f"six services, all {name}", seconds, CHECK_SECONDS, ", ".join(faults))


def hostile_requests(site: Site) -> None:
    contacts: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        threading.Thread(
            target=serve, args=(listener, lambda stream: contacts.append(port)), daemon=True
        ).start()
        for name, body in BODIES.items():
            text = body.replace("{port}", str(port))
            report(site, f"Autodiscover, {name}", "POST", AUTODISCOVER, text, "text/xml")
        for name, (method, path, body) in REQUESTS.items():
            report(site, name, method, path, body, "application/x-www-form-urlencoded")
        for charset in CHARSETS:
            kind = f"text/xml; charset={charset}"
            report(site, f"zone, charset={charset}", "GET", "/dns.txt?domain=%ff", "", kind)
        announced(site)
    print(f"{'connections made by the site':44} {len(contacts)}  (wanted: 0)")
    report(site, "an ordinary request afterwards", "GET", "/mail/config-v1.1.xml", "", "")


def announced(site: Site) -> None:
    """200 MB announced, nothing sent."""
    started = time.perf_counter()
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as stream:
        stream.sendall(
            f"POST {AUTODISCOVER} HTTP/1.1\r\nHost: x.example\r\n"
            "Content-Length: 200000000\r\n\r\n<x>".encode()
        )
        stream.shutdown(socket.SHUT_WR)
        answer = stream.recv(1024).decode("latin-1").partition("\r\n")[0]
    line("request", "200 MB announced", time.perf_counter() - started, HOSTILE_SECONDS, answer)


def changed_port(site: Site) -> None:
    """How long until a changed port is in the document that programs fetch."""
    database = sqlite3.connect(site.folder / "db.sqlite3", isolation_level=None)
    database.execute("PRAGMA busy_timeout=5000")
    answer(site, "GET", "/mail/config-v1.1.xml", "", "")
    started = time.perf_counter()
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE faq_mailserver SET port=50993 WHERE port=993")
    database.execute("UPDATE faq_contentversion SET number=number+1")
    database.execute("COMMIT")
    while b"50993" not in answer(site, "GET", "/mail/config-v1.1.xml", "", "")[1]:
        time.sleep(0.01)
    line("change", "a port, until programs get it", time.perf_counter() - started, 1, "")


def report(site: Site, name: str, method: str, path: str, body: str, kind: str) -> None:
    started = time.perf_counter()
    status, text = answer(site, method, path, body, kind)
    seconds = time.perf_counter() - started
    note = f"{status}{', traceback' if b'Traceback' in text else ''}"
    line("request", name, seconds, HOSTILE_SECONDS, note)


def answer(site: Site, method: str, path: str, body: str, kind: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    headers = {"Host": "autoconfig.kunde.example", "Content-Type": kind}
    # A server may refuse a large body before it has all of it.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.request(method, path, body.encode() or None, headers)
    response = connection.getresponse()
    return response.status, response.read()


def serve(listener: socket.socket, behave: Callable[[socket.socket], None]) -> None:
    with suppress(OSError):
        while True:
            stream, _ = listener.accept()
            threading.Thread(target=behave, args=(stream,), daemon=True).start()


def silent(stream: socket.socket) -> None:
    with suppress(OSError):
        while stream.recv(1024):
            pass


def dribbling(stream: socket.socket) -> None:
    with suppress(OSError):
        while True:
            stream.sendall(b"*")
            time.sleep(1)


def line(kind: str, name: str, seconds: float, wanted: float, note: str) -> None:
    verdict = "ok" if seconds <= wanted else "TOO SLOW"
    print(f"{kind:8} {name:35} {seconds:7.3f} s  (wanted: {wanted} s) {verdict:8} {note}")


if __name__ == "__main__":
    main()
