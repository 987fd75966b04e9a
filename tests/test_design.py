"""The look keeps its promises: contrast of every pair of tokens, and no colour outside of them."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[1] / "static" / "css"
IMAGES = CSS.parent / "img"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")

ENTRANCES = {"site.css", "admin.css", "desk.css"}  # what pages load by name

TEXT_CONTRAST = 7.0
EDGE_CONTRAST = 4.5

TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "muted", "accent") for ground in ("paper", "surface")],
    *[(text, "sunken") for text in ("ink", "muted", "accent")],
    *[(text, "accent-soft") for text in ("ink", "muted", "accent")],
    ("accent", "act-soft"),
    ("accent-strong", "paper"),
    ("accent-strong", "accent-soft"),
    ("ink", "mark"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "ink"),
    *[(name, f"{name}-soft") for name in ("act", "recipient", "server", "done")],
    *[("ink", f"{name}-soft") for name in ("act", "recipient", "server", "done")],
    *[(name, "paper") for name in ("act", "recipient", "server", "done")],
]
EDGE_PAIRS = [("edge", ground) for ground in ("paper", "surface", "sunken")]
PAIRS = [(*pair, TEXT_CONTRAST) for pair in TEXT_PAIRS] + [
    (*pair, EDGE_CONTRAST) for pair in EDGE_PAIRS
]


def palette(*conditions: str, css: str = TOKENS) -> dict[str, str]:
    """The colours as they apply when the given media conditions hold (and the plain ones)."""
    colours: dict[str, str] = {}
    for block in re.finditer(r"(?:@media ([^{]+) \{\s*)?:root \{([^}]*)\}", css):
        needed = set(re.findall(r"\(([^)]*)\)", block[1] or ""))
        if needed <= set(conditions):
            colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[2]))
    return colours


SCHEMES = {
    "light": palette(),
    "dark": palette("prefers-color-scheme: dark"),
    "light, more contrast": palette("prefers-contrast: more"),
    "dark, more contrast": palette("prefers-contrast: more", "prefers-color-scheme: dark"),
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_token_pair_keeps_contrast(scheme: str, front: str, ground: str, least: float) -> None:
    colours = SCHEMES[scheme]

    assert contrast(colours[front], colours[ground]) >= least


def test_dark_scheme_replaces_every_colour() -> None:
    assert set(palette()) - {"on-accent"} <= {
        name for name, colour in SCHEMES["dark"].items() if colour != SCHEMES["light"][name]
    }


@pytest.mark.parametrize(
    "file",
    [path for path in CSS.rglob("*.css") if path.name not in {"tokens.css", "print.css"}],
    ids=lambda path: path.name,
)
def test_only_tokens_name_colours(file: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|!important", css)


@pytest.mark.parametrize("kind", ["schritt", "meldung"])
@pytest.mark.parametrize("conditions", [(), ("prefers-color-scheme: dark",)], ids=str)
def test_drawn_screens_have_one_style_in_the_colours_of_the_page(
    conditions: tuple[str, ...], kind: str
) -> None:
    """A picture loads nothing, so each carries the tokens; their contrast is computed above."""
    drawings = [path.read_text(encoding="utf-8") for path in IMAGES.glob(f"{kind}-*.svg")]
    (style,) = {re.findall(r"<style>.*</style>", text, re.DOTALL)[0] for text in drawings}

    own = palette(*conditions, css=style)
    assert own
    assert own.items() <= palette(*conditions).items()
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) == set(own)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", re.sub(r":root \{[^}]*\}", "", style))
    assert not any(re.search(r'"#|(?:fill|stroke)=', text) for text in drawings)


def test_every_stylesheet_is_imported_once() -> None:
    site = (CSS / "site.css").read_text(encoding="utf-8")
    found = {str(path.relative_to(CSS)) for path in CSS.rglob("*.css")}

    assert sorted(re.findall(r'@import url\("([^"]+)"\)', site)) == sorted(found - ENTRANCES)
