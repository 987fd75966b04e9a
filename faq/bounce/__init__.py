"""What does this returned message mean? Pasted text or a raw message in, a ``Report`` out.

``analyse`` is pure and total: it never raises, and its running time grows linearly with the
input.
"""

from faq.bounce.analyse import analyse
from faq.bounce.report import (
    Cause,
    Code,
    Confidence,
    Evidence,
    Failure,
    Outcome,
    Party,
    Permanence,
    Report,
)

__all__ = [
    "Cause",
    "Code",
    "Confidence",
    "Evidence",
    "Failure",
    "Outcome",
    "Party",
    "Permanence",
    "Report",
    "analyse",
]
