"""The site on a phone: manifest, share target, icons, worker, security.txt."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import make_entry

pytestmark = pytest.mark.django_db
MAX_WORKER_BYTES = 10_000


def test_manifest_names_icons_that_exist() -> None:
    response = Client().get("/manifest.webmanifest")

    document = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/manifest+json"
    for icon in document["icons"]:
        name = icon["src"].removeprefix("/static/")
        data = Path(str(finders.find(name))).read_bytes()
        width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
        assert icon["sizes"] == f"{width}x{height}"
    assert {icon["purpose"] for icon in document["icons"]} == {"any", "maskable"}


def test_shared_text_is_explained() -> None:
    target = json.loads(Client().get("/manifest.webmanifest").content)["share_target"]
    strict = Client(enforce_csrf_checks=True)

    shared = {target["params"]["text"]: "550 5.1.1 <a@b.example>: user unknown"}
    response = strict.post(target["action"], shared)

    assert target["method"] == "POST"
    assert response.status_code == 200
    assert "5.1.1" in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_worker_is_small_and_stands_at_the_root() -> None:
    response = Client().get("/sw.js")

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert len(response.content) <= MAX_WORKER_BYTES
    kept = json.loads(re.search(r"const KEPT = (.*);", response.text)[1])  # type: ignore[index]
    make_entry("client-config", block="mail-servers")
    for path in kept:
        if not path.startswith("/static/"):
            assert Client().get(path).status_code == 200, path


def test_worker_keeps_neither_searches_nor_editors_pages() -> None:
    never = json.loads(re.search(r"const NEVER = (.*);", Client().get("/sw.js").text)[1])  # type: ignore[index]

    assert {"/admin/", "/suche/", "/api/"} <= set(never)


@time_machine.travel(datetime(2026, 11, 23, tzinfo=UTC), tick=False)
def test_security_txt_is_complete_and_not_expired(settings: LazySettings) -> None:
    settings.SITE_URL = "https://hilfe.example.net"
    text = Client().get("/.well-known/security.txt").text

    fields = dict(line.split(": ", 1) for line in text.splitlines())
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(0) < expires - datetime.now(UTC) < timedelta(days=365)
    assert fields["Contact"] == "https://hilfe.example.net/kontakt/"
    assert fields["Canonical"].endswith("/.well-known/security.txt")


def test_favicon_is_an_icon() -> None:
    response = Client().get("/favicon.ico")

    assert response.content.startswith(b"\x00\x00\x01\x00")
    assert response.headers["Content-Type"] == "image/x-icon"
