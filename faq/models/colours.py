"""Whether a brand's colour can be read, and the shades that go with it (WCAG 2.2, level AA)."""

import re
from dataclasses import dataclass
from typing import Final

LEAST_CONTRAST: Final = 4.5


@dataclass(frozen=True, slots=True)
class Ground:
    """What a colour stands on, as `static/css/tokens.css` has it: `#` and six digits each."""

    grounds: dict[str, str]  # by their German name
    ink: str
    on_accent: str

    @property
    def paper(self) -> str:
        return next(iter(self.grounds.values()))


GROUNDS: Final = {
    "light": Ground(
        {"dem Papier": "#faf8f3", "Kästen": "#ffffff", "Flächen": "#f2efe8"}, "#182023", "#ffffff"
    ),
    "dark": Ground(
        {"dem Papier": "#121719", "Kästen": "#1a2124", "Flächen": "#20282b"}, "#e9edeb", "#0b1416"
    ),
}


def shades(ground: Ground, accent: str) -> dict[str, str]:
    """The tokens that an accent replaces."""
    return {
        "accent": accent,
        "accent-strong": _mixed(accent, ground.ink, 0.25),
        "accent-soft": _mixed(ground.paper, accent, 0.1),
    }


def faint_on(ground: Ground, accent: str) -> str:
    """Where text in this colour, or on it, could not be read; empty where it can be everywhere."""
    if not re.fullmatch(r"#[0-9a-f]{6}", accent):
        return ""
    pairs = [(name, accent, paper) for name, paper in ground.grounds.items()]
    pairs.append(("ihrer eigenen Tönung", accent, shades(ground, accent)["accent-soft"]))
    pairs.append(("Knöpfen", ground.on_accent, accent))
    faint = (name for name, one, other in pairs if contrast(one, other) < LEAST_CONTRAST)
    return next(faint, "")


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
