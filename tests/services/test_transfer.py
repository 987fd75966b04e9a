"""A folder carries a whole site: texts, pictures, and every address that was ever published."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faq.incoming import clean_line, clean_text
from faq.models import (
    Category,
    ContentVersion,
    Entry,
    EntryAlias,
    ErrorCode,
    ProgramWindow,
    SearchDocument,
)
from faq.models.registry import FIXTURES
from faq.search.indexing import faults, rebuild
from faq.services.content.code_tables import NoTable, import_table, table
from faq.services.content.entry_files import entry_file, read_entry_file
from faq.services.content.exporting import entry_written
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.incoming import Allowed
from faq.services.content.seeding import seed
from faq.services.content.transfer import export_folder, import_folder
from tests.factories import make_code, make_entry
from tests.services.editors import Editors, Get, crawl, dead
from tests.services.wording import english_words

pytestmark = pytest.mark.django_db

PICTURE = "bilder/0123456789abcdef.png"


@pytest.fixture
def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(data, "PNG")
    if not default_storage.exists(PICTURE):
        default_storage.save(PICTURE, ContentFile(data.getvalue()))
    return data.getvalue()


def forget_everything() -> None:
    """As a new site: no rows, no history."""
    EntryAlias.objects.all().delete()
    for model in reversed(FIXTURES.values()):
        model._default_manager.all().delete()
        model.history.all().delete()  # type: ignore[attr-defined]


def written(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def answers(follow: Get, editors: Editors) -> dict[str, tuple[int, str]]:
    """What stands at every address ever handed out, and at the Markdown of each entry."""
    texts = [f"{entry.row.get_absolute_url()[:-1]}.md" for entry in editors.written]
    found = {address: follow(address) for address in [*editors.issued, *texts]}
    return {address: (answer.status_code, answer.text) for address, answer in found.items()}


def test_what_is_only_tried_is_not_indexed(tmp_path: Path) -> None:
    make_entry()
    export_folder(tmp_path)
    Entry.objects.all().delete()

    with CaptureQueriesContext(connection) as tried:
        import_folder(tmp_path, apply=False)
    import_folder(tmp_path, apply=True)

    asked = [query["sql"] for query in tried.captured_queries]
    assert any('INSERT INTO "faq_entry"' in sql for sql in asked)
    assert not any("faq_searchdocument" in sql for sql in asked if "DELETE" not in sql[:6])
    assert SearchDocument.objects.count() > 0


@pytest.mark.parametrize("number", range(3))
def test_every_address_answers_as_before_in_an_empty_site(
    number: int, tmp_path: Path, client: Client
) -> None:
    """To the letter, though each entry went through a file of Markdown."""
    editors = Editors(number)
    for _ in range(40):
        editors.step()
    follow = crawl(client)
    assert list(dead(follow, editors)) == []
    before = answers(follow, editors)
    assert {status for address, (status, _) in before.items() if address.endswith(".md")} == {200}
    export_folder(tmp_path / "first")
    files = {path.stem for path in (tmp_path / "first" / "entries").glob("*.md")}
    assert files == set(Entry.objects.values_list("key", flat=True))

    forget_everything()
    import_folder(tmp_path / "first", apply=True)

    follow = crawl(client)
    assert list(dead(follow, editors)) == []
    assert answers(follow, editors) == before
    export_folder(tmp_path / "second")
    assert written(tmp_path / "first") == written(tmp_path / "second")


def test_withdrawn_window_is_withdrawn_there_too(tmp_path: Path) -> None:
    values = {"codes": "0x1", "party": "sender", "short_answer": "Kurz."}
    new = ProgramWindow.objects.create(key="neu", title="Neu", **values)
    old = ProgramWindow.objects.create(key="alt", title="Alt", **values)
    old.is_withdrawn, old.successor = True, new
    old.save()
    export_folder(tmp_path)

    forget_everything()
    import_folder(tmp_path, apply=True)

    old = ProgramWindow.objects.get(key="alt")
    assert (old.is_withdrawn, str(old.successor)) == (True, "Neu")


def test_import_into_the_same_site_changes_nothing(
    tmp_path: Path, bring_content: Callable[[], None]
) -> None:
    bring_content()
    entry = Entry.objects.get(key="pop3-imap")
    entry.title = "Von Hand geändert"
    entry.save()
    export_folder(tmp_path)
    version = ContentVersion.current()

    found = import_folder(tmp_path, apply=True)

    assert found.is_nothing
    assert found.changes == []
    assert ContentVersion.current() == version


def test_pictures_of_the_texts_go_along(tmp_path: Path, picture: bytes) -> None:
    address = f"{settings.MEDIA_URL}{PICTURE}"
    entry = make_entry(body=f"![Ein Bild mit Text]({address})")
    export_folder(tmp_path)
    assert (tmp_path / "pictures" / Path(PICTURE).name).read_bytes() == picture
    html = entry.body_html
    forget_everything()
    default_storage.delete(PICTURE)

    assert import_folder(tmp_path, apply=False).pictures == [Path(PICTURE).name]
    assert not default_storage.exists(PICTURE)
    import_folder(tmp_path, apply=True)

    with default_storage.open(PICTURE) as file:
        assert file.read() == picture
    assert Entry.objects.get().body_html == html


def test_import_says_what_it_will_change_and_does_it_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bring_content: Callable[[], None]
) -> None:
    bring_content()
    Entry.objects.filter(key="pop3-imap").update(title="Der neue Titel")
    export_folder(tmp_path)
    Entry.objects.filter(key="pop3-imap").update(title="Der alte Titel")

    call_command("import_content", tmp_path, overwrite_edited=True)
    told = capsys.readouterr().out
    assert "Eintrag pop3-imap, title:\n  - alte\n  + neue" in told
    assert "Repeat with --apply" in told
    assert Entry.objects.get(key="pop3-imap").title == "Der alte Titel"

    call_command("import_content", tmp_path, overwrite_edited=True, apply=True)
    assert Entry.objects.get(key="pop3-imap").title == "Der neue Titel"


def test_import_reads_for_the_search_what_it_changed_and_no_more(tmp_path: Path) -> None:
    """With the encoder, reading everything takes longer than a server lets a request take."""
    entry, other = make_entry("voll", title="Postfach voll"), make_entry("leer")
    export_folder(tmp_path)
    Entry.objects.filter(pk=entry.pk).update(title="Alter Titel")
    rebuild()
    before = SearchDocument.objects.get(key=other.key).pk

    import_folder(tmp_path, apply=True, allowed=Allowed(overwrite_edited=True))

    assert SearchDocument.objects.get(key=entry.key).title == "Postfach voll"
    assert SearchDocument.objects.get(key=other.key).pk == before
    assert faults() == []


def test_import_obeys_staff(tmp_path: Path) -> None:
    entry = make_entry(title="Aus dem Ordner")
    export_folder(tmp_path)
    entry.title = "Von der Redaktion"
    entry.save()

    import_folder(tmp_path, apply=True)
    assert Entry.objects.get().title == "Von der Redaktion"
    import_folder(tmp_path, apply=True, allowed=Allowed(overwrite_edited=True))
    assert Entry.objects.get().title == "Aus dem Ordner"


def test_no_later_seed_changes_what_was_imported(tmp_path: Path) -> None:
    """Neither rows that came, nor those that were as they are in the folder."""
    shipped = tmp_path / "shipped"
    entry = make_entry(title="Von uns")
    export_folder(shipped)
    seed(shipped, Allowed(overwrite_edited=True))
    entry.refresh_from_db()
    entry.title = "Von der Redaktion"
    entry.save()
    export_folder(tmp_path / "exported")

    import_folder(tmp_path / "exported", apply=True)
    seed(shipped)
    assert Entry.objects.get().title == "Von der Redaktion"
    forget_everything()
    import_folder(tmp_path / "exported", apply=True)
    seed(shipped)
    assert Entry.objects.get().title == "Von der Redaktion"


@pytest.mark.parametrize(
    "body",
    ["", "\n", "\n\nZwei leere davor", "Ohne Ende", "---\nLinie\n---\n", "  eingerückt\n\n\n"],
)
def test_file_of_an_entry_keeps_every_letter_of_its_text(body: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(entry_file("key: a\ntitle: '---'\n", body), encoding="utf-8")

    assert read_entry_file(path) == {"key": "a", "title": "---", "body": body}


TYPED = st.text(st.sampled_from("-\n -:#'\"|>{}[]&*!%@`\\~ab0 é„“\u00a0\u2028\t💡"), max_size=60)


@given(title=TYPED, short_answer=TYPED, body=TYPED)
def test_whatever_somebody_types_comes_back_from_its_file(
    title: str, short_answer: str, body: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    values: dict[str, object] = {
        "key": "a",
        "title": clean_line(title),
        "short_answer": clean_text(short_answer),
        "body": clean_text(body),
    }

    folder = tmp_path_factory.getbasetemp()
    (folder / "entries").mkdir(exist_ok=True)

    assert read_entry_file(entry_written(folder, values)) == values


def test_broken_folder_changes_nothing(tmp_path: Path, picture: bytes) -> None:
    make_entry(body=f"![Ein Bild]({settings.MEDIA_URL}{PICTURE})")
    export_folder(tmp_path)
    (tmp_path / "pages.yaml").write_text("- model: faq.page\n  fields: {key: x}\n")
    forget_everything()
    default_storage.delete(PICTURE)

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("import_content", tmp_path, apply=True)

    assert not Category.objects.exists()
    assert not default_storage.exists(PICTURE)


def test_names_of_pictures_cannot_leave_their_folder(tmp_path: Path) -> None:
    export_folder(tmp_path)
    (tmp_path / "pictures").mkdir()
    for name in (".versteckt", "mit leer.png", "ä.png"):
        (tmp_path / "pictures" / name).write_bytes(b"x")

    assert import_folder(tmp_path, apply=False).pictures == []


# -- codes as a table


def changed_table(*changes: tuple[str, str, str], separator: str = ";") -> bytes:
    """The table of today with some cells changed: key, column, value."""
    lines = list(csv.DictReader(io.StringIO(table().decode("utf-8-sig")), delimiter=";"))
    for key, column, value in changes:
        next(line for line in lines if line["key"] == key)[column] = value
    changed = io.StringIO()
    writer = csv.DictWriter(changed, list(lines[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(lines)
    return changed.getvalue().encode()


def test_table_of_all_shipped_codes_changes_nothing(bring_content: Callable[[], None]) -> None:
    bring_content()
    ErrorCode.objects.filter(key="550").update(title="Von Hand geändert")
    version = ContentVersion.current()

    assert import_table(table(), apply=True).is_nothing
    assert ContentVersion.current() == version


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_table_changes_what_it_says(separator: str, encoding: str) -> None:
    make_code("550", steps="- Nicht =rechnen()\n- noch ein Punkt")
    untouched = make_entry()
    changed = ("550", "title", 'Titel mit Ü, Komma, Semikolon; und "Anführung"')
    data = changed_table(changed, separator=separator).decode().encode(encoding)

    seen = import_table(data, apply=False)
    assert seen.summary.outcomes["updated"] == ["errorcode 550"]
    assert [(change.name, change.field) for change in seen.changes] == [("Fehlercode 550", "title")]
    assert ErrorCode.objects.get().title == "Meldung 550"
    import_table(data, apply=True)
    assert ErrorCode.objects.get().title == changed[2]
    assert ErrorCode.objects.get().steps.startswith("- Nicht =rechnen()")
    untouched.refresh_from_db()
    assert untouched.version == 1


def test_code_that_is_not_in_the_table_and_its_neighbours_stay() -> None:
    code, other = make_code("550"), make_code("551")
    code.related.add(other)
    text = table().decode("utf-8-sig")
    only = "\n".join(line for line in text.splitlines() if not line.startswith("551"))

    assert import_table(only.replace("Meldung 550", "Neu").encode(), apply=True).summary.count(
        "updated"
    )

    assert list(ErrorCode.objects.get(key="550").related.all()) == [other]


BAD_TABLES: dict[str, tuple[bytes, str]] = {
    "unknown column": (b"key;titel\n550;x\n", "Zeile 2: Diese Spalten gibt es nicht: „titel“."),
    "cell too many": (b"key;title\n550;x;y\n", "Zeile 2: Hinter der letzten Spalte"),
    "no key": (b"key;title\n;x\n", "Zeile 2: key: Hier muss der Code stehen."),
    "twice": (b"key;title\n550;x\n;\n550;y\n", "Zeile 4: key: „550“ steht schon weiter oben."),
    "no choice": (b"key;permanence\n550;ewig\n551;ewig\n", "Zeile 3: permanence: "),
    "no yes or no": (b"key;is_listed\n551;vielleicht\n", "Zeile 2: is_listed: Schreiben Sie „ja“"),
    "nothing said": (b"key;title\n550;\n", "Zeile 2: title: "),
    "new and short": (b"key;title\n559;x\n", "Zeile 2: "),
    "token": (b"key;details\n550;{gibt-es-nicht}\n", "Unbekannter Platzhalter"),
    "dead link": (b"key;details\n550;[weg](/faq/gibt-es-nicht/)\n", "/faq/gibt-es-nicht/"),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_faults_of_a_table_are_named_and_nothing_is_changed(name: str) -> None:
    make_code("550")
    make_code("551")
    before = list(ErrorCode.objects.values())
    data, said = BAD_TABLES[name]

    with pytest.raises(FixtureFaults) as faults:
        import_table(data, apply=True)

    assert said in str(faults.value)
    assert english_words(str(faults.value)) == []
    assert list(ErrorCode.objects.values()) == before


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\x00", b"Liste;der\nCodes;550\n", b'key;title\n550;"x"y\n', b"PNG" * 99]
)
def test_what_is_no_table_of_codes_is_none(data: bytes) -> None:
    with pytest.raises(NoTable):
        import_table(data, apply=True)


def test_command_writes_and_reads_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_code("550")
    path = tmp_path / "codes.csv"

    call_command("error_code_table", path)
    ErrorCode.objects.all().delete()
    call_command("error_code_table", path, read=True)
    assert not ErrorCode.objects.exists()
    call_command("error_code_table", path, read=True, apply=True)

    assert ErrorCode.objects.get().key == "550"
    assert "created: errorcode 550" in capsys.readouterr().out
