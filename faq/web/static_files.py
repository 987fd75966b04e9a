"""How static files are named and served: bundled, hashed, compressed, kept for a year.

The sources are many small files: `css/site.css` imports the stylesheets, `js/main.js` the
behaviours. Readers get one file of each, with the imported files in place of the import lines.
"""

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[\w-]+)\);')
JS_IMPORT = re.compile(r'^import "(?P<file>\./[^"]+)";', re.MULTILINE)

Paths = dict[str, tuple[Storage, str]]


def bundled_css(text: str, read: Callable[[str], str]) -> str:
    """A stylesheet with its layered imports written out."""
    return CSS_IMPORT.sub(lambda line: f"@layer {line['layer']} {{\n{read(line['file'])}}}", text)


def bundled_js(text: str, read: Callable[[str], str]) -> str:
    """A module with its plain imports written out; a block keeps the names of each file apart."""
    return JS_IMPORT.sub(lambda line: f"{{\n{read(line['file'])}}}", text)


BUNDLES = {
    "css/site.css": bundled_css,
    "js/main.js": bundled_js,
    "js/desk.js": bundled_js,
    "js/admin.js": bundled_js,
}


class _Bundle(Storage):
    """Hands out one text where Django expects the storage of a source file."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _open(self, name: str, mode: str = "rb") -> ContentFile:  # type: ignore[type-arg]
        return ContentFile(self.text.encode(), name=name)


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names carry the hash of the content, also those that JavaScript modules import."""

    support_js_module_import_aggregation = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._urls: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address, worked out once: every page names dozens, and the names stay."""
        known = self._urls.get(name)
        if known is None:
            known = self._urls[name] = super().url(name, force)
        return known

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Bundle, then hash and compress as usual."""
        bundles = {name: (_bundle(name, paths), name) for name in BUNDLES if name in paths}
        yield from super().post_process({**paths, **bundles}, dry_run, **options)


def _bundle(name: str, paths: Paths) -> _Bundle:
    def read(path: str) -> str:
        storage, source = paths[normpath(join(dirname(name), path))]
        with storage.open(source) as file:
            text: str = file.read().decode()
        return text

    write_out = BUNDLES[name]
    return _Bundle(write_out(read(name.rpartition("/")[2]), read))
