"""Importing entries: all of a file or nothing of it, and clear words about what is wrong."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from faq.models import Category, Entry
from faq.search import search
from faq.services.content.imports import import_entries
from faq.services.content.json_lines import LONGEST_LINE
from faq.services.links.succession import rename

pytestmark = pytest.mark.django_db

ROW = {
    "id": "postfach-0001",
    "source": "altes-system",
    "title": "Postfach leeren",
    "text": "Löschen Sie alte Nachrichten. Leeren Sie dann den Papierkorb.\n\nEin weiterer Absatz.",
}


def written(path: Path, *rows: object) -> Path:
    path.write_bytes(
        b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in rows) + b"\n"
    )
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "entries.jsonl"


def test_imported_entry_is_public_found_and_in_its_category(file: Path) -> None:
    summary = import_entries(written(file, ROW))

    entry = Entry.objects.get(key="postfach-0001")
    assert summary.created == 1
    assert (entry.category.key, entry.is_published) == ("altes-system", True)
    assert "weiterer Absatz" in entry.body_html
    assert [hit.key for hit in search("Papierkorb").shown] == ["postfach-0001"]


def test_second_import_changes_only_what_differs(file: Path) -> None:
    import_entries(written(file, ROW, ROW | {"id": "postfach-0002"}))

    summary = import_entries(written(file, ROW, ROW | {"id": "postfach-0002", "title": "Neu"}))

    assert (summary.created, summary.updated, summary.unchanged) == (0, 1, 1)
    assert Entry.objects.get(key="postfach-0002").history.count() == 2


def test_import_finds_an_entry_that_was_renamed(file: Path) -> None:
    import_entries(written(file, ROW))
    rename(Entry.objects.get(), "papierkorb")

    summary = import_entries(written(file, ROW | {"title": "Neu"}))

    assert (summary.created, summary.updated) == (0, 1)
    assert Entry.objects.get().key == "papierkorb"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (json.dumps({k: v for k, v in ROW.items() if k != "text"}).encode(), "“text” is missing"),
        (json.dumps(ROW | {"text": 5}).encode(), "“text” is missing or no text"),
        (json.dumps(ROW | {"id": "b", "title": " "}).encode(), "“title” is empty"),
        (json.dumps(ROW).encode(), "stands in the file twice"),
        (json.dumps(ROW | {"id": "Ä B"}).encode(), "Ein Schlüssel besteht aus"),
        (b"x" * (LONGEST_LINE + 1), "longer than 2,000,000 bytes"),
    ],
    ids=range(10),
)
def test_bad_line_is_named_and_nothing_is_written(file: Path, line: bytes, reason: str) -> None:
    written(file, ROW, line)

    with pytest.raises(CommandError, match="line 2") as error:
        call_command("import_entries", str(file), verbosity=0)

    assert reason in str(error.value)
    assert not Entry.objects.exists()
    assert not Category.objects.exists()


def test_missing_file_is_said(file: Path) -> None:
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("import_entries", str(file))


def test_search_queries_prints_what_the_page_shows(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_entries(written(file, ROW))
    queries = written(tmp_path / "q.jsonl", {"qid": "1", "query": "Postfach leeren"})

    call_command("search_queries", str(queries), json=True)

    printed = json.loads(capsys.readouterr().out)
    assert printed.pop("ranked")[0] == "postfach-0001"
    assert printed == {"qid": "1", "suggested": [], "sure": True}
