"""Seeding, exporting and checking content."""

import shutil
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from faq.models import Category, ContentVersion, Entry, ErrorCode, MailProgram, MailServer, Page
from faq.models.registry import render_stale, stale_rows
from faq.services.content.exporting import export_content
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.seeding import seed
from faq.services.links.succession import rename

pytestmark = pytest.mark.django_db

SHIPPED = settings.FIXTURE_DIRS[0]

CATEGORY = {"key": "post", "title": "E-Mail", "lead": "Alles zu E-Mail.", "position": 1}
ENTRY = {
    "key": "postfach-voll",
    "category": ["post"],
    "position": 1,
    "title": "Was tun, wenn das Postfach voll ist?",
    "short_answer": "Löschen Sie alte Nachrichten.",
    "body": "{#schritte}\n## Schritte\n\nMehr unter [Codes](/fehlercode/552/).\n",
    "block": "",
    "search_words": "voll\nkein Platz",
    "related": [],
    "reviewed_on": date(2026, 11, 1),
    "status": "published",
}
CODE = {
    "key": "552",
    "reply_code": "552",
    "enhanced_code": "",
    "text": "",
    "title": "Postfach voll",
    "permanence": "permanent",
    "party": "recipient",
    "short_answer": "Das Postfach ist voll.",
    "steps": "1. Rufen Sie an.",
    "details": "",
    "example": "552 mailbox full",
    "is_standard": True,
    "source": "RFC 5321",
    "is_listed": True,
    "search_words": "",
    "related": [],
}
BLOCK = {
    "key": "post",
    "label": "E-Mail",
    "audience": "",
    "note": "",
    "position": 1,
    "is_hidden": False,
    "publishes_faults": False,
    "on_entry": True,
    "on_guides": True,
    "on_start": True,
}
SERVER = {
    "key": "imap-ssl-tls",
    "block": ["post"],
    "label": "",
    "path": "",
    "is_recommended": True,
    "status": "shown",
    "protocol": "imap",
    "security": "ssl-tls",
    "host": "mail.example.org",
    "port": 993,
    "position": 1,
    "authentication": "password-cleartext",
    "username_form": "address",
    "note": "",
}


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """A small, faultless set of fixtures."""
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.glob("*.yaml"):
        path.write_text("[]\n", encoding="utf-8")
    write(tmp_path, "categories", "faq.category", CATEGORY)
    write(tmp_path, "entries", "faq.entry", ENTRY)
    write(tmp_path, "error_codes", "faq.errorcode", CODE)
    write(tmp_path, "service_blocks", "faq.serviceblock", BLOCK)
    write(tmp_path, "mail_servers", "faq.mailserver", SERVER)
    return tmp_path


def write(folder: Path, name: str, model: str, *records: dict[str, object]) -> None:
    items = [{"model": model, "fields": deepcopy(fields)} for fields in records]  # no aliases
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(items, allow_unicode=True), "utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(FixtureFaults) as caught:
        seed(folder)
    return [str(fault) for fault in caught.value.faults]


def test_empty_database_gets_everything(fixtures: Path) -> None:
    summary = seed(fixtures)

    entry = Entry.objects.get(key="postfach-voll")
    assert summary.count("created") == 5
    assert entry.category == Category.objects.get(key="post")
    assert '<h2 id="schritte">' in entry.body_html
    assert list(entry.anchors.live().values_list("name", flat=True)) == ["schritte"]


def test_second_seed_changes_nothing(fixtures: Path) -> None:
    seed(fixtures)
    version = ContentVersion.current()

    summary = seed(fixtures)

    assert summary.count("unchanged") == 5
    assert ContentVersion.current() == version


def test_newer_fixture_updates_what_nobody_edited(fixtures: Path) -> None:
    seed(fixtures)
    write(fixtures, "entries", "faq.entry", {**ENTRY, "title": "Postfach voll, und jetzt?"})

    summary = seed(fixtures)

    assert summary.outcomes["updated"] == ["entry postfach-voll"]
    assert Entry.objects.get().title == "Postfach voll, und jetzt?"


def test_newer_draft_updates_a_draft_that_nobody_edited(fixtures: Path) -> None:
    draft = {**ENTRY, "status": "draft"}
    write(fixtures, "entries", "faq.entry", draft)
    seed(fixtures)
    write(fixtures, "entries", "faq.entry", {**draft, "title": "Neuer Titel"})

    summary = seed(fixtures)

    assert summary.outcomes["updated"] == ["entry postfach-voll"]
    assert (Entry.objects.get().title, Entry.objects.get().status) == ("Neuer Titel", "draft")


