"""The folder of an export as one file, and back: only what an export writes, and never too much."""

import lzma
import re
import struct
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from faq.services.content.entry_files import FOLDER
from faq.services.content.transfer import PICTURES, export_folder

LARGEST: Final = 300_000_000  # bytes, unpacked
LARGEST_TEXTS: Final = 50_000_000  # of these: ten thousand entries
# What every export has; an archive may hold the folder itself or what is in it.
_SIGN: Final = "categories.yaml"
_TEXT: Final = re.compile(rf"[a-z_]{{1,60}}\.yaml|{FOLDER}/[0-9a-z-]{{1,120}}\.md")
_PICTURE: Final = re.compile(rf"{PICTURES}/[0-9a-zA-Z][0-9a-zA-Z._-]{{0,120}}")
# What `zipfile` and its unpackers raise for damaged and for crafted files; their own reading from
# the disk is an OSError, too, and as hopeless.
_DAMAGED: Final = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError,
    OverflowError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip


class NoArchive(Exception):
    """The file is no export, or larger than any."""


def pack(target: IO[bytes]) -> None:
    """Write all content as one ZIP file."""
    with TemporaryDirectory() as name, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for path in export_folder(Path(name)):
            file.write(path, path.relative_to(name))


def unpack(source: IO[bytes], folder: Path) -> None:
    """Write what is in an archive into a folder; raises NoArchive."""
    (folder / FOLDER).mkdir(parents=True)
    (folder / PICTURES).mkdir()
    try:
        file = zipfile.ZipFile(source)
    except _DAMAGED:
        raise NoArchive from None
    with file:
        for name, part in _parts(file).items():
            (folder / name).write_bytes(_content(file, part))


def _parts(file: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """What an export writes, by its path there; raises NoArchive for more than any has."""
    signs = [name for name in file.namelist() if name.rpartition("/")[2] == _SIGN]
    if not signs:
        raise NoArchive
    beginning = min(signs, key=len).removesuffix(_SIGN)
    found: dict[str, zipfile.ZipInfo] = {}
    left = {_TEXT: LARGEST_TEXTS, _PICTURE: LARGEST}
    for part in file.infolist():
        name = part.filename.removeprefix(beginning)
        for kind in left:
            if kind.fullmatch(name):
                left[kind] -= part.file_size  # zipfile reads no more than this
                if name in found or left[kind] < 0:
                    raise NoArchive
                found[name] = part
    return found


def _content(file: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        return file.read(part)
    except _DAMAGED:
        raise NoArchive from None
