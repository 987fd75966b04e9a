"""Content as a folder, from one site to another: texts, pictures and every address they ever had.

`export_folder` writes what `import_folder` reads. An import is first tried and taken back: what it
would do to each text is known before anything is changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from faq.models.registry import FIXTURES
from faq.models.stored_pictures import FOLDER
from faq.models.text import RenderedModel
from faq.services.content.differences import Piece, differences
from faq.services.content.exporting import export_content
from faq.services.content.incoming import NOTHING, Allowed
from faq.services.content.picture_library import list_stored
from faq.services.content.seeding import SeedSummary, seed

PICTURES = "pictures"
_NAME = re.compile(r"[0-9a-zA-Z][0-9a-zA-Z._-]{0,120}")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field of a text that an import changes."""

    name: str
    field: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Transfer:
    """What an import did, or would do: to each row, in which words, and with which pictures."""

    summary: SeedSummary
    changes: list[TextChange]
    pictures: list[str]

    @property
    def is_nothing(self) -> bool:
        return not (self.summary.count("created") or self.summary.count("updated") or self.pictures)


def export_folder(folder: Path) -> list[Path]:
    """Write all content and the pictures that its texts show; the paths of the files."""
    written = export_content(folder)
    for name in sorted(set(_shown_pictures())):
        with default_storage.open(f"{FOLDER}/{name}") as file:
            path = folder / PICTURES / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.read())
            written.append(path)
    return written


def import_folder(folder: Path, *, apply: bool, allowed: Allowed = NOTHING) -> Transfer:
    """Bring a folder in, or, without `apply`, only find out what that would do.

    Raises FixtureFaults, with nothing changed, if anything is wrong with it.
    """
    pictures = _missing_pictures(folder)
    before = _texts()
    if apply:
        _store(folder, pictures)  # first: texts are rendered with the sizes of their pictures
    try:
        with transaction.atomic():
            summary = seed(folder, allowed)
            if apply:
                list_stored(pictures)
            changes = list(_changes(before, _texts()))
            transaction.set_rollback(not apply)
    except Exception:
        for name in pictures if apply else ():
            default_storage.delete(f"{FOLDER}/{name}")
        raise
    return Transfer(summary, changes, pictures)


def _shown_pictures() -> Iterator[str]:
    """The names of uploaded pictures that a text of today shows and that are there."""
    pattern = re.compile(rf"{re.escape(settings.MEDIA_URL + FOLDER)}/({_NAME.pattern})")
    for model in FIXTURES.values():
        if issubclass(model, RenderedModel):
            for row in model._default_manager.all():
                for field in model.source_fields:
                    for name in pattern.findall(str(getattr(row, field))):
                        if default_storage.exists(f"{FOLDER}/{name}"):
                            yield name


def _missing_pictures(folder: Path) -> list[str]:
    """The pictures of the folder that this site does not have."""
    found = sorted((folder / PICTURES).glob("*")) if (folder / PICTURES).is_dir() else []
    names = [path.name for path in found if path.is_file() and _NAME.fullmatch(path.name)]
    return [name for name in names if not default_storage.exists(f"{FOLDER}/{name}")]


def _store(folder: Path, names: list[str]) -> None:
    for name in names:
        data = (folder / PICTURES / name).read_bytes()
        default_storage.save(f"{FOLDER}/{name}", ContentFile(data))


def _texts() -> dict[tuple[str, str], str]:
    """What every text says today, by kind and name, and by field."""
    found = {}
    for model in FIXTURES.values():
        if issubclass(model, RenderedModel):
            for row in model._default_manager.all():
                name = f"{model._meta.verbose_name} {'/'.join(row.natural_key())}"
                for field in model.fixture_fields:
                    value = getattr(row, field)
                    if isinstance(value, str):
                        found[name, field] = value
    return found


def _changes(
    before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]
) -> Iterator[TextChange]:
    for (name, field), text in after.items():
        if (name, field) in before and (pieces := differences(before[name, field], text)):
            yield TextChange(name, field, pieces)
