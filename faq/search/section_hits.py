"""Which sections of the entries that were found carry the words of the query in their heading."""

from collections.abc import Iterable
from dataclasses import dataclass

from faq.analysis.excerpt import Span, finds_in, marked
from faq.models import Entry
from faq.search.hits import wanted_terms
from faq.search.index import current_index
from faq.search.service import LONGEST_QUERY

MOST_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class MatchedSection:
    """A section of an entry; `title` is its heading with the words of the query marked."""

    anchor: str
    title: tuple[Span, ...]

    @property
    def weight(self) -> int:
        """How much of the heading was asked for, in characters."""
        return sum(len(span.text) for span in self.title if span.is_marked)


def matching_sections(text: str, keys: Iterable[str]) -> dict[str, list[MatchedSection]]:
    """Give the best matching sections by the key of their entry, at most `MOST_SECTIONS` each."""
    wanted = wanted_terms(current_index().analyzer.groups(text[:LONGEST_QUERY]))
    rows = Entry.objects.published().filter(key__in=list(keys)).values_list("key", "headings")
    found: dict[str, list[MatchedSection]] = {}
    for key, headings in rows:
        sections = [
            MatchedSection(h["anchor"], marked(h["title"], finds_in(h["title"], wanted)))
            for h in headings
        ]
        matching = [section for section in sections if section.weight]
        found[key] = sorted(matching, key=lambda section: -section.weight)[:MOST_SECTIONS]
    return found