def test_newer_draft_leaves_a_draft_that_staff_began_to_fill(fixtures: Path) -> None:
    draft = {**ENTRY, "status": "draft"}
    write(fixtures, "entries", "faq.entry", draft)
    seed(fixtures)
    entry = Entry.objects.get()
    entry.short_answer = "Schon ausgefüllt."
    entry.save()
    write(fixtures, "entries", "faq.entry", {**draft, "title": "Neuer Titel"})

    assert seed(fixtures).outcomes["edited by staff"] == ["entry postfach-voll"]
    assert Entry.objects.get().short_answer == "Schon ausgefüllt."


def test_newer_fixture_leaves_what_staff_edited(fixtures: Path) -> None:
    seed(fixtures)
    entry = Entry.objects.get()
    entry.short_answer = "Räumen Sie auf."
    entry.save()
    write(fixtures, "entries", "faq.entry", {**ENTRY, "title": "Neuer Titel"})

    summary = seed(fixtures)

    assert summary.outcomes["edited by staff"] == ["entry postfach-voll"]
    assert Entry.objects.get().short_answer == "Räumen Sie auf."


@pytest.fixture
def program(fixtures: Path) -> dict[str, Any]:
    """The values of a program in the fixtures; it may say for which device it is."""
    (first, *_) = yaml.safe_load((SHIPPED / "mail_programs.yaml").read_text(encoding="utf-8"))
    values = {**first["fields"], "help_entries": [], "notice": "", "afterwards": ""}
    write(fixtures, "mail_programs", "faq.mailprogram", values)
    seed(fixtures)
    return values


def test_value_that_a_fixture_may_leave_out_is_updated(
    fixtures: Path, program: dict[str, Any]
) -> None:
    write(fixtures, "mail_programs", "faq.mailprogram", {**program, "device": "phone"})

    assert seed(fixtures).outcomes["updated"] == [f"mailprogram {program['key']}"]
    assert MailProgram.objects.get().device == MailProgram.Device.PHONE


def test_value_that_a_fixture_may_leave_out_is_left_where_staff_edited_it(
    fixtures: Path, program: dict[str, Any]
) -> None:
    row = MailProgram.objects.get()
    row.device = MailProgram.Device.PHONE
    row.save()
    write(fixtures, "mail_programs", "faq.mailprogram", {**program, "lead": "Neuer Vorspann."})

    assert seed(fixtures).outcomes["edited by staff"] == [f"mailprogram {program['key']}"]
    assert MailProgram.objects.get().device == MailProgram.Device.PHONE


def test_pinned_entry_is_still_updated(fixtures: Path) -> None:
    seed(fixtures)
    entry = Entry.objects.get()
    entry.is_pinned = True
    entry.save()
    write(fixtures, "entries", "faq.entry", {**ENTRY, "title": "Neuer Titel"})

    seed(fixtures)

    assert (Entry.objects.get().title, Entry.objects.get().is_pinned) == ("Neuer Titel", True)


def test_renamed_entry_is_not_brought_a_second_time(fixtures: Path) -> None:
    seed(fixtures)
    rename(Entry.objects.get(), "speicher-voll")

    summary = seed(fixtures)

    assert Entry.objects.get().key == "speicher-voll"
    assert summary.outcomes["edited by staff"] == ["entry postfach-voll"]


def test_withdrawn_code_is_not_brought_back(fixtures: Path) -> None:
    seed(fixtures)
    code = ErrorCode.objects.get()
    code.is_withdrawn = True
    code.save()

    seed(fixtures)

    assert ErrorCode.objects.get().is_withdrawn


def test_row_made_by_staff_is_left_alone(fixtures: Path) -> None:
    Category.objects.create(key="post", title="Von Hand angelegt")

    summary = seed(fixtures)

    assert summary.outcomes["edited by staff"] == ["category post"]
    assert Category.objects.get().title == "Von Hand angelegt"


def test_related_entries_may_name_each_other(fixtures: Path) -> None:
    other = {**ENTRY, "key": "aufräumen".replace("ä", "ae"), "related": [["postfach-voll"]]}
    write(fixtures, "entries", "faq.entry", {**ENTRY, "related": [["aufraeumen"]]}, other)
    seed(fixtures)

    summary = seed(fixtures)

    assert summary.count("unchanged") == 6
    assert Entry.objects.get(key="aufraeumen").related.get().key == "postfach-voll"


