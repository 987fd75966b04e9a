"""Numbers for operators: only for who may see them, counted over all workers."""

import os

import pytest
from django.conf import LazySettings
from django.test import Client

from faq.web.metrics import NAMES, Counters

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


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 and later
def test_counts_of_split_off_processes_add_up() -> None:
    counters = Counters()
    counters.count("hit")
    child = os.fork()
    if child == 0:
        counters.count("hit")
        os._exit(0)
    os.waitpid(child, 0)

    assert counters.totals() == dict.fromkeys(NAMES, 0) | {"hit": 2}
