"""Content as a file in the browser: taken out, looked at, brought in."""

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

    assert "entries/postfach-voll.md: whole file: no head" in bert.get(sent(bert, broken)).text
    assert "pictures: a.png: no picture" in bert.get(sent(bert, picture)).text
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

    assert "CSV: line 2: permanence: " in bert.get(page).text
    assert "CSV: line 2: permanence: " in bert.post(page).text
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
