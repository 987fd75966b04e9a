"""What is shown of an answer: title, excerpt and place, with the words of the query marked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from faq.analysis import PART, STOP_WORDS, Group
from faq.analysis.excerpt import Find, Span, excerpt, marked
from faq.models import Entry, ErrorCode
from faq.search.documents import PLACES
from faq.search.index import Card
from faq.search.shown_texts import ShownText
from faq.search.sources import CODE, ENTRY, PLACE


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer on the page of results; ``key`` is its name, such as `abwesenheit`, `code-550`.

    ``title`` and ``excerpt`` are spans of text, the words of the query marked. ``is_direct`` where
    the query names its code.
    """

    key: str
    kind: str
    url: str
    code: str
    place: str
    title: tuple[Span, ...]
    excerpt: tuple[Span, ...]
    is_direct: bool = False

    @property
    def is_entry(self) -> bool:
        return self.kind == ENTRY

    @property
    def is_code(self) -> bool:
        return self.kind == CODE

    @property
    def is_answer(self) -> bool:
        """Whether it answers something, and is no mere list of answers."""
        return self.kind != PLACE

    @property
    def heading(self) -> str:
        """The title as plain text, led by the code."""
        title = "".join(span.text for span in self.title)
        return f"{self.code} – {title}" if self.code else title

    @property
    def content(self) -> Entry | ErrorCode | None:
        """The entry or the code, where it is one."""
        if self.is_code:
            return ErrorCode.objects.published().filter(key=self.content_key).first()
        return Entry.objects.published().filter(key=self.key).first()

    @property
    def content_key(self) -> str:
        """The key among its own kind: `550` for `code-550`."""
        return self.key if self.is_entry else self.key.partition("-")[2]


def hit(card: Card, shown: ShownText, wanted: Collection[str], is_direct: bool = False) -> Hit:
    """Make a hit of a document; its texts were analysed when it was written."""
    behind_title = len(card.title) + 1
    finds = _finds(shown, wanted)
    in_text = [(s - behind_title, e - behind_title, t) for s, e, t in finds if s >= behind_title]
    return Hit(
        key=card.key,
        kind=card.kind,
        url=card.url,
        code=card.label,
        place=card.place,
        title=marked(card.title, [find for find in finds if find[0] < behind_title]),
        excerpt=excerpt(shown.text, in_text),
        is_direct=is_direct,
    )


def wanted_terms(groups: Iterable[Group]) -> frozenset[str]:
    """The terms to mark: of every word but stop words, unless there is nothing else."""
    telling = [group for group in groups if not group.is_stop_word] or list(groups)
    return frozenset(
        term
        for group in telling
        for alternative in group.alternatives
        for one_of in alternative.terms
        for term in one_of
        if group.is_stop_word or term not in STOP_WORDS
    )


def _finds(shown: ShownText, wanted: Collection[str]) -> list[Find]:
    places = np.frombuffer(shown.places, PLACES).reshape(-1, 2)
    return [
        (int(places[i, 0]), int(places[i, 1]), found)
        for i, word in enumerate(shown.words.split(" "))
        if (found := _wanted_in(word, wanted))
    ]


def _wanted_in(word: str, wanted: Collection[str]) -> str:
    if word in wanted:
        return word
    if PART in word:
        return next((part for part in word.split(PART) if part in wanted), "")
    return ""
