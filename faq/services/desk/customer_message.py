"""What a customer's message asks: its sentences, without courtesy, quotation and signature."""

import re
from collections.abc import Iterator

MOST_CHARACTERS = 6_000
MOST_QUESTIONS = 10
FEWEST_WORDS = 2
LONGEST_SENTENCE = 300

# Where a message ends for our purpose: quoted mail, signature, good-bye.
_END = re.compile(
    r"^(?:-- ?$|-{3,} ?(?:Ursprüngliche|Original|Weitergeleitete)|(?:Von|From): .*@"
    r"|Am .{6,80} schrieb|On .{6,80} wrote"
    r"|(?:Mit )?(?:viele[nm]?|liebe[nm]?|beste[nm]?|freundliche[nm]?|herzliche[nm]?)"
    r" (?:Gr[uü](?:ß|ss)|Dank)|MfG\b|LG\b)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hallo|guten (?:tag|morgen|abend)|sehr geehrte|liebe[sr]?\b|moin|servus)[^.!?]{0,60}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|https?://\S+")


def questions(message: str) -> list[str]:
    """The sentences of a message that may ask something, at most `MOST_QUESTIONS`."""
    text = "\n".join(_own_lines(message[:MOST_CHARACTERS]))
    sentences = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    asking = (part for part in sentences if len(part.split()) >= FEWEST_WORDS)
    return [part[:LONGEST_SENTENCE] for part in dict.fromkeys(asking)][:MOST_QUESTIONS]


def _own_lines(message: str) -> Iterator[str]:
    """The lines that the customer wrote now; addresses say nothing of the question."""
    for line in message.splitlines():
        text = line.strip()
        if _END.match(text):
            return
        if not text.startswith(">") and not _GREETING.match(text.rstrip(",!")):
            yield _ADDRESS.sub(" ", text)
