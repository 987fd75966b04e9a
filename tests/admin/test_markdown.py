"""The editor's two addresses: who may use them, and what they refuse."""

import errno
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from faq.markup import MAX_BYTES
from faq.models import Entry
from faq.services.content import uploads as pictures
from faq.services.content.pixels import MAX_STORED_PIXELS, MAX_WIDTH
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

PREVIEW = "admin:markdownx_markdownify"
UPLOAD = "admin:markdownx_upload"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def opened(path: Path) -> Image.Image:
    return Image.open(BytesIO(path.read_bytes()))


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def send(
    client: Client, data: bytes, name: str = "bild.png", kind: str = "image/png"
) -> HttpResponse:
    return client.post(reverse(UPLOAD), {"image": SimpleUploadedFile(name, data, kind)})


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


def test_no_view_of_markdownx_is_reachable() -> None:
    modules = {pattern.callback.__module__ for pattern in patterns(get_resolver().url_patterns)}

    assert "faq.admin.markdown" in modules
    assert not [module for module in modules if module.startswith("markdownx")]


def test_editor_asks_our_addresses(support_client: Client) -> None:
    page = support_client.get(reverse("admin:faq_entry_add")).text

    assert f'data-markdownx-urls-path="{reverse(PREVIEW)}?leser=page"' in page
    assert f'data-markdownx-upload-urls-path="{reverse(UPLOAD)}"' in page


def test_preview_is_the_public_rendering(support_client: Client) -> None:
    source = "## Titel\n\n::: hinweis\n*Extras → Konten* ![Alt](bild:meldung-mmcom.svg)\n:::"
    entry = make_entry(body=source)

    preview = support_client.post(reverse(PREVIEW), {"content": source}).text

    public = Entry.objects.get(pk=entry.pk).body_html
    assert "<img" in preview
    assert preview.split("</h2>")[1] == public.split("</h2>")[1]


def test_preview_fills_tokens_as_the_page_does(support_client: Client) -> None:
    source = "{Schreiben-Sie-uns}. {adresse} wird nicht gespeichert."

    preview = support_client.post(reverse(PREVIEW), {"content": source}).text

    assert preview == make_entry(body=source).body_html
    assert "{" not in preview


def test_preview_of_a_frame_speaks_to_who_gets_the_letter(support_client: Client) -> None:
    page = support_client.get(reverse("admin:faq_answerframe_add")).text
    address = re.search(r'data-markdownx-urls-path="([^"]+)"', page)
    assert address

    shown = support_client.post(address[1], {"content": "{Schreiben-Sie-uns}."}).text

    assert "Antworten Sie auf diese" in shown
    assert "/kontakt/" not in shown


def test_toolbar_offers_what_a_field_takes(support_client: Client) -> None:
    page = support_client.get(reverse("admin:faq_entry_add")).text
    short, text = (
        page[page.index(f'name="{name}"') :].partition(">")[0] for name in ("short_answer", "body")
    )

    assert 'data-tools="bold menu link token"' in short
    assert "data-tools" not in text


@pytest.mark.parametrize("kind", ["nobody", "reader", "staff"])
@pytest.mark.parametrize("name", [PREVIEW, UPLOAD])
def test_who_may_not_edit_entries_is_refused(
    client_as: Callable[[str], Client], media: Path, kind: str, name: str
) -> None:
    image = SimpleUploadedFile("bild.png", picture(), "image/png")

    response = client_as(kind).post(reverse(name), {"content": "x", "image": image})

    assert response.status_code == 403
    assert "fehlt Ihnen die Berechtigung" in response.text
    assert stored(media) == []


