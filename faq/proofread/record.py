"""What a record lacks as a whole."""

from faq.proofread.hint import Hint, Kind


def missing_search_words(title: str, search_words: str) -> Hint | None:
    """A hint for content that readers find only by the house's own words."""
    own = title.casefold()
    others = [word for word in search_words.split("\n") if word.strip()]
    if any(word.strip().casefold() not in own for word in others):
        return None
    sentence = "Es fehlen Suchwörter: Wie nennen Kunden das, wenn sie danach suchen?"
    return Hint(Kind.SEARCH_WORDS, 1, 0, 0, sentence)
