"""Checks that are kept: what staff and readers learn, and what monitoring gets."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from faq.mailcheck import Fault
from faq.models import MailServer, MailServerCheck
from faq.services.setup.server_checks import check_servers
from tests.factories import make_entry, make_mail_server
from tests.mailcheck.authority import Authority
from tests.mailcheck.scripted import Scripted, encrypt, hang, hear, say

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def plain_service() -> object:
    """A service that does not encrypt."""
    with Scripted(say("* OK hello\r\n")) as server:
        yield server


def published(port: int) -> MailServer:
    return make_mail_server(host="localhost", port=port)


def record(server: MailServer, **values: object) -> MailServerCheck:
    defaults = {
        "server": server,
        "host": server.host,
        "port": server.port,
        "checked_at": MORNING,
        "unchanged_since": MORNING,
        "is_usable": True,
    }
    return MailServerCheck.objects.create(**defaults | values)


def test_every_fault_has_a_german_name() -> None:
    assert {fault.value for fault in Fault} | {""} == set(MailServerCheck.Fault.values)


def test_result_is_kept_with_its_time_and_its_beginning(plain_service: Scripted) -> None:
    published(plain_service.port)

    with time_machine.travel(MORNING, tick=False):
        check_servers()
    with time_machine.travel(NOON, tick=False):
        check_servers()

    check = MailServerCheck.objects.get()
    assert (check.fault, check.is_usable) == ("not-encrypted", False)
    assert (check.unchanged_since, check.checked_at) == (MORNING, NOON)


def test_command_reports_in_json_and_by_its_status(
    plain_service: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    published(plain_service.port)

    with pytest.raises(SystemExit) as ended:
        call_command("check_mailservers", json=True)

    (result,) = json.loads(capsys.readouterr().out)
    assert ended.value.code == 2
    assert result["fault"] == "not-encrypted"


def test_command_has_nothing_to_say_without_servers(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_mailservers")

    assert capsys.readouterr().out == ""


def test_readers_see_when_the_servers_were_checked(client: Client) -> None:
    make_entry("client-config", block="mail-servers")
    record(make_mail_server())

    assert "Zuletzt geprüft am" in client.get("/faq/client-config/").text


def test_readers_are_warned_of_a_server_that_does_not_work(client: Client) -> None:
    make_entry("client-config", block="mail-servers")
    record(make_mail_server(), fault="timeout", is_usable=False, failures=2)

    assert "Antwortete bei den letzten Prüfungen nicht" in client.get("/faq/client-config/").text


def test_one_failure_alarms_no_reader(client: Client) -> None:
    make_entry("client-config", block="mail-servers")
    record(make_mail_server(), fault="timeout", is_usable=False, failures=1)

    assert "Antwortete" not in client.get("/faq/client-config/").text


def test_failures_are_counted_until_it_works_again(plain_service: Scripted) -> None:
    server = published(plain_service.port)

    check_servers()
    assert not MailServerCheck.objects.get().is_down
    check_servers()
    assert MailServerCheck.objects.get().is_down

    server.refresh_from_db()
    server.port = 1
    server.save()
    check_servers()
    assert MailServerCheck.objects.get().failures == 1  # another address begins anew


def test_server_that_works_again_begins_anew(tmp_path: Path, settings: LazySettings) -> None:
    authority = Authority(tmp_path)
    settings.MAILCHECK_CA_FILE = authority.ca_file
    works = (
        encrypt(authority.issue("localhost").context()),
        say("* OK ready\r\n"),
        hear,
        say("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na OK done\r\n"),
        hang,
    )
    with Scripted(*works) as scripted:
        record(published(scripted.port), fault="timeout", is_usable=False, failures=5)
        check_servers()

    check = MailServerCheck.objects.get()
    assert (check.fault, check.failures, check.is_down) == ("", 0, False)


def test_check_of_another_port_says_nothing_about_this(client: Client) -> None:
    make_entry("client-config", block="mail-servers")
    record(make_mail_server(), port=1993)

    assert "Zuletzt geprüft" not in client.get("/faq/client-config/").text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "993: in Ordnung, geprüft heute 07:00"),
        (
            {"fault": "timeout", "checked_at": NOON, "is_usable": False},
            "993: Der Server antwortet zu langsam, seit heute 07:00, geprüft heute 12:00",
        ),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_staff_see_the_result_in_the_list(
    client: Client,
    admin_client: Client,
    values: dict[str, object],
    sentence: str,
) -> None:
    record(make_mail_server(), **values)

    assert sentence in admin_client.get("/admin/faq/mailserver/").text