def test_all_faults_are_named_at_once(fixtures: Path) -> None:
    broken = {**ENTRY, "status": "öffentlich", "category": ["nirgends"]}
    write(fixtures, "entries", "faq.entry", broken, {"key": "halb"})
    (fixtures / "pages.yaml").write_bytes("- Größe".encode("latin-1"))
    (fixtures / "mail_servers.yaml").unlink()

    found = faults(fixtures)

    assert [fault.split(": ")[:2] for fault in found] == [
        ["mail_servers.yaml", "ganze Datei"],
        ["pages.yaml", "ganze Datei"],
        ["entries.yaml", "postfach-voll"],
        ["entries.yaml", "postfach-voll"],
        ["entries.yaml", "halb"],
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- model: faq.page\n  fields: [", "Zeile 2: Das ist kein gültiges YAML"),
        ("key: value\n", "Das ist keine Liste"),
        ("a: &a [x]\nb: *c\n", "keine Verweise"),
    ],
)
def test_unreadable_file_is_named(fixtures: Path, text: str, reason: str) -> None:
    (fixtures / "pages.yaml").write_text(text, encoding="utf-8")

    found = faults(fixtures)

    assert len(found) == 1
    assert reason in found[0]


def test_duplicate_key_is_a_fault(fixtures: Path) -> None:
    write(fixtures, "entries", "faq.entry", ENTRY, ENTRY)

    (fault,) = faults(fixtures)
    assert fault.startswith("entries.yaml: postfach-voll: Das steht 2-mal in der Datei.")


def test_unknown_and_missing_fields_are_faults(fixtures: Path) -> None:
    record = {key: value for key, value in ENTRY.items() if key != "body"} | {"text": "x"}
    write(fixtures, "entries", "faq.entry", record)

    missing, unknown = faults(fixtures)
    assert missing.startswith("entries.yaml: postfach-voll: Es fehlt: „body“.")
    assert unknown.startswith("entries.yaml: postfach-voll: Das gibt es hier nicht: „text“.")


@pytest.mark.parametrize(
    "link",
    ["/faq/nirgends/", "/faq/postfach-voll/nirgends/", "/fehlercode/599/", "/nirgends/", "#weg"],
)
def test_dead_internal_link_is_a_fault(fixtures: Path, link: str) -> None:
    write(fixtures, "entries", "faq.entry", {**ENTRY, "body": f"[Ziel]({link})"})

    (fault,) = faults(fixtures)
    assert fault.startswith(f"entries.yaml: postfach-voll: body: Der Link {link} führt nirgends")


@pytest.mark.parametrize(
    "link",
    ["/", "/post/", "/faq/postfach-voll/schritte/", "#schritte", "https://example.org/nirgends"],
)
def test_living_link_is_no_fault(fixtures: Path, link: str) -> None:
    body = f"{ENTRY['body']}\n[Ziel]({link})\n"
    write(fixtures, "entries", "faq.entry", {**ENTRY, "body": body})

    assert seed(fixtures).count("created") == 5


def test_fault_changes_nothing(fixtures: Path) -> None:
    write(fixtures, "mail_servers", "faq.mailserver", {**SERVER, "port": 99999})

    found = faults(fixtures)

    assert "port" in found[0]
    assert not Category.objects.exists()


def test_command_names_every_fault_and_fails(fixtures: Path) -> None:
    write(fixtures, "entries", "faq.entry", {**ENTRY, "body": "[Ziel](/faq/nirgends/)"})

    with pytest.raises(CommandError, match=r"nothing was changed:\nentries\.yaml: postfach-voll"):
        call_command("seed", fixtures=fixtures)


def test_export_is_what_was_seeded(fixtures: Path, tmp_path: Path) -> None:
    seed(fixtures)

    export_content(tmp_path / "first")
    for model in (Entry, Category, ErrorCode, MailProgram, MailServer, Page):
        model.objects.all().delete()
    seed(tmp_path / "first")
    export_content(tmp_path / "second")

    first = {path.name: path.read_text() for path in (tmp_path / "first").iterdir()}
    second = {path.name: path.read_text() for path in (tmp_path / "second").iterdir()}
    assert yaml.safe_load(first["entries.yaml"])[0]["fields"] == ENTRY
    assert first == second


def test_update_past_save_is_stale_until_rendered(fixtures: Path) -> None:
    seed(fixtures)
    Entry.objects.update(body="Neuer Text")

    before = stale_rows()
    rendered = len(render_stale())

    assert before == ["entry postfach-voll"]
    assert rendered == 1
    assert Entry.objects.get().body_html.strip() == "<p>Neuer Text</p>"
    assert stale_rows() == []
