"""The folder of an export as one file, and back: only what an export writes, and never too much."""

import re
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from faq.services.content.entry_files import FOLDER
from faq.services.content.transfer import PICTURES, export_folder

LARGEST: Final = 300_000_000  # bytes, unpacked
# What every export has; an archive may hold the folder itself or what is in it.
_SIGN: Final = "categories.yaml"
_KNOWN: Final = re.compile(
    rf"[a-z_]+\.yaml|{FOLDER}/[0-9a-z-]+\.md|{PICTURES}/[0-9a-zA-Z][0-9a-zA-Z._-]{{0,120}}"
)


class NoArchive(Exception):
    """The file is no export, or larger than any."""


def pack(target: IO[bytes]) -> None:
    """Write all content as one ZIP file."""
    with TemporaryDirectory() as name, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for path in export_folder(Path(name)):
            file.write(path, path.relative_to(name))


def unpack(source: IO[bytes], folder: Path) -> None:
    """Write what is in an archive into a folder; raises NoArchive."""
    try:
        with zipfile.ZipFile(source) as file:
            _unpack(file, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise NoArchive from None


def _unpack(file: zipfile.ZipFile, folder: Path) -> None:
    signs = [name for name in file.namelist() if name.rpartition("/")[2] == _SIGN]
    if not signs:
        raise NoArchive
    beginning = min(signs, key=len).removesuffix(_SIGN)
    (folder / FOLDER).mkdir(parents=True)
    (folder / PICTURES).mkdir()
    left = LARGEST
    for part in file.infolist():
        name = part.filename.removeprefix(beginning)
        if not _KNOWN.fullmatch(name) or part.is_dir():
            continue
        left -= part.file_size  # zipfile reads no more than this
        if left < 0:
            raise NoArchive
        with file.open(part) as packed, (folder / name).open("wb") as target:
            shutil.copyfileobj(packed, target)
