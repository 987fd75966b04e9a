"""How strongly a document is about a term: one BM25F for both databases.

Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Everything
that depends on the document alone is worked out when it is written.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from faq.analysis import PART


@dataclass(frozen=True, slots=True)
class Field:
    """How much a field of a document counts, and how far its length matters (0 to 1)."""

    weight: float
    length_matters: float
    usual_length: float


FIELDS: Mapping[str, Field] = {
    "codes": Field(6.0, 0.0, 1.0),
    "title": Field(6.0, 0.8, 8.0),
    "keywords": Field(5.0, 0.0, 1.0),
    "lead": Field(2.0, 0.5, 45.0),
    "body": Field(1.0, 0.7, 250.0),
    "place": Field(0.5, 0.0, 1.0),
}
SATURATION = 2.2
INSIDE_COMPOUND = 0.6


def strengths(fields: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Give each term (those inside compounds without their mark) its strength from 0 to 1."""
    weights: defaultdict[str, float] = defaultdict(float)
    for name, terms in fields.items():
        field = FIELDS[name]
        length = len(terms) / field.usual_length
        weight = field.weight / (1 - field.length_matters + field.length_matters * length)
        for term in terms:
            if term[0] == PART:
                weights[term[1:]] += weight * INSIDE_COMPOUND
            else:
                weights[term] += weight
    return {term: weight / (SATURATION + weight) for term, weight in weights.items()}
