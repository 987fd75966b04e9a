"""Content as a file in the browser: taken out, looked at, brought in."""

import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from faq.models import ContentVersion, Entry, ErrorCode
from tests.admin.people import GROUPS, member
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db

PAGE = "/admin/austausch/"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path


def archive(client: Client) -> bytes:
    return client.get(f"{PAGE}datei/").getvalue()


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return [(name, file.read(name)) for name in file.namelist()]


def sent(client: Client, data: bytes) -> str:
    """The page that says what an archive changes."""
    file = SimpleUploadedFile("hilfe.zip", data, "application/zip")
    return client.post(PAGE, {"archive": file})["Location"]


def with_part(data: bytes, name: str, content: bytes, beginning: str = "") -> bytes:
    """An archive with another part, and all of it in a folder if wished."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(beginning + part, old.read(part))
        new.writestr(beginning + name, content)
    return changed.getvalue()


def test_file_holds_each_entry_in_markdown() -> None:
    make_entry(body="{#eins}\n## Eins\n\nText.\n")

    with zipfile.ZipFile(BytesIO(archive(member("Freigabe")))) as file:
        entry = file.read("entries/postfach-voll.md").decode()

    assert entry.startswith("---\nkey: postfach-voll\n")
    assert entry.endswith("\n---\n\n{#eins}\n## Eins\n\nText.\n")


def test_first_shown_then_done() -> None:
    bert, entry = member("Freigabe"), make_entry(title="Alt", short_answer="Aus der Datei.")
    data = archive(bert)
    entry.short_answer = "Von heute."
    entry.save()

    page = sent(bert, data)
    shown = bert.get(page).text
    assert "Bleibt: von der Redaktion geschrieben: 1" in shown
    assert "Übernehmen</button>" not in shown
    shown = bert.get(page, {"overwrite": "on"}).text
    assert "Eintrag postfach-voll, Kurz gesagt" in shown
    assert "<ins>Aus der Datei.</ins>" in shown
    entry.refresh_from_db()
    assert entry.short_answer == "Von heute."

    assert "Das ist jetzt so." in bert.post(page, {"overwrite": "on"}).text
    entry.refresh_from_db()
    assert entry.short_answer == "Aus der Datei."
    assert bert.get(page).status_code == 404
    assert default_storage.listdir("austausch")[1] == []


def test_same_site_is_not_changed() -> None:
    bert = member("Freigabe")
    make_entry()
    page = sent(bert, archive(bert))
    version = ContentVersion.current()

    assert "ändert nichts" in bert.get(page).text
    bert.post(page)
    assert ContentVersion.current() == version


def test_archive_with_a_folder_and_strange_names_writes_nothing_elsewhere(tmp_path: Path) -> None:
    bert = member("Freigabe")
    make_entry()
    data = with_part(archive(bert), "../../entwischt.yaml", b"x")
    data = with_part(data, "pictures/../boese.png", b"x", beginning="export/")

    assert "ändert nichts" in bert.get(sent(bert, data)).text
    assert not list(tmp_path.parent.rglob("entwischt.yaml"))


def damaged(data: bytes, name: str, by: int = 3) -> bytes:
    """The archive with wrong bytes where a part is packed."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        part = file.getinfo(name)
    at = part.header_offset + 30 + len(part.filename)
    return data[:at] + bytes([255] * by) + data[at + by :]


