"""Notices: from a failed check to every page, and away again by the clock."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from faq.models import (
    ContentVersion,
    MailServer,
    MailServerCheck,
    NoticeUpdate,
    ServiceNotice,
    current_notices,
)
from faq.services.desk.lookup import answer_for, find
from faq.services.setup.fault_notices import follow
from tests.admin.forms import change_url, shown_values
from tests.factories import make_mail_server

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_notice(**values: object) -> ServiceNotice:
    defaults = {
        "title": "E-Mails lassen sich nicht abrufen",
        "text": "Wir sind dran.",
        "meanwhile": "Nutzen Sie Webmail.",
        "status": "published",
        "starts_at": NOON,
        "shown_from": NOON,
    }
    return ServiceNotice.objects.create(**defaults | values)


def failed(server: MailServer, failures: int = 2) -> MailServerCheck:
    now = datetime.now(UTC)
    return MailServerCheck.objects.update_or_create(
        server=server,
        defaults={
            "host": server.host, "port": server.port, "checked_at": now, "unchanged_since": now,
            "is_usable": not failures, "failures": failures,
            "fault": "timeout" if failures else "",
        },
    )[0]  # fmt: skip


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("path", ["/", "/suche/", "/fehleranalyse/", "/einrichten/dns/"])
def test_published_notice_stands_on_every_page(path: str) -> None:
    notice = make_notice()

    text = Client().get(path).text

    assert "Störung: E-Mails lassen sich nicht abrufen" in text
    assert notice.get_absolute_url() in text
    assert "Nutzen Sie Webmail." in text


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("title", ["Mails kommen später an", "Mails kommen später an."])
def test_what_is_wrong_is_a_sentence_of_its_own(title: str) -> None:
    make_notice(title=title)

    assert "<strong>Störung: Mails kommen später an.</strong>" in Client().get("/").text


def test_it_begins_and_ends_by_the_clock_in_every_process() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        make_notice(shown_from=NOON + HOUR, starts_at=NOON + 2 * HOUR, ends_at=NOON + 3 * HOUR)
        seen = [ContentVersion.current()]
        shown = [len(current_notices())]
        for _ in range(4):
            clock.shift(HOUR)
            seen.append(ContentVersion.current())
            shown.append(len(current_notices()))

    assert shown == [0, 1, 1, 0, 0]
    # Announced, begun, over: three changes that nobody wrote, then silence.
    assert seen[0] < seen[1] < seen[2] < seen[3] == seen[4]


def test_a_later_edit_never_goes_back_behind_a_moment_that_has_passed() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        notice = make_notice(ends_at=NOON + HOUR)
        clock.shift(HOUR)
        passed = ContentVersion.current()
        notice.refresh_from_db()
        notice.save()

        assert ContentVersion.current() > passed or ContentVersion.current() == passed + 1


@time_machine.travel(NOON, tick=False)
def test_prepared_and_discarded_notices_are_nobody_s_business() -> None:
    for status in ("prepared", "discarded"):
        notice = make_notice(status=status, title=f"Nur {status}")
        assert Client().get(notice.get_absolute_url()).status_code == 404

    for path in ("/", "/stoerungen/", "/stoerungen.atom", "/api/v1/notices"):
        assert "Nur " not in Client().get(path).text


@time_machine.travel(NOON + 2 * HOUR, tick=False)
def test_what_is_over_stays_in_the_history() -> None:
    notice = make_notice(ends_at=NOON + HOUR)
    NoticeUpdate.objects.create(notice=notice, at=NOON, text="Die Ursache ist gefunden.")

    text = Client().get("/stoerungen/").text
    assert "Zurzeit ist uns keine Störung bekannt." in text
    assert "Die Ursache ist gefunden." in text
    assert "Störung, beendet" in text
    assert "Störung: E-Mails" not in Client().get("/").text
    assert "Die Ursache ist gefunden." in Client().get("/stoerungen.atom").text


def test_feed_without_notices_does_not_change_by_itself() -> None:
    first, later = (_feed_at(NOON + hours * HOUR) for hours in (0, 5))

    assert first == later


def _feed_at(moment: datetime) -> bytes:
    with time_machine.travel(moment, tick=False):
        return Client().get("/stoerungen.atom").content


@time_machine.travel(NOON, tick=False)
def test_machines_read_times_services_and_updates() -> None:
    notice = make_notice(ends_at=NOON + HOUR)
    notice.services.add(make_mail_server())
    NoticeUpdate.objects.create(notice=notice, at=NOON, text="Neues.")

    (item,) = json.loads(Client().get("/api/v1/notices").content)["items"]

    assert item["services"] == ["imap-ssl-tls"]
    assert (item["kind"], item["ends_at"]) == ("current", "2026-11-23T12:00:00+00:00")
    assert [update["text"] for update in item["updates"]] == ["Neues."]


@time_machine.travel(NOON, tick=False)
def test_desk_offers_it_first_as_an_answer() -> None:
    notice = make_notice()

    first = find("irgendetwas")[0]
    answer = answer_for(first.path)

    assert first.path == notice.get_absolute_url()
    assert answer is not None
    assert "Nutzen Sie Webmail." in answer.text


@pytest.mark.parametrize(
    "values",
    [
        {"ends_at": NOON - HOUR},
        {"kind": "planned", "ends_at": None},
    ],
)
def test_impossible_times_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refusal:
        ServiceNotice(title="X", starts_at=NOON, **values).full_clean()

    assert set(refusal.value.message_dict) == {"ends_at"}


def test_two_failures_prepare_a_notice_and_publish_none() -> None:
    server = make_mail_server()

    assert follow([failed(server, 1)]) == []
    (notice,) = follow([failed(server)])
    (again,) = follow([failed(server, 3)])

    assert notice is not None
    assert again == notice
    assert (notice.status, list(notice.services.all())) == ("prepared", [server])
    assert notice.title == "Gestört: E-Mails abrufen"
    assert not current_notices()


def test_it_publishes_itself_only_where_staff_said_so() -> None:
    server = make_mail_server()
    server.block.publishes_faults = True
    server.block.save()
    server.refresh_from_db()

    follow([failed(server)])
    assert len(current_notices()) == 1
    follow([failed(server, 0)])

    assert not current_notices()
    assert "antworten wieder" in NoticeUpdate.objects.get().text


def test_fault_that_nobody_published_is_forgotten_when_it_is_mended() -> None:
    server = make_mail_server()
    follow([failed(server)])

    follow([failed(server, 0)])

    assert ServiceNotice.objects.get().status == "discarded"


def test_one_click_publishes_what_the_check_prepared(support_client: Client) -> None:
    (notice,) = follow([failed(make_mail_server())])
    start = support_client.get("/admin/").text
    assert "Störungsmeldung" in start and notice.title in start
    assert "Jetzt melden" in support_client.get("/admin/faq/servicenotice/").text

    response = support_client.post(f"/admin/faq/servicenotice/{notice.pk}/publish/")

    assert response.status_code == 302
    assert "Störung: Gestört" in Client().get("/").text


def shown_notice(client: Client, url: str) -> dict[str, Any]:
    """What the form of a notice would send unchanged, to the minute."""
    values = shown_values(client, url)
    moments = {name: f"{values[name]:%Y-%m-%dT%H:%M}" for name in ("starts_at", "shown_from")}
    return values | moments | {"updates-TOTAL_FORMS": 1, "updates-INITIAL_FORMS": 0}


def test_click_in_the_form_publishes_what_is_typed_there(support_client: Client) -> None:
    [notice] = follow([failed(make_mail_server())])
    url = change_url(notice)
    publish = reverse("admin:faq_servicenotice_publish", args=[notice.pk])
    assert publish not in support_client.get(url).text  # it would leave the typed text behind

    typed = {"title": "IMAP hakt", "_publish": "1"}
    response = support_client.post(url, shown_notice(support_client, url) | typed)

    assert response.status_code == 302, response.context["faults"]
    assert "IMAP hakt" in Client().get("/").text


def test_support_writes_a_notice_with_an_update(support_client: Client) -> None:
    url = "/admin/faq/servicenotice/add/"
    inline = {"updates-0-text": "Es geht.", "updates-0-at": "2026-11-23T12:00"}
    values = shown_notice(support_client, url) | inline

    response = support_client.post(
        url, values | {"title": "Webmail ist langsam", "status": "published"}
    )

    assert response.status_code == 302, response.context["faults"]
    assert "Es geht." in Client().get("/").text