@pytest.mark.parametrize("name", [PREVIEW, UPLOAD])
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_post_is_answered(support_client: Client, name: str, method: str) -> None:
    assert getattr(support_client, method)(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", [PREVIEW, UPLOAD])
def test_request_without_csrf_token_is_refused(support_client: Client, name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = support_client.cookies

    assert strict.post(reverse(name), {"content": "x"}).status_code == 403


def test_preview_without_text_is_empty(support_client: Client) -> None:
    response = support_client.post(reverse(PREVIEW))

    assert (response.status_code, response.text) == (200, "")


def test_preview_of_too_long_a_text_is_refused(support_client: Client) -> None:
    response = support_client.post(reverse(PREVIEW), {"content": "[a](b" * (MAX_BYTES // 4)})

    assert response.status_code == 413
    assert "zu lang" in response.text


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("GIF", "png")]
)
def test_picture_is_stored_as_what_it_is(
    support_client: Client, media: Path, kind: str, ending: str
) -> None:
    response = send(support_client, picture(kind), "schadsoftware.exe", "text/html")

    [path] = stored(media)
    assert path.suffix == f".{ending}"
    address = f"{settings.MEDIA_URL}{path.relative_to(media)}"
    assert response.json() == {"image_code": f"![Bildbeschreibung]({address})"}
    assert opened(path).size == (60, 40)


def test_metadata_is_gone_and_orientation_applied(support_client: Client, media: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: to be turned by 90 degrees
    exif[0x010F] = "Kamera von Anna"

    send(support_client, picture("JPEG", exif=exif, comment=b"Anna"))

    [path] = stored(media)
    assert b"Anna" not in path.read_bytes()
    assert opened(path).size == (40, 60)
    assert not opened(path).getexif()


@pytest.mark.parametrize("held", range(1, 9))
def test_picture_is_upright_however_the_camera_was_held(
    support_client: Client, media: Path, held: int
) -> None:
    """What was seen above left in the camera's finder is there in the page."""
    seen = Image.new("RGB", (48, 32), "white")
    seen.paste("black", (0, 0, 24, 16))
    exif = Image.Exif()
    exif[0x0112] = held
    buffer = BytesIO()
    backwards = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose
    lying = seen.transpose(Image.Transpose(backwards[held])) if held > 1 else seen
    lying.save(buffer, "PNG", exif=exif)

    send(support_client, buffer.getvalue())

    [path] = stored(media)
    assert opened(path).size == (48, 32)
    assert opened(path).convert("RGB").getpixel((2, 2)) == (0, 0, 0)


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0XX\0*\0\0\0\x08",
        b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\7\0\0\0\2\0\6\0\0\0\0\0\0",
        b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\x63\0\0\0\0\0\0",
    ],
    ids=["no_tiff", "bytes_for_a_number", "no_such_side"],
)
def test_damaged_metadata_cost_no_picture(support_client: Client, media: Path, exif: bytes) -> None:
    assert send(support_client, picture("JPEG", exif=exif)).status_code == 200

    [path] = stored(media)
    assert opened(path).size == (60, 40)


def test_appended_document_is_gone(support_client: Client, media: Path) -> None:
    send(support_client, picture() + b"<script>alert(1)</script>")

    [path] = stored(media)
    assert b"<script>" not in path.read_bytes()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ((4000, 1000), (MAX_WIDTH, MAX_WIDTH // 4)),
        ((1080, 8000), (1080, 8000)),  # a phone's screenshot of a whole page stays legible
        ((1080, 14_500), (1080, 14_500)),
        ((3000, 4000), (MAX_WIDTH, 2133)),
        ((9, 20_000), (9, 20_000)),
        ((1, 1), (1, 1)),
    ],
)
def test_picture_is_as_small_as_a_page_needs(
    support_client: Client, media: Path, sent: tuple[int, int], kept: tuple[int, int]
) -> None:
    send(support_client, picture(size=sent))

    [path] = stored(media)
    assert opened(path).size == kept


def test_endless_picture_is_made_smaller_in_proportion(support_client: Client, media: Path) -> None:
    send(support_client, picture(size=(1080, 20_000)))

    [path] = stored(media)
    width, height = opened(path).size
    assert MAX_STORED_PIXELS * 0.99 < width * height < MAX_STORED_PIXELS * 1.01
    assert height / width == pytest.approx(20_000 / 1080, rel=0.01)


@pytest.mark.parametrize("frames", [1, 2])
def test_first_frame_of_a_phones_jpeg_is_kept(
    support_client: Client, media: Path, frames: int
) -> None:
    others = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")[:frames]]
    data = picture("MPO", save_all=True, append_images=others)

    assert send(support_client, data, "IMG.jpg", "image/jpeg").status_code == 200

    [path] = stored(media)
    assert (path.suffix, opened(path).format, opened(path).size) == (".jpg", "JPEG", (60, 40))
    assert opened(path).getpixel((5, 5)) == pytest.approx((0, 128, 128), abs=6)


@pytest.mark.parametrize(("deep", "shown"), [(0, 0), (255, 0), (32_768, 128), (65_535, 255)])
def test_sixteen_bits_of_grey_keep_their_shade(
    support_client: Client, media: Path, deep: int, shown: int
) -> None:
    buffer = BytesIO()
    Image.new("I;16", (4, 4), deep).save(buffer, "PNG")

    send(support_client, buffer.getvalue())

    [path] = stored(media)
    assert opened(path).getpixel((0, 0)) == (shown, shown, shown)


def test_transparency_is_kept(support_client: Client, media: Path) -> None:
    buffer = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(buffer, "PNG")

    send(support_client, buffer.getvalue())

    [path] = stored(media)
    assert opened(path).getpixel((0, 0)) == (0, 0, 0, 0)


def animation(kind: str) -> bytes:
    buffer = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return buffer.getvalue()


HOSTILE = {
    "html": (b"<script>alert(1)</script>", "evil.html", "image/gif", "kein Bild im Format"),
    "exe": (b"MZ\x90\x00", "setup.exe", "image/gif", "kein Bild im Format"),
    "svg": (SVG, "bild.svg", "image/svg+xml", "kein Bild im Format"),
    "svg_as_gif": (SVG, "bild.gif", "image/gif", "kein Bild im Format"),
    "svg_as_png": (SVG, "bild.png", "image/png", "kein Bild im Format"),
    "tiff": (picture("TIFF"), "bild.png", "image/png", "kein Bild im Format"),
    "empty": (b"", "bild.png", "image/png", ""),
    "cut_off": (picture(size=(300, 300))[:200], "bild.png", "image/png", "beschädigt"),
    "cut_off_jpeg": (picture("JPEG", (300, 300))[:700], "b.jpg", "image/jpeg", "beschädigt"),
    "bomb": (bomb(), "bild.png", "image/png", "zu viele Bildpunkte"),
    "wide": (picture(size=(30_000, 900)), "bild.png", "image/png", "zu viele Bildpunkte"),
    "animated": (animation("GIF"), "bild.gif", "image/gif", "Standbild"),
    "animated_png": (animation("PNG"), "bild.png", "image/png", "Standbild"),
    "animated_webp": (animation("WEBP"), "bild.webp", "image/webp", "Standbild"),
    "large": (picture() + b"\0" * 5_000_000, "bild.png", "image/png", "größer als 5 MB"),
    "cut_off_gif": (picture("GIF")[:-1] + b",\0\0", "bild.gif", "image/gif", "beschädigt"),
    "polyglot": (b"GIF89a/*<svg/onload=alert(1)>*/", "bild.gif", "image/gif", ""),
}


@pytest.mark.parametrize(("data", "name", "kind", "sentence"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_sound_picture_is_refused_and_leaves_nothing(
    support_client: Client, media: Path, data: bytes, name: str, kind: str, sentence: str
) -> None:
    response = send(support_client, data, name, kind)

    assert response.status_code == 400
    assert sentence in response.json()["image"][0]
    assert stored(media) == []


def test_request_without_file_is_refused(support_client: Client) -> None:
    response = support_client.post(reverse(UPLOAD), {"image": "kein Bild"})

    assert response.status_code == 400
    assert "kein Bild angekommen" in response.json()["image"][0]


def test_full_disk_is_said_and_leaves_nothing(
    support_client: Client, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_half(name: str, content: object) -> str:
        (media / "bilder").mkdir()
        (media / name).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(default_storage, "_save", write_half)

    response = send(support_client, picture())

    assert response.status_code == 400
    assert "kein Platz mehr" in response.json()["image"][0]
    assert stored(media) == []


def test_nearly_full_disk_keeps_its_rest_for_the_database(
    support_client: Client, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MIN_FREE_BYTES", 10**18)

    response = send(support_client, picture())

    assert "kein Platz mehr" in response.json()["image"][0]
    assert stored(media) == []


def test_uploaded_picture_is_shown_with_its_size(support_client: Client) -> None:
    code = send(support_client, picture()).json()["image_code"]

    html = support_client.post(reverse(PREVIEW), {"content": code}).text

    assert 'width="60" height="40"' in html
