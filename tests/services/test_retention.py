"""What nobody needs is forgotten in time, and the privacy page says so."""

import re
from datetime import timedelta

import pytest
import yaml
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from faq.models import (
    AnswerFrame,
    Entry,
    Feedback,
    OpenForm,
    PageView,
    Remark,
    SavedForm,
    SearchCount,
    SignIn,
)
from faq.services.content.incoming import DELETED_BY_STAFF, was_deleted
from faq.services.operation.retention import PERIODS, prune
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def test_privacy_page_states_the_periods() -> None:
    text = (settings.FIXTURE_DIRS[0] / "pages.yaml").read_text()
    page = next(r["fields"] for r in yaml.safe_load(text) if r["fields"]["key"] == "datenschutz")

    stated = dict(re.findall(r"^\| ([^|]+) \| (\d+) \|$", page["body"], re.MULTILINE))

    assert stated == {period.label: str(period.days) for period in PERIODS}


def test_counts_go_on_the_day_after_their_period() -> None:
    periods = {period.label: period.days for period in PERIODS}
    made = {
        "Suchwörter": lambda day: SearchCount.objects.create(terms="a", day=day, has_hit=False),
        "Rückmeldungen": lambda day: Feedback.objects.create(path="/faq/a/", day=day, answer="ja"),
        "Bemerkungen": lambda day: Remark.objects.create(path="/faq/a/", day=day, text="a"),
        "Aufrufe": lambda day: PageView.objects.create(path="/faq/a/", day=day),
    }
    for label, make in made.items():
        for days in (periods[label] - 1, periods[label] + 1):
            make(timezone.localdate() - timedelta(days=days))

    found = prune(NOW)

    assert {label: found[label] for label in made} == dict.fromkeys(made, 1)
    assert SearchCount.objects.count() == Remark.objects.count() == PageView.objects.count() == 1


def test_sign_ins_and_addresses_go() -> None:
    user = User.objects.create_user("anna")
    old = NOW - timedelta(days=181)
    SignIn.objects.create(user=user, kind="in", at=old)
    attempt = AccessAttempt.objects.create(
        username="anna", ip_address="198.51.100.1", failures_since_start=1
    )
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=old)

    call_command("prune", verbosity=0)

    assert not SignIn.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_unsaved_texts_and_marks_of_saved_forms_go() -> None:
    user, old = User.objects.create_user("anna"), NOW - timedelta(days=31)
    for form, seen_at, typed_at in [
        ("entry:1", NOW, old),  # still open on some screen: the text is too old all the same
        ("entry:2", old, None),
        ("entry:3", NOW, NOW),
    ]:
        OpenForm.objects.create(
            user=user, form=form, opened_at=old, seen_at=seen_at, typed_at=typed_at, typed="x"
        )
    SavedForm.objects.create(digest="a")
    SavedForm.objects.update(saved_at=NOW - timedelta(days=2))

    prune(NOW)

    assert OpenForm.objects.get().form == "entry:3"
    assert not SavedForm.objects.exists()


def test_sessions_that_have_ended_go() -> None:
    for name, days in [("ended", -2), ("ends", 1)]:
        Session.objects.create(session_key=name, expire_date=NOW + timedelta(days=days))

    prune(NOW)

    assert Session.objects.get().session_key == "ends"


def test_of_a_deleted_text_only_the_name_stays() -> None:
    entry = make_entry(status=Entry.Status.DRAFT, body="Ein geheimer Satz.")
    frame = AnswerFrame.objects.create(key="kurz", name="Kurz", text="{antwort}")
    for row in (entry, frame):
        row._change_reason = DELETED_BY_STAFF
        row.delete()
    Entry.history.update(history_date=NOW - timedelta(days=91))

    prune(NOW)

    (left,) = Entry.history.all()
    assert (left.key, left.body) == ("postfach-voll", "")
    assert was_deleted(Entry, {"key": "postfach-voll"})
    assert AnswerFrame.history.filter(text="{antwort}").exists()
