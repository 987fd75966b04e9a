"""A text waits, is published at its minute, and its link is for those who have it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faq.models import ContentVersion, Entry, PreviewLink, WorkingCopy
from faq.models.seeded import EditConflict
from faq.services.content import due
from faq.services.content.due import publish_due
from faq.services.content.preview_links import make_link
from faq.services.content.working_copies import (
    approve,
    copy_of,
    is_outdated,
    plan_withdrawal,
    publish,
    store,
)
from tests.admin.forms import change_url, shown_values
from tests.admin.people import member
from tests.factories import make_code, make_entry, make_mail_program, make_page

pytestmark = pytest.mark.django_db

FIVE_PAST_TWO = datetime(2026, 12, 1, 13, 5, tzinfo=UTC)  # 14:05 in Berlin


@pytest.fixture
def anna(db: None) -> object:
    return member("Freigabe", "anna").user  # type: ignore[attr-defined]


def written(row: Entry, author: object, **values: object) -> WorkingCopy:
    """A working copy of a row with these values."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    known = copy_of(row)
    return store(fresh, {}, author, seen=known.version if known else 0)  # type: ignore[arg-type]


def test_publishing_goes_through_the_row(anna: object) -> None:
    entry = make_entry(body="{#alt}\n## Alt\n\nText.\n")
    other = make_entry("andere")
    copy = written(entry, anna, body="{#neu}\n## Neu\n\nText.\n", title="Neuer Titel")
    copy.successors = {"alt": "andere#schritte"}
    before = ContentVersion.current()

    publish(copy)

    entry.refresh_from_db()
    gone = entry.anchors.get(name="alt")
    assert (entry.title, entry.version) == ("Neuer Titel", 2)
    assert entry.history.first().history_user == anna
    assert (gone.is_live, gone.successor) == (False, other.anchors.get())
    assert ContentVersion.current() > before
    assert not WorkingCopy.objects.exists()


def test_text_that_changed_meanwhile_is_not_overwritten(anna: object) -> None:
    entry = make_entry()
    copy = written(entry, anna, title="Von der Kopie")
    entry.title = "Von jemand anderem"
    entry.save()

    with pytest.raises(EditConflict):
        publish(copy)

    assert Entry.objects.get().title == "Von jemand anderem"
    assert WorkingCopy.objects.exists()


def test_conflict_shows_both_texts(anna: object) -> None:
    entry = make_entry(short_answer="Der erste Satz.")
    written(entry, anna, short_answer="Der Satz der Kopie.")
    entry.short_answer = "Der Satz der anderen."
    entry.save()
    client = member("Freigabe")

    answer = client.post(change_url(entry), shown_values(client, change_url(entry)))

    assert answer.status_code == 409
    assert "anderen." in answer.text
    assert "Kopie." in answer.text


def test_two_authors_of_one_copy_lose_nothing() -> None:
    entry = make_entry(short_answer="Öffentlich.")
    anna, bert = member("Redaktion", "anna"), member("Redaktion", "bert")
    url = change_url(entry)
    late = shown_values(bert, url)
    anna.post(url, {**shown_values(anna, url), "short_answer": "Von Anna."})

    answer = bert.post(url, {**late, "short_answer": "Von Bert."})

    assert answer.status_code == 409
    assert "Anna." in answer.text
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    bert.post(url, {**form, "short_answer": "Von beiden."})
    assert copy_of(entry).values["short_answer"] == "Von beiden."


def test_reviews_and_order_of_the_row_do_not_make_a_copy_old(anna: object) -> None:
    entry = make_entry()
    copy = written(entry, anna, title="Von der Kopie")
    entry.position, entry.reviewed_on = 7, timezone.localdate()
    entry.save()

    assert not is_outdated(copy)
    publish(copy)

    entry.refresh_from_db()
    assert (entry.title, entry.position) == ("Von der Kopie", 7)


def test_gap_is_not_published(anna: object) -> None:
    copy = written(make_entry(), anna, body="Rufen Sie ‹Telefon› an.")

    with pytest.raises(ValidationError, match="‹Telefon›"):
        publish(copy)


