"""What a query asks for: groups of alternatives, ready for any index.

Every word of the query is one group; a document needs only one alternative of a group, and the
best it has counts. An alternative is a conjunction of disjunctions of terms: the compound
"Postfachverwaltung" is also met by a document that has "Postfach" *and* ("Verwaltung" or "Admin").
"""

from dataclasses import dataclass
from enum import Enum


class Origin(Enum):
    """How an alternative follows from the word that was typed."""

    LITERAL = "literal"
    JOINED = "joined"
    COMPOUND = "compound"
    SYNONYM = "synonym"
    COMPLETION = "completion"
    CORRECTION = "correction"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that stand for a word: one of each inner tuple; ``weight`` is 1 for the word itself."""

    terms: tuple[tuple[str, ...], ...]
    weight: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Group:
    """One word of the query, ``text[start:end]``, with everything that may stand for it."""

    start: int
    end: int
    form: str
    alternatives: tuple[Alternative, ...]
    is_stop_word: bool = False
    is_verb: bool = False
    is_known: bool = True
    is_number: bool = False  # one that is no code
    correction: str = ""
