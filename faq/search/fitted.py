"""What a fit of the search yields; the values stand in `weights`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the numbers of a document and of those of a leader, and when it is sure."""

    order: Mapping[str, float]
    certainty: Mapping[str, float]
    sure: float
