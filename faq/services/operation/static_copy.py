"""Every public page as a file: what a plain web server or a CDN can serve when all else is down.

Pages become `<path>/index.html`; `.gz` and `.br` lie beside texts. Links to sections become small
pages that lead on. Search and forms cannot work there: a list of every answer stands instead.
"""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import Storage, default_storage
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from faq.models import Anchor, Category, EntryAlias, ErrorCode
from faq.services.links.destination import destination
from faq.web.policy import addresses

TEXTS = frozenset({".html", ".txt", ".xml", ".atom", ".md", ".css", ".js", ".svg", ".json"})
MISSING_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class Mirror:
    """What was written: files and their bytes without the compressed copies."""

    files: int
    size: int


def write_mirror(folder: Path) -> Mirror:
    """Write the mirror; each file is complete under its name at once, old ones go at the end."""
    written: set[Path] = set()
    size = 0
    for name, body in _files():
        path = folder / name
        _write(path, body)
        written.add(path)
        size += len(body)
        if path.suffix in TEXTS:
            for suffix, packed in ((".gz", gzip.compress(body, 9, mtime=0)), (".br", _br(body))):
                _write(path.with_name(path.name + suffix), packed)
                written.add(path.with_name(path.name + suffix))
    _remove_others(folder, written)
    return Mirror(len([path for path in written if path.suffix not in (".gz", ".br")]), size)


def mirrored_paths() -> list[str]:
    """The addresses of all public pages and documents, without searches."""
    return [page.path for page in addresses(lambda policy: policy.mirror)]


def _files() -> Iterator[tuple[str, bytes]]:
    client = Client(SERVER_NAME=settings.SITE_HOST)
    secure = not settings.IS_LOCAL
    for path in mirrored_paths():
        yield _file_name(path), client.get(path, secure=secure).content
    missing = client.get("/404/", secure=secure)
    yield MISSING_PAGE, missing.content
    yield from _pages_instead()
    yield from _redirects()
    yield from _stored_files()


def _redirects() -> Iterator[tuple[str, bytes]]:
    """Sections and former keys: pages that lead to where the text is today."""
    sections = Anchor.objects.select_related("entry")
    paths = [reverse("faq:section", args=[row.entry.key, row.name]) for row in sections]
    paths += [reverse("faq:entry", args=[alias.key]) for alias in EntryAlias.objects.all()]
    for path in paths:
        found = destination(path)
        if found.is_alive and found.location != path:
            yield _file_name(path), _rendered(path, "faq/moved.html", {"target": found.location})


def _pages_instead() -> Iterator[tuple[str, bytes]]:
    """What stands where only the site itself could answer: a list of every answer."""
    context = {
        "groups": Category.objects.with_published_entries(),
        "codes": ErrorCode.objects.listed(),
    }
    for name in ("search", "feedback"):
        path = reverse(f"faq:{name}")
        yield _file_name(path), _rendered(path, "faq/search_away.html", context)


def _rendered(path: str, template: str, context: Mapping[str, object]) -> bytes:
    request = RequestFactory(SERVER_NAME=settings.SITE_HOST).get(path)
    return render_to_string(template, dict(context), request).encode()


def _stored_files() -> Iterator[tuple[str, bytes]]:
    places = ((settings.STATIC_URL, staticfiles_storage), (settings.MEDIA_URL, default_storage))
    for url, storage in places:
        for name in _names(storage):
            if not name.endswith((".gz", ".br")):
                with storage.open(name) as file:
                    yield url.lstrip("/") + name, file.read()


def _names(storage: Storage, folder: str = "") -> Iterator[str]:
    if folder == "" and not storage.exists(""):
        return
    folders, names = storage.listdir(folder)
    yield from (f"{folder}{name}" for name in names)
    for name in folders:
        yield from _names(storage, f"{folder}{name}/")


def _file_name(path: str) -> str:
    return f"{path.lstrip('/')}index.html" if path.endswith("/") else path.lstrip("/")


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(body)
    draft.replace(path)


def _br(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=9)
    return packed


def _remove_others(folder: Path, kept: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
