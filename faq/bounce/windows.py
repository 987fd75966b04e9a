"""Which records of program windows fit a text? By code and by wording, most telling first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from faq.bounce.phrases import normal
from faq.bounce.report import Party
from faq.bounce.topics import Direction
from faq.bounce.transcript import squeezed

_TEXT_LIMIT = 6_000
_GAP = 120  # characters a variable part of a wording may have
_MOST = 3
_TOO_SHORT = 8  # letters; less of a wording proves nothing
_NO_WORD = " .,:;\"'"


@dataclass(frozen=True, slots=True)
class Window:
    """A record that staff keep; in a wording, ``*`` stands for what varies."""

    key: str
    codes: tuple[str, ...]
    wordings: tuple[str, ...]
    direction: Direction = Direction.BOTH
    party: Party = Party.UNKNOWN
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wording:
    """The fixed parts of a wording as texts are compared, and how many letters they have."""

    parts: tuple[str, ...]
    letters: int

    def stands_in(self, text: str) -> bool:
        position, limit = 0, len(text)
        for part in self.parts:
            position = text.find(part, position, limit)
            if position < 0:
                return False
            position += len(part)
            limit = position + len(part) + _GAP
        return True


@dataclass(frozen=True, slots=True)
class _Known:
    window: Window
    codes: tuple[str, ...]
    wordings: tuple[_Wording, ...]
    programs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """Every record, ready to be looked up."""

    known: tuple[_Known, ...] = ()

    def matching(self, plain: str) -> tuple[Window, ...]:
        """Return the records that fit ``plain`` (lower case): a code and most letters first."""
        text = normal(squeezed(plain[:_TEXT_LIMIT]))
        fits = [(fit, known.window) for known in self.known if (fit := _fit(known, text))]
        fits.sort(key=itemgetter(0))
        return tuple(window for _, window in fits[:_MOST])


def windows_of(records: Iterable[Window]) -> Windows:
    """Return the records with their wordings as texts are compared."""
    return Windows(tuple(_known(record) for record in records))


def _known(window: Window) -> _Known:
    return _Known(
        window=window,
        codes=tuple(code.lower() for code in window.codes),
        wordings=tuple(_wording(text) for text in window.wordings),
        programs=tuple(name.lower() for name in window.programs),
    )


def _wording(text: str) -> _Wording:
    parts = (part.strip(_NO_WORD) for part in normal(squeezed(text.lower())).split("*"))
    fixed = tuple(part for part in parts if part)
    return _Wording(fixed, sum(map(len, fixed)))


def _fit(known: _Known, text: str) -> tuple[bool, int, bool, str] | None:
    """How well the record fits, smaller is better; None if it does not."""
    has_code = any(_stands(code, text) for code in known.codes)
    letters = max(
        (w.letters for w in known.wordings if w.letters >= _TOO_SHORT and w.stands_in(text)),
        default=0,
    )
    if not has_code and not letters:
        return None
    names = any(program in text for program in known.programs)
    return not has_code, -letters, not names, known.window.key


def _stands(code: str, text: str) -> bool:
    return code in text and re.search(rf"(?<![\w.]){re.escape(code)}(?![\w])", text) is not None
