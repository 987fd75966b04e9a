"""From an answer to its document: which words are searched in which field, and where they stand.

Pure reading: nothing is written here.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from unicodedata import normalize

import numpy as np

from faq.analysis import ANALYZER_VERSION, PART, Token, forms, read
from faq.models import SearchDocument, current_brand
from faq.search.meanings import directions
from faq.search.sources import Answer
from faq.search.weighing import strengths

MOST_TERMS = 20_000
"""Terms of one field that are kept: more than any answer has."""
MOST_WORDS = 4_000
"""Words of a text that can be marked and shown."""
MOST_MEANT = 40
"""Texts of an answer whose direction is kept."""
STORED = np.dtype("<f2")
PLACES = np.dtype("<u4")


Analysed = tuple[tuple[Token, tuple[str, ...]], ...]
"""The tokens of a text, each with its terms."""


def texts(answer: Answer) -> dict[str, str]:
    """The searched texts by field, each in one line; `FIELDS` says how much each counts."""
    fields = {
        "codes": answer.numbers,
        "title": answer.title,
        "keywords": answer.keywords,
        "lead": answer.lead,
        "body": answer.body,
        "place": answer.place,
    }
    return {name: in_one_line(text) for name, text in fields.items()}


def in_one_line(text: str) -> str:
    """A text as it is read and shown: composed letters, no line ends."""
    return normalize("NFC", " ".join(text.split()))


def forms_of(answer: Answer) -> Iterator[str]:
    """Every folded word of an answer, repeated as it is."""
    for text in texts(answer).values():
        yield from forms(text)


def documents(answers: Sequence[Answer], site_words: Container[str]) -> list[SearchDocument]:
    """Make the documents of answers; ``site_words`` are words that may be parts of compounds.

    The encoder reads the texts of all of them together: one by one takes three times as long.
    """
    made = [worded(answer, site_words) for answer in answers]
    lines_of = [meant(answer) for answer in answers]
    vectors = directions([line for lines in lines_of for line in lines])
    if vectors is not None:
        ends = np.cumsum([len(lines) for lines in lines_of])
        for document, own in zip(made, np.split(vectors, ends[:-1]), strict=True):
            document.meanings = own.tobytes()
    return made


def worded(answer: Answer, site_words: Container[str]) -> SearchDocument:
    """A document as far as words go, without the directions of its texts."""
    searched, title, shown = texts(answer), normalize("NFC", answer.title), in_one_line(answer.text)
    readings: dict[str, Analysed] = {
        text: tuple(islice(read(text, site_words), MOST_TERMS))
        for text in {*searched.values(), title, shown}
    }
    fields: dict[str, list[str]] = {}
    words: dict[str, None] = {}
    for name, text in searched.items():
        fields[name] = [term for _, terms in readings[text] for term in terms]
        for token, _ in readings[text]:
            words[token.form] = None
            words |= dict.fromkeys(token.parts)
    weighed = strengths(fields)
    places, marked = located([(line, readings[line]) for line in (title, shown)])
    return SearchDocument(
        key=answer.key,
        brand=current_brand(),
        kind=answer.kind,
        title=title,
        url=answer.url,
        label=answer.label,
        place_key=answer.place_key,
        place=answer.place,
        is_rare=answer.is_rare,
        shows_servers=answer.shows_servers,
        codes="\n".join(answer.codes),
        short_texts="\n".join(short_texts(answer)),
        terms=" ".join(weighed),
        strengths=np.fromiter(weighed.values(), STORED, len(weighed)).tobytes(),
        forms=" ".join(islice(words, MOST_TERMS)),
        text=shown,
        places=places,
        words=marked,
        analyzer_version=ANALYZER_VERSION,
    )


def short_texts(answer: Answer) -> list[str]:
    """Title, search words and headings: what a question may look like as a whole."""
    lines = [answer.title, *answer.keywords.splitlines(), *answer.headings]
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def meant(answer: Answer) -> list[str]:
    """What tells together what an answer is about: title, beginning and search words."""
    beginning = " ".join((answer.lead or answer.text).split())
    lines = [answer.title, f"{answer.title}. {beginning}", *answer.keywords.splitlines()]
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))[:MOST_MEANT]


def located(analysed: Sequence[tuple[str, Analysed]]) -> tuple[bytes, str]:
    """Where the words of texts stand, one text after the other, and their terms.

    Places are pairs of start and end; the terms of one word are joined by the mark of parts.
    """
    places: list[int] = []
    terms: list[str] = []
    before = 0
    for text, tokens in analysed:
        for token, found in tokens[:MOST_WORDS]:
            places += (before + token.start, before + token.end)
            own, *more = found
            terms.append(own + "".join(term for term in more if term[0] == PART))
        before += len(text) + 1
    return np.array(places, PLACES).tobytes(), " ".join(terms)
