"""Import and seed obey staff: what these did is left alone, named, and taken with an option."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from faq.models import AnswerFrame, Entry, EntryAlias, MailProgram, SynonymGroup
from faq.models.withdrawable import State
from faq.services.content.digests import former_digest, is_edited
from faq.services.content.exporting import export_content
from faq.services.content.imports import import_entries
from faq.services.content.incoming import Allowed, Left
from faq.services.content.ordering import move_entry
from faq.services.content.review import mark_reviewed
from faq.services.content.seeding import seed
from faq.services.links.succession import rename
from tests.factories import make_category, make_code, make_entry, make_mail_program

pytestmark = pytest.mark.django_db

ROW = {
    "id": "postfach-voll",
    "source": "altes-system",
    "title": "Postfach leeren",
    "text": "Löschen Sie alte Nachrichten. Leeren Sie den Papierkorb.\n\n## Mehr\n\nText.",
}
NEWER = ROW | {"title": "Postfach leeren, neu"}

Change = Callable[[Entry], Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "entries.jsonl"
    write(path, ROW)
    import_entries(path)
    write(path, NEWER)
    return path


def write(path: Path, *rows: dict[str, str]) -> None:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def edit(entry: Entry) -> None:
    entry.short_answer = "Von Hand."
    entry.save()


def withdraw(entry: Entry) -> None:
    entry.status = State.WITHDRAWN
    entry.save()


def merge(entry: Entry) -> None:
    entry.status, entry.successor = State.MERGED, make_entry("andere")
    entry.save()


def make_draft(entry: Entry) -> None:
    entry.history.all().delete()
    entry.status = State.DRAFT
    entry.save()


def delete(entry: Entry) -> None:
    make_draft(entry)
    entry._change_reason = "In der Verwaltung gelöscht"
    entry.delete()


EDITS = [(edit, Left.EDITED)]
ENDS = [
    (withdraw, Left.WITHDRAWN),
    (merge, Left.MERGED),
    (make_draft, Left.DRAFT),
    (delete, Left.DELETED),
]


@pytest.mark.parametrize(("change", "reason"), EDITS + ENDS)
def test_import_leaves_what_staff_did(
    file: Path, client: Client, change: Change, reason: Left
) -> None:
    change(Entry.objects.get())
    before = client.get("/faq/postfach-voll/").status_code

    summary = import_entries(file)

    assert summary.left == {reason: ["postfach-voll"]}
    assert (summary.created, summary.updated, summary.unchanged) == (0, 0, 0)
    assert client.get("/faq/postfach-voll/").status_code == before
    assert not Entry.objects.filter(title=NEWER["title"]).exists()


@pytest.mark.parametrize(("change", "reason"), EDITS)
def test_import_overwrites_edits_with_an_option(file: Path, change: Change, reason: Left) -> None:
    change(Entry.objects.get())

    call_command("import_entries", str(file), "--overwrite-edited", verbosity=0)

    assert Entry.objects.get().title == NEWER["title"]


@pytest.mark.parametrize(("change", "reason"), ENDS)
def test_import_revives_with_an_option_of_its_own(
    file: Path, client: Client, change: Change, reason: Left
) -> None:
    change(Entry.objects.get())

    assert import_entries(file, allowed=Allowed(overwrite_edited=True)).left
    import_entries(file, allowed=Allowed(overwrite_edited=True, revive=True))

    assert NEWER["title"] in client.get("/faq/postfach-voll/").text


def test_import_drops_no_section(file: Path, client: Client) -> None:
    write(file, ROW | {"text": "Nur noch dies."})

    summary = import_entries(file)

    assert summary.left == {Left.SECTIONS: ["postfach-voll"]}
    assert client.get("/faq/postfach-voll/mehr/")["Location"] == "/faq/postfach-voll/#mehr"


def test_import_counts_up_the_version(file: Path) -> None:
    version = Entry.objects.get().version

    import_entries(file)

    assert Entry.objects.get().version == version + 1


def test_import_does_not_write_to_the_entry_behind_another_name(file: Path) -> None:
    EntryAlias.objects.create(key="anders", entry=Entry.objects.get())
    write(file, NEWER | {"id": "anders"})

    assert import_entries(file).left == {Left.RENAMED: ["anders"]}
    assert Entry.objects.get().title == ROW["title"]


def test_import_updates_after_a_review_and_a_move(file: Path) -> None:
    entry = Entry.objects.get()
    make_entry("andere", category=entry.category)
    move_entry(entry, 1)
    mark_reviewed(Entry.objects.all(), date(2026, 12, 1))

    assert import_entries(file).updated == 1


def test_command_names_what_was_left(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(Entry.objects.get())

    call_command("import_entries", str(file), verbosity=0)

    output = capsys.readouterr().out
    assert "0 unchanged, 1 left alone." in output
    assert "edited by staff: postfach-voll" in output


# -- seeds


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A site with its fixtures, seeded once; entries name each other."""
    post = make_category("post")
    first = make_entry("erste", category=post, position=1)
    second = make_entry("zweite", category=post, position=2)
    first.related.add(second)
    make_code("550").related.add(make_code("551"))
    make_mail_program("thunderbird").help_entries.add(first)
    AnswerFrame.objects.create(key="kurz", name="Kurz", text="{antwort}")
    SynonymGroup.objects.create(key="voll", terms="voll\nübervoll")
    folder = tmp_path / "shipped"
    export_content(folder)
    for model in (MailProgram, SynonymGroup, AnswerFrame, Entry):
        model.objects.all().delete()
    type(make_code("599")).objects.all().delete()
    post.delete()
    seed(folder)
    return folder


