"""Content as a folder, from one site to another: texts, pictures and every address they ever had.

`export_folder` writes what `import_folder` reads. An import is first tried and taken back: what it
would do to each text is known before anything is changed.
"""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from faq.models.registry import TEXTS
from faq.models.stored_pictures import FOLDER
from faq.models.text import RenderedModel
from faq.search.indexing import unindexed
from faq.services.content.differences import Piece, differences
from faq.services.content.exporting import export_content
from faq.services.content.fixtures import Fault, FixtureFaults
from faq.services.content.incoming import NOTHING, Allowed
from faq.services.content.picture_library import list_stored
from faq.services.content.picture_uses import shown_pictures
from faq.services.content.pixels import PictureRefused, recode
from faq.services.content.seeding import SeedSummary, seed

PICTURES = "pictures"
_NAME = re.compile(r"[0-9a-zA-Z][0-9a-zA-Z._-]{0,120}")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field of a text that an import changes; `label` is what staff call the field."""

    name: str
    field: str
    label: str
    pieces: list[Piece]


# The name of a text, and a field of it by its name and its label.
Place = tuple[str, str, str]


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
    """Write all content and the pictures that it shows; the paths of the files."""
    written = export_content(folder, by_entry=True)
    for name in sorted(shown_pictures()):
        if not default_storage.exists(f"{FOLDER}/{name}"):
            continue
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
        with transaction.atomic(), nullcontext() if apply else unindexed():
            summary = seed(folder, allowed, shipped=False)
            if apply:
                list_stored(pictures)
            changes = list(_changes(before, _texts()))
            transaction.set_rollback(not apply)
    except Exception:
        for name in pictures if apply else ():
            default_storage.delete(f"{FOLDER}/{name}")
        raise
    return Transfer(summary, changes, pictures)


def _missing_pictures(folder: Path) -> list[str]:
    """The pictures of the folder that this site does not have."""
    found = sorted((folder / PICTURES).glob("*")) if (folder / PICTURES).is_dir() else []
    names = [path.name for path in found if path.is_file() and _NAME.fullmatch(path.name)]
    missing = [name for name in names if not default_storage.exists(f"{FOLDER}/{name}")]
    if faults := [fault for name in missing for fault in _picture_faults(folder / PICTURES / name)]:
        raise FixtureFaults(faults)
    return missing


def _picture_faults(path: Path) -> Iterator[Fault]:
    """A picture is what an editor could have uploaded, under the ending that it has here."""
    try:
        with path.open("rb") as file:
            if f".{recode(file)[1]}" != path.suffix:
                yield Fault(PICTURES, path.name, "Die Endung passt nicht zum Format des Bildes.")
    except PictureRefused as refused:
        yield Fault(PICTURES, path.name, str(refused))


def _store(folder: Path, names: list[str]) -> None:
    for name in names:
        data = (folder / PICTURES / name).read_bytes()
        default_storage.save(f"{FOLDER}/{name}", ContentFile(data))


def _texts() -> dict[Place, str]:
    """What every text says today."""
    found = {}
    for model in TEXTS:
        labels = {name: str(model._meta.get_field(name).verbose_name) for name in _written(model)}  # type: ignore[union-attr]
        for row in model._default_manager.all():
            title = f"{model._meta.verbose_name} {'/'.join(row.natural_key())}"
            for name, label in labels.items():
                if isinstance(value := getattr(row, name), str):
                    found[title, name, label] = value
    return found


def _written(model: type[RenderedModel]) -> Iterator[str]:
    columns = {field.name for field in model._meta.concrete_fields}
    return (name for name in model.fixture_fields if name in columns)


def _changes(before: dict[Place, str], after: dict[Place, str]) -> Iterator[TextChange]:
    for place, text in after.items():
        if place in before and (pieces := differences(before[place], text)):
            yield TextChange(*place, pieces)
