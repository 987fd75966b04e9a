"""What may be meant while somebody is still typing: the titles of the best answers."""

from dataclasses import dataclass

from faq.search.service import best_answers, place_of

MOST_SUGGESTIONS = 6


@dataclass(frozen=True, slots=True)
class SuggestedAnswer:
    """An answer to jump to: its title, its address, and where it stands."""

    title: str
    url: str
    place: str


def suggest(text: str) -> tuple[SuggestedAnswer, ...]:
    """Give the best answers for what has been typed so far; none for nothing."""
    return tuple(
        SuggestedAnswer(str(content), content.get_absolute_url(), place_of(content)[1])
        for content in best_answers(text, MOST_SUGGESTIONS)
    )