def ship(folder: Path, name: str, record: str, **values: object) -> None:
    path = folder / f"{name}.yaml"
    items = yaml.safe_load(path.read_text())
    for item in items:
        if item["fields"]["key"] == record:
            item["fields"] |= values
    path.write_text(yaml.safe_dump(items), "utf-8")


def left(folder: Path) -> dict[Left, list[str]]:
    return seed(folder).left


def test_renaming_marks_no_other_record_as_edited(shipped: Path) -> None:
    rename(Entry.objects.get(key="erste"), "neu")

    assert left(shipped) == {Left.EDITED: ["entry erste"]}


def test_reviewing_and_moving_mark_nothing_as_edited(shipped: Path) -> None:
    mark_reviewed(Entry.objects.all(), date(2026, 12, 1))
    move_entry(Entry.objects.get(key="erste"), 1)
    ship(shipped, "entries", "erste", title="Neu?")

    assert seed(shipped).outcomes["updated"] == ["entry erste"]
    assert Entry.objects.get(title="Neu?").position == 2


def test_correction_of_a_neighbour_of_a_renamed_entry_comes(shipped: Path) -> None:
    rename(Entry.objects.get(key="erste"), "neu")
    ship(shipped, "mail_programs", "thunderbird", lead="Neuer Vorspann.")

    seed(shipped)

    assert MailProgram.objects.get().lead == "Neuer Vorspann."


def test_digest_of_earlier_releases_is_still_known(shipped: Path) -> None:
    for entry in Entry.objects.all():
        Entry.objects.filter(pk=entry.pk).update(seed_hash=former_digest(entry))
    ship(shipped, "entries", "erste", title="Neu?")

    assert seed(shipped).outcomes["updated"] == ["entry erste"]
    rename(Entry.objects.get(key="zweite"), "andere")
    assert not is_edited(Entry.objects.get(key="erste"))


@pytest.mark.parametrize("change", [edit, withdraw, merge])
def test_seed_leaves_what_staff_did(shipped: Path, change: Change) -> None:
    change(Entry.objects.get(key="erste"))
    state = Entry.objects.get(key="erste").state
    ship(shipped, "entries", "erste", title="Neu?")

    assert list(left(shipped).values()) == [["entry erste"]]
    assert Entry.objects.get(key="erste").state is state
    assert not Entry.objects.filter(title="Neu?").exists()


def test_seed_publishes_no_draft_of_its_own(shipped: Path) -> None:
    ship(shipped, "entries", "erste", key="dritte", status="draft", related=[])
    items = yaml.safe_load((shipped / "mail_programs.yaml").read_text())
    items[0]["fields"]["help_entries"] = []
    (shipped / "mail_programs.yaml").write_text(yaml.safe_dump(items), "utf-8")
    seed(shipped)
    ship(shipped, "entries", "dritte", status="published")

    assert left(shipped)[Left.DRAFT] == ["entry dritte"]
    assert Entry.objects.get(key="dritte").state is State.DRAFT


def test_seed_drops_no_section(shipped: Path) -> None:
    ship(shipped, "entries", "erste", body="Kein Abschnitt mehr.")

    assert left(shipped) == {Left.SECTIONS: ["entry erste"]}


def test_seed_takes_edits_back_with_an_option(shipped: Path) -> None:
    edit(Entry.objects.get(key="erste"))

    call_command("seed", "--overwrite-edited", fixtures=shipped, verbosity=0)

    assert Entry.objects.get(key="erste").short_answer == "Die kurze Antwort."


@pytest.mark.parametrize(("model", "key"), [(SynonymGroup, "voll"), (AnswerFrame, "kurz")])
def test_what_staff_deleted_stays_deleted(
    shipped: Path, admin_client: Client, model: type[SynonymGroup], key: str
) -> None:
    row = model.objects.get(key=key)
    name = model._meta.model_name
    page = reverse(f"admin:faq_{name}_delete", args=[row.pk])
    admin_client.post(page, {"post": "yes"})

    assert left(shipped) == {Left.DELETED: [f"{name} {key}"]}
    assert not model.objects.exists()
    seed(shipped, Allowed(revive=True))
    assert model.objects.exists()


def test_site_s_own_export_of_any_state_can_be_seeded_again(
    shipped: Path, tmp_path: Path, client: Client
) -> None:
    first, second, third = Entry.objects.get(key="erste"), make_entry("neu"), make_entry("dritte")
    rename(second, "anders")
    third.body = "[nirgends](/faq/nie/) [relativ](faq/x/)"
    third.save()
    first.status, first.successor = State.MERGED, second
    first.save()
    third.status, third.successor = State.WITHDRAWN, first
    third.save()
    code = make_code("552")
    code.is_withdrawn, code.successor = True, make_code("553")
    code.save()
    make_entry("entwurf", status=State.DRAFT, category=make_category("leer"))
    paths = ["erste/", "erste/schritte/", "neu/", "anders/", "dritte/", "dritte/schritte/"]
    paths = [f"/faq/{path}" for path in paths] + ["/fehlercode/552/", "/leer/", "/post/"]
    before = [reduced(client, path) for path in paths]
    export_content(tmp_path / "first")
    for model in (MailProgram, SynonymGroup, AnswerFrame, EntryAlias, Entry, type(code)):
        model.objects.all().delete()
    Entry.history.all().delete()

    seed(tmp_path / "first")
    export_content(tmp_path / "second")

    assert [reduced(client, path) for path in paths] == before
    for path in (tmp_path / "first").iterdir():
        assert path.read_text() == (tmp_path / "second" / path.name).read_text(), path.name


def reduced(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    successor = (answer.context or {}).get("successor")
    return answer.status_code, answer.get("Location", str(successor))
