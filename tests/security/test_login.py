"""Who guesses a password is stopped alone; staff prove themselves twice."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from faq.admin.known_devices import BUDGET, COOKIE
from faq.admin.second_factor import LOG_INS
from faq.services.operation.one_time_codes import forget

pytestmark = pytest.mark.django_db

PASSWORD = "richtig-und-lang-genug"
GUESSER, OWNER = "192.0.2.66", "192.0.2.1"


@pytest.fixture(autouse=True)
def guarded(settings: LazySettings) -> Iterator[None]:
    settings.AXES_ENABLED = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def erika() -> User:
    return get_user_model().objects.create_superuser("erika", "", PASSWORD)


def log_in(
    client: Client, password: str = PASSWORD, *, name: str = "erika", address: str = OWNER
) -> HttpResponse:
    data = {"username": name, "password": password}
    return client.post(reverse("admin:login"), data, REMOTE_ADDR=address)


def guess(client: Client, times: int) -> list[int]:
    return [log_in(client, f"falsch{n}", address=GUESSER).status_code for n in range(times)]


def token(user: User) -> str:
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key):06d}"


def type_token(client: Client, text: str) -> HttpResponse:
    return client.post(reverse("admin:second-factor"), {"token": text})


def test_guesser_is_stopped_within_ten_tries(client: Client, erika: User) -> None:
    assert 429 in guess(client, 10)
    assert log_in(client, address=GUESSER).status_code == 429


def test_owner_is_not_locked_out_by_a_guesser(client: Client, erika: User) -> None:
    guess(client, 10)

    assert log_in(Client(), address=OWNER).status_code == 302


def test_colleague_at_the_guessers_address_is_not_locked_out(client: Client, erika: User) -> None:
    get_user_model().objects.create_superuser("otto", "", PASSWORD)
    guess(client, 10)

    assert log_in(Client(), name="otto", address=GUESSER).status_code == 302


def test_office_is_not_locked_out_by_a_guesser_in_it(
    client: Client, erika: User, settings: LazySettings
) -> None:
    settings.RATE_LIMITS = True
    get_user_model().objects.create_superuser("otto", "", PASSWORD)

    statuses = guess(client, 30)

    assert statuses[9:] == [429] * 21
    assert log_in(Client(), name="otto", address=GUESSER).status_code == 302


def test_flood_of_names_from_one_address_is_bounded(client: Client, settings: LazySettings) -> None:
    settings.RATE_LIMITS = True
    times = LOG_INS.times

    statuses = [
        log_in(client, name=f"name{number}", address=GUESSER).status_code
        for number in range(2 * times)
    ]

    assert 429 in statuses
    assert log_in(client, name="name1", address=OWNER).status_code != 429


@pytest.mark.parametrize(
    "addresses",
    [
        [f"2001:db8:0:1::{number:x}" for number in range(60)],
        [f"2001:db8:0:{number:x}::1" for number in range(60)],
        [f"198.51.100.{number}" for number in range(60)],
        [f"::ffff:198.51.{number}.7" for number in range(60)],
    ],
)
def test_guessing_from_many_addresses_is_slowed_and_the_owners_device_is_not(
    client: Client, erika: User, addresses: list[str]
) -> None:
    log_in(client)  # the device on which erika works
    client.post(reverse("admin:logout"))

    statuses = [log_in(Client(), f"falsch{a}", address=a).status_code for a in addresses]

    assert statuses.count(200) <= BUDGET
    assert statuses[-20:] == [429] * 20
    assert log_in(client).status_code == 302


def test_guesses_stop_with_the_right_password_too(client: Client, erika: User) -> None:
    for number in range(BUDGET):
        log_in(Client(), "falsch", address=f"198.51.100.{number}")

    refused = log_in(Client(), address="198.51.100.99")

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"


@pytest.mark.parametrize("name", ["ｅｒｉｋａ", " erika ", "erika"])
def test_other_spelling_of_a_name_has_no_budget_of_its_own(
    client: Client, erika: User, name: str
) -> None:
    for number in range(BUDGET):
        log_in(Client(), "falsch", address=f"198.51.100.{number}")

    assert log_in(Client(), name=name, address="198.51.100.99").status_code == 429


def test_budget_of_one_account_is_not_that_of_another(client: Client, erika: User) -> None:
    get_user_model().objects.create_superuser("otto", "", PASSWORD)
    for number in range(BUDGET):
        log_in(Client(), "falsch", address=f"198.51.100.{number}")

    assert log_in(Client(), name="otto").status_code == 302


def test_device_of_a_colleague_or_an_invented_cookie_helps_nobody(
    client: Client, erika: User
) -> None:
    get_user_model().objects.create_superuser("otto", "", PASSWORD)
    log_in(client, name="otto")
    client.post(reverse("admin:logout"))
    invented = Client()
    invented.cookies[COOKIE] = "0" * 32
    for number in range(BUDGET):
        log_in(Client(), "falsch", address=f"198.51.100.{number}")

    assert log_in(client).status_code == 429
    assert log_in(invented).status_code == 429


def test_who_holds_the_cookie_of_a_device_guesses_no_faster(client: Client, erika: User) -> None:
    log_in(client)
    other = Client()
    log_in(other)  # another device of hers
    thief = Client()
    thief.cookies[COOKIE] = client.cookies[COOKIE].value

    statuses = [
        log_in(thief, f"falsch{number}", address=f"198.51.100.{number}").status_code
        for number in range(3 * BUDGET)
    ]

    assert statuses.count(200) <= 2 * BUDGET
    assert statuses[-BUDGET:] == [429] * BUDGET
    assert log_in(thief, address="198.51.100.99").status_code == 429
    assert log_in(other).status_code == 302


def test_each_log_in_has_a_mark_of_its_own(client: Client, erika: User) -> None:
    marks = set()
    for _ in range(3):
        log_in(client)
        client.post(reverse("admin:logout"))
        marks.add(client.cookies[COOKIE].value)

    assert len(marks) == 3
    assert {len(mark.split(".")) for mark in marks} == {1}


def test_old_password_is_not_guessed_by_who_has_a_session(client: Client, erika: User) -> None:
    """A machine left alone for a minute is no way to the password."""
    log_in(client)
    new = {"new_password1": "ganz-neu-und-lang", "new_password2": "ganz-neu-und-lang"}
    path = reverse("admin:password_change")

    statuses = [
        client.post(path, {"old_password": f"falsch{n}", **new}, REMOTE_ADDR=OWNER).status_code
        for n in range(10)
    ]

    assert statuses[-1] == 429
    right = client.post(path, {"old_password": PASSWORD, **new}, REMOTE_ADDR=OWNER)
    assert right.status_code == 429
    assert log_in(Client(), address=GUESSER).status_code == 302  # nothing was changed


def test_password_is_changed_by_who_knows_it(client: Client, erika: User) -> None:
    log_in(client)
    new = {"new_password1": "ganz-neu-und-lang", "new_password2": "ganz-neu-und-lang"}

    response = client.post(
        reverse("admin:password_change"), {"old_password": PASSWORD, **new}, REMOTE_ADDR=OWNER
    )

    assert response.status_code == 302
    assert log_in(Client(), "ganz-neu-und-lang").status_code == 302


@pytest.mark.parametrize("name", ["erika\0", "\0", "x" * 10_000, "", "😀", "ı" * 300])
def test_name_that_nobody_has_is_a_wrong_one(client: Client, erika: User, name: str) -> None:
    assert log_in(client, name=name).status_code == 200


def test_refused_tries_do_not_prolong_the_lock(client: Client, erika: User) -> None:
    with time_machine.travel("2026-12-01T12:00:00Z", tick=False) as clock:
        guess(client, 10)
        clock.shift(timedelta(minutes=14))
        guess(client, 5)
        clock.shift(timedelta(minutes=2))

        assert log_in(client, address=GUESSER).status_code == 302


def test_nothing_of_a_failed_try_is_stored_beside_name_network_and_time(
    client: Client, erika: User
) -> None:
    data = {"username": "erika", "password": "geheim", "csrfmiddlewaretoken": "canary-token"}
    client.post(reverse("admin:login"), data, REMOTE_ADDR="2001:db8::5")

    (attempt,) = AccessAttempt.objects.values()

    assert attempt["ip_address"] == "2001:db8::"
    assert "canary-token" not in str(attempt)
    assert "geheim" not in str(attempt)


@pytest.mark.parametrize("path", ["", "password_change/", "password_change/done/", "jsi18n/"])
def test_nothing_behind_the_log_in_is_for_caches(client: Client, erika: User, path: str) -> None:
    client.force_login(erika)

    response = client.get(f"/admin/{path}")

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_lock_says_how_long_it_lasts(client: Client, erika: User) -> None:
    guess(client, 10)

    response = log_in(client, address=GUESSER)

    assert response.headers["Retry-After"] == "900"
    assert "15 Minuten" in response.content.decode()


WORKING_DAY = timedelta(seconds=8 * 60 * 60)


def still_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def test_session_that_nobody_uses_ends_after_eight_hours(client: Client, erika: User) -> None:
    log_in(client)
    begun = timezone.now()

    assert 0 < client.session.get_expiry_age() <= WORKING_DAY.total_seconds()
    with time_machine.travel(begun + WORKING_DAY - timedelta(minutes=1)):
        assert still_in(client)
    with time_machine.travel(begun + 3 * WORKING_DAY):
        assert not still_in(client)


def test_session_in_use_does_not_end(client: Client, erika: User) -> None:
    log_in(client)
    begun = timezone.now()

    for hours in range(0, 24, 6):
        with time_machine.travel(begun + timedelta(hours=hours)):
            assert still_in(client)


def test_no_session_lasts_for_ever(client: Client, erika: User, settings: LazySettings) -> None:
    log_in(client)
    begun = timezone.now()
    hours = settings.SESSION_LONGEST // timedelta(hours=1)

    for hour in range(0, hours, 7):
        with time_machine.travel(begun + timedelta(hours=hour)):
            assert still_in(client)
    with time_machine.travel(begun + settings.SESSION_LONGEST + timedelta(seconds=1)):
        assert not still_in(client)


def test_session_of_an_older_version_ends_as_it_was_to(client: Client, erika: User) -> None:
    client.force_login(erika)  # it does not say when it began
    end = client.session.get_expiry_date()

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert still_in(client)
        assert client.session.get_expiry_date() - end < timedelta(hours=1, minutes=1)


def test_reading_goes_on_when_the_session_cannot_be_stored(client: Client, erika: User) -> None:
    log_in(client)

    def execute(run: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE"):
            raise OperationalError("database is locked")
        return run(sql, *rest)

    with (
        time_machine.travel(timezone.now() + timedelta(hours=1)),
        connection.execute_wrapper(execute),
    ):
        assert still_in(client)


def codes_on(response: HttpResponse) -> list[str]:
    """The recovery codes of the page that shows them once."""
    _, _, text = response.content.decode().partition("<pre")
    return re.findall(r"\b[0-9a-f]{10}\b", text.partition("</pre>")[0])


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def demanded(self, settings: LazySettings) -> None:
        settings.STAFF_SECOND_FACTOR = True

    def test_password_alone_opens_nothing(self, client: Client, erika: User) -> None:
        log_in(client)

        response = client.get(reverse("admin:index"), follow=True)

        assert response.redirect_chain[-1][0].startswith(reverse("admin:second-factor"))

    def test_without_password_the_page_leads_to_the_log_in(self, client: Client) -> None:
        response = client.get(reverse("admin:second-factor"))

        assert response.url.startswith(reverse("admin:login"))

    def test_first_time_sets_up_a_device_and_shows_ten_codes(
        self, client: Client, erika: User
    ) -> None:
        log_in(client)
        page = client.get(reverse("admin:second-factor")).content.decode()

        response = type_token(client, token(erika))

        assert "<svg" in page
        assert "style=" not in page[page.index("<svg") : page.index("</svg>")]
        assert len(codes_on(response)) == 10
        assert client.get(reverse("admin:index")).status_code == 200

    def test_later_the_code_of_the_device_is_asked(self, client: Client, erika: User) -> None:
        self.set_up(erika)
        log_in(client)
        TOTPDevice.objects.update(last_t=-1)

        type_token(client, token(erika))

        assert client.get(reverse("admin:index")).status_code == 200

    def test_code_is_valid_once(self, client: Client, erika: User) -> None:
        self.set_up(erika)
        log_in(client)

        type_token(client, token(erika))

        assert client.get(reverse("admin:index")).status_code == 302

    def test_recovery_code_opens_once(self, client: Client, erika: User) -> None:
        code = self.set_up(erika)[0]
        log_in(client)
        type_token(client, code)
        second = Client()
        log_in(second)
        type_token(second, code)

        assert client.get(reverse("admin:index")).status_code == 200
        assert second.get(reverse("admin:index")).status_code == 302

    def test_wrong_code_is_said(self, client: Client, erika: User) -> None:
        self.set_up(erika)
        log_in(client)

        assert "passt nicht" in type_token(client, "abc").content.decode()

    def test_guessing_codes_makes_the_device_wait(self, client: Client, erika: User) -> None:
        self.set_up(erika)
        log_in(client)
        TOTPDevice.objects.update(last_t=-1)
        type_token(client, "000000")

        type_token(client, token(erika))

        assert client.get(reverse("admin:index")).status_code == 302

    @pytest.mark.parametrize("is_right", [True, False])
    def test_code_that_was_not_looked_at_is_not_called_wrong(
        self, client: Client, erika: User, *, is_right: bool
    ) -> None:
        self.set_up(erika)
        log_in(client)
        TOTPDevice.objects.update(last_t=-1)
        for _ in range(4):
            type_token(client, "000000")
            TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now())

        page = type_token(client, token(erika) if is_right else "111111").content.decode()

        assert "wurde nicht geprüft" in page
        assert re.search(r"Warten Sie (eine Sekunde|\d+ Sekunden) und", page)
        assert "passt nicht" not in page

    def test_lost_device_can_be_forgotten(self, client: Client, erika: User) -> None:
        self.set_up(erika)

        assert forget(erika) == 1
        log_in(client)
        assert "einrichten" in client.get(reverse("admin:second-factor")).content.decode()

    def test_way_back_leads_nowhere_else(self, client: Client, erika: User) -> None:
        self.set_up(erika)
        log_in(client)
        TOTPDevice.objects.update(last_t=-1)

        data = {"token": token(erika), "next": "https://elsewhere.example.org/"}
        response = client.post(reverse("admin:second-factor"), data)

        assert response.url == reverse("admin:index")

    def set_up(self, user: User) -> list[str]:
        client = Client()
        log_in(client)
        client.get(reverse("admin:second-factor"))
        response = type_token(client, token(user))
        return codes_on(response)
