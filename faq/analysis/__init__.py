"""German text to search terms: pure, without a database and without Django."""

from faq.analysis.analyzer import ANALYZER_VERSION, STOP_WORDS, QueryAnalyzer, forms, read, terms
from faq.analysis.compounds import FixedWords
from faq.analysis.query import Alternative, Group, Origin
from faq.analysis.synonyms import Synonyms
from faq.analysis.tokenizer import tokens
from faq.analysis.tokens import Kind, Token
from faq.analysis.vocabulary import PART, Vocabulary

__all__ = [
    "ANALYZER_VERSION",
    "PART",
    "STOP_WORDS",
    "Alternative",
    "FixedWords",
    "Group",
    "Kind",
    "Origin",
    "QueryAnalyzer",
    "Synonyms",
    "Token",
    "Vocabulary",
    "forms",
    "read",
    "terms",
    "tokens",
]
