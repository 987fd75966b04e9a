"""Does each guide show its decisive step, with no word that its text does not name?"""

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.content.conftest import ROOT, Fields, records

FOLDER = ROOT / "static" / "img"
SCREEN = re.compile(r"^ +!\[([^\]]*)\]\(bild:(schritt-[a-z-]+\.svg)\)$", re.MULTILINE)
GUIDES = {str(fields["key"]): fields for fields in records("mail_programs")}
SCREENS = sorted(FOLDER.glob("schritt-*.svg"))
LARGEST = 3_000  # bytes

Drawn = tuple[Element, str]


def named(guide: Fields) -> list[tuple[str, str]]:
    """The text alternative and the file of each screen below a step."""
    return SCREEN.findall(str(guide["steps"]))


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest) -> Fields:
    return GUIDES[request.param]


@pytest.fixture
def drawn(guide: Fields) -> Drawn:
    """The screen of a guide, and its text alternative there."""
    ((alternative, file),) = named(guide)
    return ElementTree.parse(FOLDER / file).getroot(), alternative


def words(drawing: Element, *, values: bool = True) -> list[str]:
    """What is written in a drawing: labels of the program and, where wanted, invented values."""
    found = drawing.iterfind("{*}text")
    return ["".join(e.itertext()) for e in found if values or e.get("class") != "value"]


def marked(drawing: Element) -> list[Element]:
    """What is written inside the one mark of a drawing."""
    (mark,) = (e for e in drawing.iterfind("{*}rect") if e.get("class") == "mark")
    left, top, width, height = (float(mark.attrib[name]) for name in ("x", "y", "width", "height"))
    return [
        e
        for e in drawing.iterfind("{*}text")
        if 0 < float(e.attrib["x"]) - left < width and 0 < float(e.attrib["y"]) - top < height
    ]


def test_every_guide_shows_one_screen_and_every_screen_is_shown() -> None:
    shown = {key: [file for _, file in named(guide)] for key, guide in GUIDES.items()}

    assert {key: len(files) for key, files in shown.items()} == dict.fromkeys(GUIDES, 1)
    assert sorted(file for files in shown.values() for file in files) == [
        file.name for file in SCREENS
    ]


def test_labels_are_those_that_the_text_names(guide: Fields, drawn: Drawn) -> None:
    text = SCREEN.sub("", str(guide["steps"])) + str(guide["afterwards"])

    labels = words(drawn[0], values=False)
    assert labels
    assert [label for label in labels if not re.search(rf"\b{re.escape(label)}\b", text)] == []


def test_text_alternative_says_what_is_drawn(drawn: Drawn) -> None:
    drawing, alternative = drawn

    quoted = re.findall("„([^“]+)“", alternative)
    assert alternative == drawing.findtext("{*}desc")
    assert [part for part in quoted if part not in " ".join(words(drawing))] == []
    assert re.search("[Mm]arkiert", alternative)


def test_what_is_marked_is_said_and_has_the_contrast_of_text(drawn: Drawn) -> None:
    """Muted text keeps its contrast on the grounds of the page, not on the mark."""
    drawing, alternative = drawn

    found = marked(drawing)
    assert found
    assert [e.text for e in found if f"„{e.text}“" not in alternative] == []
    assert [e.text for e in found if e.get("class") == "muted"] == []


@pytest.mark.parametrize("file", SCREENS, ids=lambda file: file.stem)
def test_screen_is_small_loads_nothing_and_names_no_server(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    drawing = ElementTree.fromstring(source)

    names = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    attributes = {name for element in drawing.iter() for name in element.attrib}
    hosts = re.findall(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", " ".join(words(drawing)))
    assert len(source.encode()) <= LARGEST
    assert names <= {"svg", "title", "desc", "style", "rect", "circle", "path", "text"}
    assert not any(name == "style" or "href" in name or name[:2] == "on" for name in attributes)
    assert not re.search(r"url\(|@import", source)
    assert set(hosts) <= {"example.org"}
