"""What Markdown says: links, pictures, headings and steps."""

import re
from collections.abc import Iterator

from faq.proofread.hint import Context, Hint, Kind
from faq.proofread.prose import line_of

EMPTY_LINK_TEXTS = frozenset(
    {"hier", "hier klicken", "klicken sie hier", "klick", "link", "dieser link", "mehr", "weiter",
     "weiterlesen", "mehr erfahren", "diese seite", "dort", "siehe hier", "anleitung hier", "da"}
)  # fmt: skip
PLACEHOLDERS = frozenset({"", "bildbeschreibung", "bild", "screenshot", "foto", "image", "grafik"})

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\s]*)[^)\n]*\)")
_PICTURE = re.compile(r"!\[(?P<text>[^\]\n]*)\]\([^)\n]*\)")
_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)[^`\n]+?\1")
_HEADING = re.compile(r"^(#{1,6})[ \t]+\S.*$", re.MULTILINE)
_STEP = re.compile(r"^\d{1,9}[.)][ \t]+(?P<text>\S.*)$", re.MULTILINE)
_VERB = re.compile(
    r"\bSie\b|\b(?:ist|sind|war|waren|wird|werden|hat|haben|kann|können|muss|müssen|soll|sollen|darf|dürfen|"
    r"geht|gehen|gibt|steht|stehen|erscheint|öffnet|zeigt|fragt|kommt|heißt|wartet|braucht|lässt|"
    r"beginnt|endet|liegt|passt|stimmt|bleibt|fehlt|führt)\b"
    r"|\b[a-zäöüß]{2,}(?:en|ern|eln)(?=[.!:,;]|\s*$|\s+(?:und|oder)\b)"
    r"|\b[a-zäöüß]{3,}t(?=,)"
)
FIRST_LEVEL = 2


def structure(source: str, context: Context) -> Iterator[Hint]:
    """Hints about the Markdown of a source; code is left alone."""
    text = source
    for pattern in (_FENCE, _CODE):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    yield from _links(text, context)
    yield from _pictures(text)
    yield from _headings(text)
    yield from _steps(text, source)


def _links(text: str, context: Context) -> Iterator[Hint]:
    for found in _LINK.finditer(text):
        words, target = found["text"].strip(" *_.").lower(), found["target"].strip("<>")
        line = line_of(text, found.start())
        if words in EMPTY_LINK_TEXTS or words.startswith(("http://", "https://", "www.")):
            sentence = f"Der Link „{found['text']}“ sagt nicht, wohin er führt."
            yield Hint(Kind.LINK_TEXT, line, *found.span("text"), sentence)
        if context.is_dead(target):
            sentence = f"Der Link „{target}“ führt nirgends hin."
            yield Hint(Kind.DEAD_LINK, line, *found.span("target"), sentence)


def _pictures(text: str) -> Iterator[Hint]:
    for found in _PICTURE.finditer(text):
        if found["text"].strip(" .0123456789").lower() in PLACEHOLDERS:
            sentence = "Sagen Sie, was auf dem Bild zu sehen ist, für alle, die es nicht sehen."
            line = line_of(text, found.start())
            yield Hint(Kind.PICTURE_TEXT, line, *found.span("text"), sentence)


def _headings(text: str) -> Iterator[Hint]:
    level = FIRST_LEVEL - 1
    for found in _HEADING.finditer(text):
        own = len(found[1])
        if own < FIRST_LEVEL or own > level + 1:
            better = "#" * max(FIRST_LEVEL, min(own, level + 1))
            sentence = f"Nach „{'#' * level}“ kommt „{better}“, sonst fehlt eine Ebene."
            if own < FIRST_LEVEL:
                sentence = "„#“ ist die Frage selbst. Überschriften im Text beginnen mit „##“."
            yield Hint(
                Kind.HEADING_ORDER, line_of(text, found.start()), *found.span(1), sentence, better
            )
        level = max(own, FIRST_LEVEL)


def _steps(text: str, source: str) -> Iterator[Hint]:
    for found in _STEP.finditer(text):
        is_label = found["text"].rstrip().endswith(":")  # what to do stands in the list below it
        if not is_label and not _VERB.search(found["text"]):
            sentence = "Dieser Schritt sagt nicht, was zu tun ist."
            line = line_of(source, found.start())
            yield Hint(Kind.STEP_WITHOUT_VERB, line, *found.span("text"), sentence)
