"""A folder that somebody wrote by hand, or to do harm: refused with its place, nothing changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from faq.models import (
    AnswerFrame,
    Category,
    Entry,
    ErrorCode,
    GlossaryTerm,
    House,
    MailServer,
    Page,
    ServiceBlock,
    SynonymGroup,
)
from faq.services.content.entry_files import entry_file, read_entry_file
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.incoming import Allowed
from faq.services.content.transfer import export_folder, import_folder
from tests.factories import (
    make_brand,
    make_category,
    make_code,
    make_entry,
    make_house,
    make_mail_server,
    make_page,
)
from tests.services.wording import english_words

pytestmark = pytest.mark.django_db

EVERYTHING = Allowed(overwrite_edited=True, revive=True)
Change = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An export of a site that has one row of each kind and a brand."""
    make_house()
    make_brand()
    entry = make_entry("erste", category=make_category("post"))
    entry.related.add(make_entry("zweite", category=entry.category))
    make_code("550")
    make_page()
    AnswerFrame.objects.create(key="kurz", name="Kurz", text="{antwort}")
    SynonymGroup.objects.create(key="voll", terms="voll\nübervoll")
    GlossaryTerm.objects.create(key="imap", term="IMAP", explanation="Ein Weg.")
    export_folder(tmp_path)
    return tmp_path


def faults(folder: Path, *, fresh: bool = False) -> list[str]:
    """What is wrong with a folder; into an empty site where it is `fresh`."""
    if fresh:
        Entry.objects.all().delete()
        Entry.history.all().delete()
    try:
        import_folder(folder, apply=True, allowed=EVERYTHING)
    except FixtureFaults as error:
        assert [english_words(fault.reason) for fault in error.faults] == [[]] * len(error.faults)
        return [str(fault) for fault in error.faults]
    return []


def write(folder: Path, name: str, key: str, values: dict[str, Any]) -> None:
    path = folder / f"{name}.yaml"
    items = yaml.safe_load(path.read_text())
    next(item for item in items if item["fields"]["key"] == key)["fields"] |= values
    path.write_text(yaml.safe_dump(items, allow_unicode=True))


def write_entry(folder: Path, key: str = "erste", **values: Any) -> None:
    path = folder / "entries" / f"{key}.md"
    found = read_entry_file(path) | values
    body = str(found.pop("body"))
    path.write_text(entry_file(yaml.safe_dump(found, allow_unicode=True), body))


@pytest.mark.parametrize(
    ("name", "key", "values", "reason"),
    [
        ("mail_servers", "imap-ssl-tls", {"port": float("inf")}, "port: Hier darf eine Zahl"),
        ("mail_servers", "imap-ssl-tls", {"position": [1]}, "position: "),
        ("pages", "impressum", {"reviewed_on": 5}, "reviewed_on: Hier darf eine Zahl"),
        ("pages", "impressum", {"reviewed_on": [2026]}, "reviewed_on: Hier darf eine Liste"),
        ("pages", "impressum", {"title": True}, "title: Hier muss Text stehen, nicht ein Ja"),
        ("pages", "impressum", {"title": {"a": 1}}, "title: Hier muss Text stehen"),
        ("pages", "impressum", {"body": 12.5}, "body: Hier muss Text stehen, nicht eine Zahl"),
        ("pages", "impressum", {"title": "\u200b\u202e"}, "title: "),
        ("pages", "impressum", {"body": "x" * 100_001}, "body: Der Text ist größer als 100 kB"),
        ("pages", "impressum", {"body": "{gibt-es-nicht}"}, "gibt-es-nicht"),
        ("mail_servers", "imap-ssl-tls", {"host": "127.0.0.1"}, "kein Servername"),
        ("mail_servers", "imap-ssl-tls", {"block": None}, "block: Hier muss etwas stehen"),
        ("houses", "nordpost", {"hosts": "kein name"}, "kein Servername"),
        ("houses", "nordpost", {"hosts": "127.0.0.1"}, "gehört schon dem Haus"),
        ("houses", "nordpost", {"accent": "#ffff00"}, "zu schlecht zu lesen"),
        ("houses", "nordpost", {"mark": "https://fremd.example/a.png"}, "kein Bild dieser Hilfe"),
        ("houses", "mmcom", {"hosts": "hilfe.anders.example"}, "wo keine Marke antwortet"),
        ("synonym_groups", "voll", {"terms": "allein"}, "mindestens zwei"),
        ("error_codes", "550", {"reply_code": ""}, "550: "),
    ],
)
def test_value_that_no_form_takes_is_refused(
    folder: Path, name: str, key: str, values: dict[str, Any], reason: str
) -> None:
    make_mail_server("imap")
    export_folder(folder)
    write(folder, name, key, values)

    (fault, *_) = faults(folder)

    assert fault.startswith(f"{name}.yaml: {key}: ")
    assert reason in fault


