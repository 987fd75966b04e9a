"""What may be meant while somebody is still typing: the titles of the best answers."""

from dataclasses import dataclass

from faq.search.service import LONGEST_QUERY, find

MOST_SUGGESTIONS = 6


@dataclass(frozen=True, slots=True)
class SuggestedAnswer:
    """An answer to jump to: its title, its address, and where it stands."""

    title: str
    url: str
    place: str


def suggest(text: str) -> tuple[SuggestedAnswer, ...]:
    """Give the best answers, or what comes nearest, for what has been typed so far."""
    found = find(text[:LONGEST_QUERY], MOST_SUGGESTIONS)
    cards = (found.index.cards[number] for number in found.answers or found.nearest)
    return tuple(SuggestedAnswer(card.heading, card.url, card.place) for card in cards)
