"""A member of staff at a served site: logs in, opens forms and sends them as a browser would."""

import http.client
import json
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from http.cookies import SimpleCookie
from xml.etree.ElementTree import Element

import html5lib

from tests.servers.site import Site

BOUNDARY = "form-of-a-member-of-staff"
NOT_SENT = ("submit", "file", "button")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Staff:
    """One browser at an address of its own, for sites that trust loopback as their proxy.

    Its cookies go to every site asked, as they would behind one host name. `headers` go with every
    request; `_` stands for `-`.
    """

    _addresses = (f"198.51.100.{number}" for number in range(1, 255))

    def __init__(self, **headers: str) -> None:
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self._address = next(self._addresses)
        self._cookies: SimpleCookie = SimpleCookie()

    def ask(self, site: Site, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        """GET, or POST a body; redirects are not followed."""
        headers = {"X-Forwarded-For": self._address, "Cookie": self._cookies.output("", "", ";")}
        headers |= self._headers
        if body is not None:
            headers |= {"Content-Type": kind}
            if "csrftoken" in self._cookies:
                headers |= {"X-CSRFToken": self._cookies["csrftoken"].value}
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        return answer

    def send(self, site: Site, path: str, values: Iterable[tuple[str, str]]) -> Answer:
        body = urllib.parse.urlencode(list(values)).encode()
        return self.ask(site, path, body, "application/x-www-form-urlencoded")

    def log_in(self, site: Site, password: str) -> Answer:
        self.ask(site, "/admin/login/")
        return self.send(site, "/admin/login/", [("username", "admin"), ("password", password)])

    def page_of(self, site: Site, key: str) -> str:
        """The admin address of an entry, found by its list as staff would."""
        listed = self.ask(site, f"/admin/faq/entry/?q={key}").text
        return listed.split("/change/")[0].rpartition('"')[2] + "/change/"

    def change(self, site: Site, path: str, **values: str) -> Answer:
        """Open the form of an admin page and send it with these values changed."""
        return self.send(site, path, self.filled(site, path, values))

    def filled(self, site: Site, path: str, changed: Mapping[str, str]) -> list[tuple[str, str]]:
        """All that the form of an admin page sends with these values changed."""
        tree = html5lib.parse(self.ask(site, path).text, namespaceHTMLElements=False)
        form = next(form for form in tree.iter("form") if form.get("id", "").endswith("_form"))
        kept = [(name, value) for name, value in _fields(form) if name not in changed]
        return [*kept, *changed.items()]

    def upload(self, site: Site, picture: bytes) -> str:
        """Upload a picture in the editor; return the Markdown it inserts, or why not."""
        head = 'Content-Disposition: form-data; name="image"; filename="bild.png"'
        start = f"--{BOUNDARY}\r\n{head}\r\nContent-Type: image/png\r\n\r\n".encode()
        body = start + picture + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        answer = self.ask(site, "/admin/markdownx/upload/", body, kind)
        told = json.loads(answer.body)
        return str(told["image_code"] if answer.status == 200 else told["image"][0])


def _fields(form: Element) -> Iterator[tuple[str, str]]:
    """The names and values that a form would send unchanged."""
    for field in form.iter():
        name = field.get("name")
        if not name or field.get("type") in NOT_SENT:
            continue
        if field.tag == "textarea":
            yield name, field.text or ""
        elif field.tag == "select":
            yield from (
                (name, option.get("value", ""))
                for option in field.iter("option")
                if option.get("selected") is not None
            )
        elif field.tag == "input" and (
            field.get("type") != "checkbox" or field.get("checked") is not None
        ):
            yield name, field.get("value", "on" if field.get("type") == "checkbox" else "")
