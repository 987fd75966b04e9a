"""Search over all public content: one mechanism on both databases."""

from faq.analysis.excerpt import Span
from faq.search.hits import Hit
from faq.search.log import count_search
from faq.search.meanings import learn_questions, meaning_state
from faq.search.nearness import grouped
from faq.search.section_hits import MatchedSection, matching_sections
from faq.search.service import PER_PAGE, Place, Results, preload, search
from faq.search.sources import CODES
from faq.search.suggestions import SuggestedAnswer, suggest

__all__ = [
    "CODES",
    "PER_PAGE",
    "Hit",
    "MatchedSection",
    "Place",
    "Results",
    "Span",
    "SuggestedAnswer",
    "count_search",
    "grouped",
    "learn_questions",
    "matching_sections",
    "meaning_state",
    "preload",
    "search",
    "suggest",
]