def test_text_is_published_at_its_minute(anna: object) -> None:
    entry = make_entry(title="Alt")
    with time_machine.travel(FIVE_PAST_TWO - timedelta(minutes=5), tick=False) as clock:
        copy = written(entry, anna, title="Neu")
        approve(copy, anna, FIVE_PAST_TWO)  # type: ignore[arg-type]
        assert ContentVersion.current_and_due()[1] == FIVE_PAST_TWO

        clock.move_to(FIVE_PAST_TWO - timedelta(seconds=1))
        assert publish_due() == 0
        clock.move_to(FIVE_PAST_TWO)
        assert publish_due() == 1

    assert Entry.objects.get().title == "Neu"
    assert ContentVersion.current_and_due()[1] is None


def test_what_cannot_be_published_in_time_waits_with_the_reason(anna: object) -> None:
    entry = make_entry()
    copy = written(entry, anna, title="Neu")
    approve(copy, anna, timezone.now() + timedelta(hours=1))  # type: ignore[arg-type]
    entry.title = "Von jemand anderem"
    entry.save()

    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert publish_due() == 0

    copy.refresh_from_db()
    assert (copy.state, "geändert" in copy.problem) == ("ready", True)
    assert ContentVersion.current_and_due()[1] is None


def test_text_is_withdrawn_at_its_minute(anna: object, client: Client) -> None:
    entry, home = make_entry(), make_entry("heute")
    moment = timezone.now() + timedelta(hours=1)
    approve(plan_withdrawal(entry, anna, moment, home.pk), anna, moment)  # type: ignore[arg-type]
    written(entry, anna, title="Dazwischen")
    publish(copy_of(entry))  # type: ignore[arg-type]

    with time_machine.travel(moment, tick=False):
        assert publish_due() == 1

    answer = client.get("/faq/postfach-voll/")
    assert answer.status_code == 410
    assert home.get_absolute_url() in answer.text


def test_link_shows_the_copy_and_nobody_keeps_it(anna: object, client: Client) -> None:
    entry = make_entry(short_answer="Öffentlich.")
    token = make_link(written(entry, anna, short_answer="Neu und geheim."), anna)  # type: ignore[arg-type]

    answer = client.get(f"/vorschau/{token}/")

    assert "Neu und geheim." in answer.text
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "Öffentlich." in client.get("/faq/postfach-voll/").text


@pytest.mark.parametrize("make", [make_entry, make_code, make_mail_program, make_page])
def test_every_kind_can_be_read_by_its_link(make: object, anna: object, client: Client) -> None:
    row = make()  # type: ignore[operator]
    token = make_link(written(row, anna), anna)  # type: ignore[arg-type]

    answer = client.get(f"/vorschau/{token}/")

    assert answer.status_code == 200
    assert "Vorschau" in answer.text
    assert 'rel="canonical"' not in answer.text


def test_link_ends(anna: object, client: Client) -> None:
    copy = written(make_entry(), anna)
    token = make_link(copy, anna)  # type: ignore[arg-type]

    assert client.get(f"/vorschau/{token}x/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert client.get(f"/vorschau/{token}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert client.get(f"/vorschau/{token}/").status_code == 404
    PreviewLink.objects.all().delete()
    assert client.get(f"/vorschau/{token}/").status_code == 404


def test_staff_make_and_take_back_a_link(client: Client) -> None:
    entry, writer = make_entry(), member("Redaktion")
    url = change_url(entry)
    writer.post(url, {**shown_values(writer, url), "title": "Neuer Titel"})
    page = reverse("admin:copy", args=[WorkingCopy.objects.get().pk])

    writer.post(page, {"action": "link", "version": 1})
    address = re.search(r"/vorschau/[\w:-]+/", writer.get(page).text)[0]  # type: ignore[index]
    assert "Neuer Titel" in client.get(address).text
    writer.post(page, {"action": "unlink", "version": 1})
    assert client.get(address).status_code == 404


def test_read_only_site_publishes_nothing(
    settings: LazySettings, anna: object, tmp_path: Path
) -> None:
    settings.READ_ONLY = True
    copy = written(make_entry(), anna, title="Neu")
    copy.state, copy.publish_at = WorkingCopy.State.APPROVED, timezone.now()
    copy.save()

    assert due.current_version() == ContentVersion.current()
    assert not due._publishing.locked()
    assert WorkingCopy.objects.exists()