def test_second_of_what_there_is_once_is_refused(folder: Path) -> None:
    path = folder / "glossary_terms.yaml"
    items = yaml.safe_load(path.read_text())
    items.append({**items[0], "fields": {**items[0]["fields"], "key": "zweitens"}})
    path.write_text(yaml.safe_dump(items))

    (fault,) = faults(folder)
    assert fault.startswith("glossary_terms.yaml: zweitens: ")
    assert GlossaryTerm.objects.count() == 1


@pytest.mark.parametrize(
    ("addresses", "reason"),
    [
        ("abc", "Hierher gehören „keys“"),
        ({"keys": "abc"}, "keys: Das ist keine Liste"),
        ({"keys": ["../boese"]}, "Ein Schlüssel besteht aus"),
        ({"keys": ["x" * 200]}, "80"),
        ({"categories": ["nie"]}, "Kategorie „nie“"),
        ({"sections": {"name": "a"}}, "sections: Das ist keine Liste"),
        ({"sections": ["a"]}, "Jeder Abschnitt hat „name“"),
        ({"sections": [{"name": "a"}]}, "Jeder Abschnitt hat „name“"),
        ({"sections": [{"name": "a" * 300, "title": "b", "successor": ""}]}, "120"),
        ({"sections": [{"name": "a", "title": "b" * 300, "successor": ""}]}, "200"),
    ],
)
def test_addresses_of_another_form_are_refused(
    folder: Path, addresses: object, reason: str
) -> None:
    write_entry(folder, addresses=addresses)

    (fault, *_) = faults(folder, fresh=True)

    assert fault.startswith("entries/erste.md: erste: addresses: ")
    assert reason in fault


@pytest.mark.parametrize(
    "values",
    [
        {"status": "merged"},
        {"status": "merged", "successor": ["erste"]},
        {"status": "withdrawn", "successor": ["erste"]},
    ],
)
def test_entry_that_would_lead_nowhere_is_refused(folder: Path, values: dict[str, Any]) -> None:
    write_entry(folder, **values)

    assert faults(folder, fresh=True)
    assert not Entry.objects.exists()


def test_two_that_replace_each_other_are_refused(folder: Path) -> None:
    write_entry(folder, "erste", status="withdrawn", successor=["zweite"])
    write_entry(folder, "zweite", status="withdrawn", successor=["erste"])

    assert faults(folder, fresh=True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["phrasings.yaml", "known_dead_links.yaml", "categories.yaml"])
@pytest.mark.parametrize("text", ["[" * 50_000, "a: 1\na: 2", "x", ""])
def test_every_file_is_read_strictly(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)

    assert all(fault.startswith(f"{name}: ") for fault in faults(folder)[:1])
    assert Category.objects.count() == 1


def test_reference_by_name_alone_is_understood(folder: Path) -> None:
    """As somebody writes it who adds an entry by hand."""
    write_entry(folder, category="post", related=["zweite"], reviewed_on=None)

    assert faults(folder, fresh=True) == []
    assert [row.key for row in Entry.objects.get(key="erste").related.all()] == ["zweite"]


def test_block_of_no_brand_may_say_so(folder: Path) -> None:
    make_mail_server("imap")
    export_folder(folder)
    write(folder, "service_blocks", "nordpost-e-mail", {"house": None})

    assert faults(folder) == []
    assert ServiceBlock.objects.get(key="nordpost-e-mail").house is None


def test_false_as_a_word_is_false(folder: Path) -> None:
    write(folder, "error_codes", "550", {"is_withdrawn": "False"})
    ErrorCode.objects.all().delete()

    assert faults(folder) == []
    assert not ErrorCode.objects.get().is_withdrawn


def test_texts_pass_the_gate_before_they_are_compared(folder: Path) -> None:
    """Else what differs in invisible characters alone would be written anew each time."""
    write(folder, "pages", "impressum", {"body": "Text.\u200b"})
    version = Page.objects.get().version

    assert faults(folder) == []
    assert (Page.objects.get().version, Page.objects.get().body) == (version, "Text.")


def test_names_of_a_brand_are_stored_in_one_spelling(folder: Path) -> None:
    write(folder, "houses", "nordpost", {"hosts": " HILFE.Nordpost.Example.\n"})

    assert faults(folder) == []
    assert House.objects.get(key="nordpost").host_names == ["hilfe.nordpost.example"]


def test_questions_pass_the_gate(folder: Path) -> None:
    (folder / "phrasings.yaml").write_text('erste: ["wie\\0 geht\\u202E das", "\\u200B"]\n')

    (fault,) = faults(folder)
    assert "Das ist keine Frage" in fault


def test_service_keeps_its_place(folder: Path) -> None:
    """What a form refuses for its neighbours is refused here, too."""
    make_mail_server("imap", position=1)
    make_mail_server("imap", security="starttls", port=143, position=2)
    export_folder(folder)
    MailServer.objects.all().delete()
    MailServer.history.all().delete()
    write(folder, "mail_servers", "imap-ssl-tls", {"position": 7})

    assert len(faults(folder)) == 1
    assert not MailServer.objects.exists()