def packed(kind: int, *parts: tuple[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", kind) as file, warnings.catch_warnings(action="ignore"):
        for name, content in parts:
            file.writestr(name, content)
    return data.getvalue()


SIGN = ("categories.yaml", b"[]\n" * 9)
HOSTILE = {
    "damaged": damaged(packed(zipfile.ZIP_DEFLATED, SIGN), SIGN[0]),
    "damaged_lzma": damaged(packed(zipfile.ZIP_LZMA, SIGN), SIGN[0], by=9),
    "damaged_bzip2": damaged(packed(zipfile.ZIP_BZIP2, SIGN), SIGN[0]),
    "cut_off": packed(zipfile.ZIP_DEFLATED, SIGN)[:-9],
    "name_of_no_letters": packed(0, SIGN, ("ä.yaml", b"")).replace("ä".encode(), b"\xff\xff"),
    "twice": packed(0, SIGN, ("pages.yaml", b"[]"), ("pages.yaml", b"[]")),
    "bomb_of_texts": packed(
        zipfile.ZIP_DEFLATED, SIGN, *((f"{name}.yaml", b" " * 9_000_000) for name in "abcdef")
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_archive_is_refused_in_words(data: bytes) -> None:
    bert = member("Freigabe")

    answer = bert.get(sent(bert, data), follow=True)

    assert "weder ein Export" in answer.text
    assert default_storage.listdir("austausch")[1] == []


@pytest.mark.parametrize(
    "name",
    [
        f"entries/{'a' * 300}.md", f"{'a' * 300}.yaml", "entries/a.md/b.yaml", "/etc/pages.yaml",
        "entries/..md", "entries\\..\\..\\a.md", "pictures/.htaccess", "pictures/a/b.png",
        "pages.yaml/", "entries/a.md\n",
    ],
)  # fmt: skip
def test_part_that_no_export_has_is_not_unpacked(name: str, tmp_path: Path) -> None:
    bert = member("Freigabe")
    make_entry()
    data = packed(0, *parts_of(archive(bert)), (name, b"x"))

    assert "ändert nichts" in bert.get(sent(bert, data)).text


def test_name_with_nul_is_the_name_before_it() -> None:
    bert = member("Freigabe")
    make_entry()
    data = packed(0, *parts_of(archive(bert)), ("entries/neu.md~.png", b"ohne Kopf"))

    shown = bert.get(sent(bert, data.replace(b"neu.md~.png", b"neu.md\0.png"))).text

    assert "entries/neu.md: ganze Datei: Die Datei beginnt nicht mit einem Kopf" in shown


def test_large_part_is_a_fault_of_its_own() -> None:
    bert = member("Freigabe")
    make_entry()
    parts = dict(parts_of(archive(bert))) | {"pages.yaml": b" " * 5_000_001}

    shown = bert.get(sent(bert, packed(zipfile.ZIP_DEFLATED, *parts.items()))).text

    assert "pages.yaml: ganze Datei: Die Datei ist größer als 5 MB." in shown


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_entry_that_went_through_an_editor_of_windows_is_the_same(mark: bytes) -> None:
    bert = member("Freigabe")
    make_entry()
    parts = dict(parts_of(archive(bert)))
    name = "entries/postfach-voll.md"
    parts[name] = mark + parts[name].replace(b"\n", b"\r\n")

    assert "ändert nichts" in bert.get(sent(bert, packed(0, *parts.items()))).text


@pytest.mark.parametrize("data", [b"kein Archiv", with_part.__doc__.encode()])
def test_what_is_no_export_is_refused_in_words(data: bytes) -> None:
    bert = member("Freigabe")

    answer = bert.get(sent(bert, data), follow=True)

    assert "weder ein Export" in answer.text
    assert default_storage.listdir("austausch")[1] == []


def test_faults_are_named_and_nothing_is_changed() -> None:
    bert = member("Freigabe")
    make_entry()
    broken = with_part(archive(bert), "entries/postfach-voll.md", b"ohne Kopf")
    picture = with_part(archive(bert), "pictures/a.png", b"<script>")

    said = bert.get(sent(bert, broken)).text
    assert "entries/postfach-voll.md: ganze Datei: Die Datei beginnt nicht" in said
    assert "pictures: a.png: Diese Datei ist kein Bild" in bert.get(sent(bert, picture)).text
    assert Entry.objects.count() == 1


def test_who_may_not_publish_alone_may_bring_in_what_others_wrote(settings: LazySettings) -> None:
    bert, entry = member("Freigabe"), make_entry()
    data = archive(bert)
    settings.SOLO_PUBLISHING = False
    Entry.objects.filter(pk=entry.pk).update(title="Anders")

    bert.post(sent(bert, data), {"overwrite": "on"})

    entry.refresh_from_db()
    assert entry.title == "Frage zu postfach-voll"


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_only_who_publishes_exchanges_content(group: str) -> None:
    client = member(group, "jemand")
    expected = 200 if group in {"Freigabe", "Support"} else 403

    assert client.get(PAGE).status_code == expected
    for file in ("datei", "fehlercodes"):
        taken = client.get(f"{PAGE}{file}/")
        assert (taken.status_code, bool(b"".join(taken))) == (expected, True)
    assert client.post(PAGE, {}).status_code == expected


def test_table_of_codes_goes_out_is_shown_and_comes_in() -> None:
    bert, code = member("Freigabe"), make_code("550", title="Alt")
    out = bert.get(f"{PAGE}fehlercodes/")
    assert out["Content-Type"].startswith("text/csv")
    assert "fehlercodes-" in out["Content-Disposition"]

    page = sent(bert, out.content.replace(b"Alt", "Größer".encode()))
    shown = bert.get(page).text
    assert "Geändert: 1" in shown
    assert "<ins>Größer</ins>" in shown
    assert 'name="overwrite"' not in shown
    code.refresh_from_db()
    assert code.title == "Alt"

    assert "Das ist jetzt so." in bert.post(page).text
    code.refresh_from_db()
    assert code.title == "Größer"
    assert code.history.first().history_user.username == "Freigabe"
    assert default_storage.listdir("austausch")[1] == []


def test_faulty_table_is_explained_and_changes_nothing() -> None:
    bert = member("Freigabe")
    make_code("550", title="Alt")
    data = bert.get(f"{PAGE}fehlercodes/").content.replace(b"permanent", b"ewig")

    page = sent(bert, data)

    assert "Tabelle: Zeile 2: permanence: " in bert.get(page).text
    assert "Tabelle: Zeile 2: permanence: " in bert.post(page).text
    assert ErrorCode.objects.get().permanence == "permanent"


def test_own_table_waits_for_a_second_person_where_nobody_publishes_alone(
    settings: LazySettings,
) -> None:
    bert = member("Freigabe")
    make_code("550", title="Alt")
    data = bert.get(f"{PAGE}fehlercodes/").content.replace(b"Alt", b"Neu")
    settings.SOLO_PUBLISHING = False

    page = sent(bert, data)

    assert "Übernehmen</button>" not in bert.get(page).text
    assert "dafür fehlt Ihnen das Recht" in bert.post(page).text
    assert ErrorCode.objects.get().title == "Alt"
