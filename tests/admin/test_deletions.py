"""What staff deleted can be brought back for some weeks, as it was."""

from datetime import timedelta

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faq.models import AnswerFrame, Entry, SynonymGroup
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

PAGE = "/admin/geloescht/"


def make_frame() -> AnswerFrame:
    return AnswerFrame.objects.create(key="eigener", name="Eigener", text="Hallo\n\n{antwort}")


def make_group() -> SynonymGroup:
    return SynonymGroup.objects.create(key="voll", terms="voll\nübervoll")


def make_draft() -> Entry:
    return make_entry("entwurf", status=Entry.Status.DRAFT)


def delete(client: Client, row: Model) -> None:
    page = reverse(f"admin:faq_{row._meta.model_name}_delete", args=[row.pk])
    assert client.post(page, {"post": "yes"}).status_code == 302


@pytest.mark.parametrize("make", [make_frame, make_group, make_draft])
def test_deleted_row_comes_back_as_it_was(admin_client: Client, make: type[Model]) -> None:
    row = make()
    title = str(row)
    delete(admin_client, row)
    ((found, _, name),) = admin_client.get(PAGE).context["deletions"]

    answer = admin_client.post(f"{PAGE}{name}/{found.id}/")

    again = type(row)._default_manager.get()
    assert answer["Location"] == reverse(f"admin:faq_{name}_change", args=[again.pk])
    assert (str(again), again.key) == (title, row.key)
    assert not admin_client.get(PAGE).context["deletions"]


def test_draft_comes_back_with_its_related_entries(admin_client: Client) -> None:
    draft, other = make_draft(), make_entry("andere")
    draft.related.add(other)
    delete(admin_client, draft)
    ((found, _, _),) = admin_client.get(PAGE).context["deletions"]

    admin_client.post(f"{PAGE}entry/{found.id}/")

    again = Entry.objects.get(key="entwurf")
    assert list(again.related.all()) == [other]
    assert again.body_html


def test_what_was_deleted_long_ago_is_not_listed(admin_client: Client) -> None:
    delete(admin_client, make_frame())
    AnswerFrame.history.update(history_date=timezone.now() - timedelta(days=91))

    assert not admin_client.get(PAGE).context["deletions"]


def test_row_whose_key_is_taken_again_is_not_brought_back(admin_client: Client) -> None:
    delete(admin_client, make_frame())
    record = AnswerFrame.history.get(history_type="-")
    make_frame()

    assert admin_client.post(f"{PAGE}answerframe/{record.pk}/").status_code == 404
    assert not admin_client.get(PAGE).context["deletions"]


def test_only_who_may_add_brings_back(admin_client: Client, client: Client) -> None:
    delete(admin_client, make_frame())
    record = AnswerFrame.history.get(history_type="-")

    assert client.post(f"{PAGE}answerframe/{record.pk}/").status_code == 302
    assert not AnswerFrame.objects.exists()


def test_support_sees_its_frames(support_client: Client) -> None:
    delete(support_client, make_frame())

    assert "Eigener" in support_client.get(PAGE).text


@pytest.mark.parametrize("path", ["entry/1/", "user/1/", "nie/1/"])
def test_what_was_never_deleted_is_not_found(admin_client: Client, path: str) -> None:
    assert admin_client.post(f"{PAGE}{path}").status_code == 404
