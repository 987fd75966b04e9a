"""Numbers for operators: only for who may see them, counted over all workers."""

import os
import re
import signal
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.servers.site import Site

pytestmark = pytest.mark.django_db


def test_this_machine_may_ask(client: Client) -> None:
    text = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()

    assert 'mmfaq_answers_total{kind="hit"}' in text
    assert 'mmfaq_good{part="database"} 1' in text


def test_other_machines_may_not(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 403


def test_reader_behind_an_unknown_proxy_may_not(client: Client) -> None:
    environ = {"REMOTE_ADDR": "127.0.0.1", "faq.forwarded": True}

    assert client.get("/metrics", **environ).status_code == 403


@pytest.mark.parametrize(("token", "status"), [("right", 200), ("wrong", 403), ("", 403)])
def test_token_is_asked_where_there_is_one(
    client: Client, settings: LazySettings, token: str, status: int
) -> None:
    settings.METRICS_TOKEN = "right"
    headers = {"Authorization": f"Bearer {token}"}

    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1", headers=headers).status_code == status


def test_views_are_measured_by_name_and_kind_of_answer(client: Client) -> None:
    client.get("/faq/gibt-es-nicht-canary/")

    text = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()

    assert 'mmfaq_view_seconds_bucket{le="0.1",status="4xx",view="faq:entry"}' in text
    assert "canary" not in text


def test_numbers_of_all_processes_are_added_and_never_fall(
    fill: Callable[..., Path], tmp_path: Path
) -> None:
    with Site(fill(tmp_path), environment={"RATE_LIMITS": "0", "WORKERS": "2"}) as site:
        for _ in range(40):
            fetch(f"{site.url}/")
        before = hits(site)
        for worker in site.workers:
            os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while not site.answers():
            assert time.monotonic() < deadline
        fetch(f"{site.url}/")

        assert before == 40
        assert hits(site) >= 41


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def hits(site: Site) -> int:
    found = re.search(r'mmfaq_answers_total\{kind="hit"\} (\d+)', fetch(f"{site.url}/metrics"))
    assert found
    return int(found[1])
