"""What did somebody paste, and what does it mean? Text or a raw message in, the answer out.

``analyse`` reads a returned message; ``understand`` tells first what the text is at all. Both are
pure and total: they never raise, and their running time grows linearly with the input.
"""

from faq.bounce.analyse import analyse
from faq.bounce.kinds import Kind, looks_pasted
from faq.bounce.report import (
    Cause,
    Code,
    Confidence,
    Evidence,
    Failure,
    Outcome,
    Party,
    Permanence,
    Place,
    Report,
    Standing,
    Turn,
)
from faq.bounce.topics import Direction, Topic
from faq.bounce.understanding import understand
from faq.bounce.understood import Question, Understanding
from faq.bounce.windows import Window, Windows, windows_of

__all__ = [
    "Cause",
    "Code",
    "Confidence",
    "Direction",
    "Evidence",
    "Failure",
    "Kind",
    "Outcome",
    "Party",
    "Permanence",
    "Place",
    "Question",
    "Report",
    "Standing",
    "Topic",
    "Turn",
    "Understanding",
    "Window",
    "Windows",
    "analyse",
    "looks_pasted",
    "understand",
    "windows_of",
]
