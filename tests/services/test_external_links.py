"""Asking other sites: what counts as gone, and that nobody is asked twice in a hurry."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from pytest_django import Settings

from faq.services.links import external_links
from faq.services.links.external_links import problem_with


class Pages(BaseHTTPRequestHandler):
    """`/da` answers, `/nur-get` dislikes HEAD, `/anderswo` leads on, everything else is missing."""

    asked: list[str] = []
    target = ""

    def do_HEAD(self) -> None:
        self._answer({"/da": 200, "/nur-get": 405, "/anderswo": 302}.get(self.path, 404))

    def do_GET(self) -> None:
        self._answer({"/da": 200, "/nur-get": 200}.get(self.path, 404))

    def _answer(self, status: int) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def other_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(external_links, "PAUSE_SECONDS", 0.0)
    Pages.asked = []
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "problem", "asked"),
    [
        ("/da", "", ["HEAD /da"]),
        ("/nur-get", "", ["HEAD /nur-get", "GET /nur-get"]),
        ("/weg", "404", ["HEAD /weg"]),
    ],
)
def test_page_of_another_site(other_site: str, path: str, problem: str, asked: list[str]) -> None:
    assert problem_with(f"{other_site}{path}") == problem
    assert Pages.asked == asked


def test_page_on_this_machine_is_not_asked(other_site: str, settings: Settings) -> None:
    settings.PRIVATE_NETWORKS = False

    assert problem_with(f"{other_site}/da") == "127.0.0.1 has no public address"
    assert Pages.asked == []


@pytest.mark.parametrize(
    "host",
    ["a@127.0.0.1", "%31%32%37.0.0.1", "0x7f.1", "0", "[::ffff:127.0.0.1]", "[::1]", "127.1",
     "①②⑦.0.0.1", "localhost."],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_asked(
    other_site: str, settings: Settings, host: str
) -> None:
    settings.PRIVATE_NETWORKS = False

    assert problem_with(other_site.replace("127.0.0.1", host) + "/da") != ""
    assert Pages.asked == []


@pytest.mark.parametrize("scheme", ["ftp", "file", "data", "gopher"])
def test_nothing_but_the_web_is_asked(other_site: str, scheme: str) -> None:
    """Also behind a redirect: FTP would make a connection past the rule which may be made."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        Pages.target = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/da"

        assert problem_with(f"{other_site}/anderswo") != ""
        assert problem_with(Pages.target) != ""
        with pytest.raises(TimeoutError):
            listener.accept()


def test_site_that_does_not_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external_links, "PAUSE_SECONDS", 0.0)
    with HTTPServer(("127.0.0.1", 0), Pages) as closed:
        port = closed.server_port

    assert problem_with(f"http://127.0.0.1:{port}/") != ""


def test_same_host_is_asked_again_only_after_a_pause(
    other_site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(external_links, "PAUSE_SECONDS", 60.0)
    monkeypatch.setattr(external_links.time, "sleep", pauses.append)

    problem_with(f"{other_site}/da")
    problem_with(f"{other_site}/da")

    assert pauses[0] == 0
    assert 0 < pauses[1] <= 60
