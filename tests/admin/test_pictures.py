"""The library of pictures: where each is shown, replaced in place, removed and brought back."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from PIL import Image

from faq.models import AnswerFrame, Entry, House, StoredPicture, WorkingCopy
from faq.models.seeded import EditConflict
from faq.services.content.audit import Wanted, events
from faq.services.content.picture_library import list_stored
from faq.services.content.transfer import export_folder
from faq.services.content.working_copies import copy_of, is_outdated, publish
from faq.services.operation.retention import prune
from tests.admin.forms import change_url, shown_values
from tests.admin.people import GROUPS, member
from tests.factories import make_brand, make_code, make_entry

pytestmark = pytest.mark.django_db

LIST = "/admin/bilder/"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def file(colour: str = "teal") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (60, 40), colour).save(data, "PNG")
    return SimpleUploadedFile("bild.png", data.getvalue(), "image/png")


def upload(client: Client, words: str = "Das Fenster „Konten“") -> StoredPicture:
    client.post(LIST, {"image": file(), "alternative": words})
    return StoredPicture.objects.latest("pk")


def act(client: Client, picture: StoredPicture, action: str, **values: object) -> str:
    """What the library says to a button of a picture's page."""
    answer = client.post(f"{LIST}{picture.pk}/", {"action": action, **values}, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


def showing(picture: StoredPicture, words: str = "Ein Fenster") -> str:
    return f"Ein Satz.\n\n![{words}]({picture.address})\n"


def test_uploaded_picture_is_listed_found_and_served() -> None:
    anna = member("Redaktion")
    picture = upload(anna, "Das Fenster „Konten“")
    make_entry(title="Frage zum Fenster", body=showing(picture))
    upload(anna, "Etwas anderes")

    assert f'src="{picture.address}"' in anna.get(LIST, {"q": "konten fenster"}).text
    assert picture.address not in anna.get(LIST, {"q": "anderes"}).text
    assert "in 1 Text" in anna.get(LIST, {"q": "frage zum"}).text
    assert Client().get(picture.address).status_code == 200


def test_editor_s_upload_is_in_the_library_too() -> None:
    member("Redaktion").post(reverse("admin:markdownx_upload"), {"image": file()})

    picture = StoredPicture.objects.get()
    assert (picture.width, picture.height) == (60, 40)


def test_page_of_a_picture_links_every_text_that_shows_it() -> None:
    anna, bert = member("Redaktion"), member("Freigabe")
    picture = upload(bert)
    entry, code = make_entry(body=showing(picture)), make_code(steps=f"1. {showing(picture)}")
    other = make_entry("anderer")
    other.body = showing(picture)
    WorkingCopy.objects.create(model="entry", row=other.pk, title="x", values={"body": other.body})

    page = anna.get(f"{LIST}{picture.pk}/").text

    for row in (entry, code):
        assert f'href="/admin/faq/{row._meta.model_name}/{row.pk}/change/"' in page
    assert f'href="/admin/entwuerfe/{WorkingCopy.objects.get().pk}/"' in page
    assert "„Ein Fenster“" in page


def test_replaced_in_every_text_of_today_while_older_versions_keep_theirs(
    client: Client,
) -> None:
    bert = member("Freigabe")
    old = upload(bert)
    entry = make_entry(body=showing(old))

    said = act(bert, old, "replace", image=file("red"))

    fresh = StoredPicture.objects.latest("pk")
    entry.refresh_from_db()
    assert "Geänderte Texte: 1." in said
    assert fresh.address in entry.body_html
    assert fresh.alternative == old.alternative
    assert old.address in entry.history.last().body
    assert client.get(old.address).status_code == 200
    assert entry.history.first().history_user == bert.user  # type: ignore[attr-defined]


def test_replacing_by_who_may_not_publish_waits() -> None:
    anna = member("Redaktion")
    old = upload(anna)
    entry, draft = make_entry(body=showing(old)), make_entry("neu", status="draft")
    Entry.objects.filter(pk=draft.pk).update(body=showing(old))

    said = act(anna, old, "replace", image=file("red"))

    fresh = StoredPicture.objects.latest("pk")
    entry.refresh_from_db()
    draft.refresh_from_db()
    assert "Es warten auf Freigabe: 1." in said
    assert old.address in entry.body
    assert fresh.address in draft.body
    assert copy_of(entry).state == WorkingCopy.State.READY
    publish(copy_of(entry))
    entry.refresh_from_db()
    assert fresh.address in entry.body


def test_copy_that_somebody_writes_goes_along_and_can_still_be_published() -> None:
    anna, bert = member("Redaktion"), member("Freigabe")
    old = upload(bert)
    entry = make_entry(body=showing(old))
    values = {**_form(anna, entry), "short_answer": "Neu."}
    anna.post(reverse("admin:faq_entry_change", args=[entry.pk]), values)
    assert not is_outdated(copy_of(entry))

    act(bert, old, "replace", image=file("red"))

    fresh = StoredPicture.objects.latest("pk")
    assert not is_outdated(copy_of(entry))
    publish(copy_of(entry))
    entry.refresh_from_db()
    assert entry.short_answer.strip() == "Neu."
    assert fresh.address in entry.body


def test_description_is_changed_in_the_library_and_if_wished_in_the_texts() -> None:
    bert = member("Freigabe")
    picture = upload(bert)
    entry = make_entry(body=showing(picture))

    act(bert, picture, "describe", alternative="Knopf [OK]")
    entry.refresh_from_db()
    assert "![Ein Fenster](" in entry.body
    act(bert, picture, "describe", alternative="Knopf [OK]", everywhere="1")
    entry.refresh_from_db()
    assert 'alt="Knopf [OK]"' in entry.body_html
    assert "„Knopf [OK]“" in bert.get(f"{LIST}{picture.pk}/").text
    assert "Sagen Sie" in act(bert, picture, "describe", alternative="  ")


def test_only_what_no_text_shows_is_removed_and_it_comes_back(client: Client) -> None:
    anna = member("Redaktion")
    picture = upload(anna)
    entry = make_entry(body=showing(picture))
    assert "noch" in act(anna, picture, "remove")

    entry.delete()
    assert "Entfernt" in act(anna, picture, "remove")
    assert client.get(picture.address).status_code == 410
    assert picture.name not in anna.get(LIST).text
    assert f'href="/admin/bilder/{picture.pk}/"' in anna.get(LIST, {"art": "entfernt"}).text
    assert "wieder da" in act(anna, picture, "bring-back")
    assert client.get(picture.address).status_code == 200


@pytest.mark.parametrize("name", ["brand", "frame"])
def test_picture_that_no_text_but_something_else_shows_is_in_use(name: str, media: Path) -> None:
    """Whatever shows it: it stays, is replaced there, and goes along with an export."""
    bert = member("Freigabe")
    picture = upload(bert)
    if name == "brand":
        row: House | AnswerFrame = make_brand(mark=picture.address)
    else:
        row = AnswerFrame.objects.create(key="kurz", name="Kurz", text=showing(picture))

    assert "Ein Text zeigt dieses Bild noch" in act(bert, picture, "remove")
    assert (
        f"/admin/faq/{row._meta.model_name}/{row.pk}/change/"
        in bert.get(f"{LIST}{picture.pk}/").text
    )
    export_folder(media / "export")
    assert (media / "export" / "pictures" / picture.name).exists()

    assert "Geänderte Texte: 1." in act(bert, picture, "replace", image=file("red"))
    row.refresh_from_db()
    fresh = StoredPicture.objects.latest("pk")
    assert fresh.address in (row.mark if isinstance(row, House) else row.text)
    assert "Entfernt." in act(bert, picture, "remove")


def test_who_may_not_change_a_brand_leaves_its_sign() -> None:
    anna = member("Redaktion")
    picture = upload(anna)
    brand = make_brand(mark=picture.address)

    assert "Ersetzt. Frühere" in act(anna, picture, "replace", image=file("red"))
    brand.refresh_from_db()
    assert brand.mark == picture.address


def test_name_that_begins_like_another_is_another() -> None:
    bert = member("Freigabe")
    first, other = upload(bert), upload(bert)
    StoredPicture.objects.filter(pk=first.pk).update(name="plan.png")
    StoredPicture.objects.filter(pk=other.pk).update(name="plan.png.png")
    first.refresh_from_db()
    other.refresh_from_db()
    entry = make_entry(body=f"{showing(first)}\n\n{showing(other)}")

    act(bert, first, "replace", image=file("red"))

    entry.refresh_from_db()
    assert f"({other.address})" in entry.body
    assert f"({first.address})" not in entry.body


def test_link_to_a_replaced_picture_lives_when_it_is_removed(client: Client) -> None:
    bert = member("Freigabe")
    first = upload(bert)
    for colour in ("red", "blue"):
        act(bert, StoredPicture.objects.latest("pk"), "replace", image=file(colour))
    *gone, last = StoredPicture.objects.order_by("pk")
    for picture in gone:
        act(bert, picture, "remove")

    assert client.get(first.address).headers["Location"] == last.address


def test_removed_picture_is_kept_ninety_days_and_its_link_leads_on_after_that(
    client: Client, media: Path
) -> None:
    bert = member("Freigabe")
    picture = upload(bert)
    act(bert, picture, "replace", image=file("red"))
    act(bert, picture, "remove")

    prune(timezone.now() + timedelta(days=89))
    assert StoredPicture.objects.removed().get() == picture
    prune(timezone.now() + timedelta(days=91))
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1
    assert client.get(picture.address).status_code == 302
    assert member("Freigabe", "Spätdienst").get(f"{LIST}{picture.pk}/").status_code == 404


def test_orphans_are_what_no_text_shows_and_nobody_is_just_writing() -> None:
    anna = member("Redaktion")
    shown, orphan, fresh = (upload(anna, words) for words in ("Gezeigt", "Verwaist", "Eben"))
    make_entry(body=showing(shown))
    before = timezone.now() - timedelta(days=2)
    StoredPicture.objects.filter(pk__in=[shown.pk, orphan.pk]).update(uploaded_at=before)

    page = anna.get(LIST, {"art": "ohne-text"}).text

    assert orphan.address in page
    assert shown.address not in page
    assert fresh.address not in page


def test_editor_finds_pictures_by_words() -> None:
    anna = member("Redaktion")
    picture = upload(anna)

    found = anna.get(reverse("admin:picture-choices"), {"q": "konten"}).json()["found"]

    assert [(each["title"], each["path"]) for each in found] == [
        (picture.alternative, picture.address)
    ]


def test_what_is_no_picture_is_refused_in_words() -> None:
    client = member("Redaktion")
    page = client.post(
        LIST, {"image": SimpleUploadedFile("a.png", b"x"), "alternative": "x"}, follow=True
    ).text

    assert "kein Bild im Format" in page
    assert not StoredPicture.objects.exists()


@pytest.mark.parametrize(
    "image", [None, SimpleUploadedFile("a.png", b"x")], ids=["forgotten", "no picture"]
)
def test_description_is_still_there_when_the_picture_is_refused(image: object) -> None:
    words = "Das Fenster „Konten“ mit <drei> Feldern"

    page = member("Redaktion").post(
        LIST, {"alternative": words, **({"image": image} if image else {})}
    )

    assert page.status_code == 200
    assert f'value="{escape(words)}"' in page.text
    assert 'role="alert"' in page.text


def test_description_is_still_there_when_a_colleague_was_faster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = member("Redaktion")
    picture = upload(client)

    def conflict(*args: object) -> None:
        raise EditConflict

    monkeypatch.setattr("faq.admin.pictures.rewrite", conflict)
    sent = {"action": "describe", "alternative": "Neue Worte", "everywhere": "1"}
    page = client.post(f"{LIST}{picture.pk}/", sent)

    assert 'value="Neue Worte"' in page.text
    assert "gerade jemand anderes geändert" in page.text


def test_pictures_of_an_older_release_are_listed(media: Path) -> None:
    default_storage.save("bilder/alt.png", file())
    default_storage.save("bilder/notiz.txt", file())

    assert list_stored() == 1
    assert list_stored() == 0
    call_command("prepare", verbosity=0)
    assert StoredPicture.objects.get().name == "alt.png"


def test_history_says_who_did_what_to_a_picture() -> None:
    anna = member("Redaktion")
    picture = upload(anna)
    act(anna, picture, "remove")

    found = events(Wanted(kind="storedpicture"), 10)

    assert {(event.who, event.what) for event in found} >= {
        (anna.user.username, "Bild geändert"),  # type: ignore[attr-defined]
        (anna.user.username, "Bild angelegt"),  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_library_is_for_those_who_write(group: str) -> None:
    picture = upload(member("Redaktion", "schreiber"))
    client = member(group, "jemand")
    may = group in {"Redaktion", "Freigabe", "Support"}

    answers: list[Callable] = [
        client.get(LIST),
        client.get(f"{LIST}{picture.pk}/"),
        client.get(reverse("admin:picture-choices")),
    ]

    assert {answer.status_code for answer in answers} == {200 if may else 403}
    client.post(f"{LIST}{picture.pk}/", {"action": "remove"})
    picture.refresh_from_db()
    assert (picture.removed_at is not None) == may


def _form(client: Client, entry: Entry) -> dict[str, object]:
    return shown_values(client, change_url(entry))
