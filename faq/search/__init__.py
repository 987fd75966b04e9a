"""Search over all public content: one mechanism on both databases."""

from faq.search.log import count_search
from faq.search.service import CODES, Hit, Place, Results, search
from faq.search.suggestions import SuggestedAnswer, suggest

__all__ = [
    "CODES",
    "Hit",
    "Place",
    "Results",
    "SuggestedAnswer",
    "count_search",
    "search",
    "suggest",
]
