"""Who asks too often is told so, alone; without a counter store everybody is let in."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client, RequestFactory

from faq.views.feedback import feedback
from faq.web.policy import Limit, policy_of, routes
from faq.web.rate_limit import count, reader, refusal

pytestmark = pytest.mark.django_db
LIMIT = policy_of(feedback).limit
assert LIMIT
TIMES = LIMIT.times


@pytest.fixture(autouse=True)
def limits(settings: LazySettings) -> Iterator[None]:
    settings.RATE_LIMITS = True
    cache.clear()
    yield
    cache.clear()


def post(client: Client, address: str = "192.0.2.1") -> int:
    return client.post("/feedback/", REMOTE_ADDR=address).status_code


def use_up(client: Client) -> None:
    for _ in range(TIMES):
        assert post(client) != 429


def test_one_request_too_many_gives_429_with_a_time(client: Client) -> None:
    use_up(client)

    response = client.post("/feedback/", REMOTE_ADDR="192.0.2.1")

    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert "zu viele Anfragen" in response.content.decode()


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [(1, "eine Sekunde"), (59, "59 Sekunden"), (60, "eine Minute"), (900, "15 Minuten")],
)
def test_time_to_wait_is_told_in_words(rf: RequestFactory, seconds: int, wait: str) -> None:
    page = refusal(rf.get("/suche/"), seconds).content.decode()

    assert f"warten Sie {wait} und" in page


def test_another_reader_is_not_affected(client: Client) -> None:
    use_up(client)

    assert post(client, "192.0.2.2") != 429


def test_reader_is_not_forgotten_among_many_others(client: Client) -> None:
    use_up(client)
    for number in range(1_000):
        count(f"limit:other:{number}", 60)

    assert post(client) == 429


def test_reading_is_not_limited(client: Client) -> None:
    use_up(client)

    assert client.get("/feedback/", REMOTE_ADDR="192.0.2.1").status_code != 429


def test_lost_counter_store_lets_everybody_in(client: Client, settings: LazySettings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    use_up(client)

    assert post(client) != 429


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1::5", "2001:db8:0:1::"),
        ("2001:db8:0:1:ffff::9", "2001:db8:0:1::"),
        ("", "unknown"),
    ],
)
def test_reader_is_an_address_or_a_network(address: str, name: str) -> None:
    assert reader(RequestFactory().get("/", REMOTE_ADDR=address)) == name


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/apple.mobileconfig"),
        ("get", "/dns.txt"),
        ("get", "/DNS.txt"),
        ("get", "/einrichten/dns/"),
        ("post", "/autodiscover/autodiscover.xml"),
        ("get", "/autodiscover/autodiscover.json"),
        ("get", "/autodiscover/autodiscover.json/v1.0/erika@example.org"),
        ("get", "/mail/config-v1.1.xml"),
        ("post", "/fehleranalyse/"),
        ("post", "/api/v1/fehleranalyse"),
        ("get", "/api/v1/oembed"),
    ],
)
def test_whatever_costs_is_limited(client: Client, method: str, path: str) -> None:
    times = 1 + max(limit.times for limit in limits_of_all_views())
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False):
        answers = [getattr(client, method)(path, REMOTE_ADDR="192.0.2.1") for _ in range(times)]

    assert answers[0].status_code != 429
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def limits_of_all_views() -> list[Limit]:
    return [limit for route in routes() if (limit := policy_of(route.view).limit)]


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("::FFFF:CB00:7105", "203.0.113.5", True),
        ("::ffff:203.0.113.5", "::ffff:198.51.100.9", False),
        ("2001:db8::1", "2001:db8::ffff:203.0.113.5", True),
    ],
)
def test_one_reader_however_written(one: str, other: str, *, are_one: bool) -> None:
    first, second = (RequestFactory().get("/", REMOTE_ADDR=a) for a in (one, other))

    assert (reader(first) == reader(second)) is are_one
