"""Does Thunderbird call its buttons, fields and menus what our texts call them?

Reads the German words of the program itself, as Debian packages them.
"""

import re
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.content.conftest import Fields, records

PACK = Path("/usr/lib/thunderbird/extensions/langpack-de@thunderbird.mozilla.org.xpi")
VALUE = {
    ".ftl": r"^\s*[\w.-]+ = (.+)$",
    ".properties": r"^[\w.-]+ ?= ?(.+)$",
    ".dtd": r'<!ENTITY \S+ "([^"]*)">',
}
PROTOCOLS = {"imap", "pop3"}  # no words of a language
# What 153.8 calls otherwise than a version before: either name is missing in one of them.
RENAMED = {
    "neues konto", "konto hinzufügen", "neues adressbuch anlegen", "adressbuch hinzufügen",
    "postausgangs-server", "alle ordner komprimieren",
}  # fmt: skip
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
TEXTS = ("steps", "afterwards")

pytestmark = pytest.mark.skipif(
    not PACK.exists(), reason="no German Thunderbird (apt install thunderbird-l10n-de)"
)


@cache
def said() -> frozenset[str]:
    """Every text of the program, each as `plain` has it."""
    found: set[str] = set()
    with ZipFile(PACK) as pack:
        for name in pack.namelist():
            if pattern := VALUE.get(Path(name).suffix):
                found.update(re.findall(pattern, pack.read(name).decode(), re.MULTILINE))
    return frozenset(map(plain, found))


def plain(text: str) -> str:
    """Without what a label has beside its words: the dots, a colon, the program's own name."""
    named = re.sub(r"\{ -brand-[a-z-]+ \}", "Thunderbird", text)
    return named.replace("\N{NO-BREAK SPACE}", " ").strip(" :…").casefold()


def labels(text: str, *, quoted: bool = True) -> set[str]:
    """What a text says that the program shows: quoted words, and the steps of a way in a menu."""
    found = set(re.findall("„([^“]+)“", PICTURE.sub("", text))) if quoted else set()
    for way in re.findall(r"\*([^*\n]*→[^*\n]*)\*", text):
        found.update(map(str.strip, way.split("→")))
    return found - {"☰"}


def unknown(found: set[str]) -> set[str]:
    return {label for label in found if plain(label) not in said() | PROTOCOLS | RENAMED}


def of_thunderbird(name: str) -> list[Fields]:
    return [fields for fields in records(name) if str(fields["key"]).startswith("thunderbird")
            and "android" not in str(fields["key"])]  # fmt: skip


@pytest.mark.parametrize("guide", of_thunderbird("mail_programs"), ids=lambda one: one["key"])
def test_guide_names_what_the_program_shows(guide: Fields) -> None:
    text = " ".join(str(guide[field]) for field in TEXTS)

    assert labels(text)
    assert unknown(labels(text)) == set()


def test_ways_in_menus_are_the_program_s() -> None:
    ways = {
        str(window["key"]): labels(str(window["steps"]), quoted=False)
        for window in of_thunderbird("program_windows")
    }

    assert sum(map(bool, ways.values())) > 10
    assert {key: found for key, way in ways.items() if (found := unknown(way))} == {}
