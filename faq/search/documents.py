"""From an answer to its document: which words are searched in which field, and where they stand.

Pure reading: nothing is written here.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from unicodedata import normalize

import numpy as np

from faq.analysis import ANALYZER_VERSION, PART, forms, read
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


def texts(answer: Answer) -> dict[str, str]:
    """The searched texts by field; `FIELDS` says how much each counts."""
    fields = {
        "codes": answer.numbers,
        "title": answer.title,
        "keywords": answer.keywords,
        "lead": answer.lead,
        "body": answer.body,
        "place": answer.place,
    }
    return {name: normalize("NFC", text) for name, text in fields.items()}


def forms_of(answer: Answer) -> Iterator[str]:
    """Every folded word of an answer, repeated as it is."""
    for text in texts(answer).values():
        yield from forms(text)


def document(answer: Answer, site_words: Container[str]) -> SearchDocument:
    """Make the document of an answer; ``site_words`` are words that may be parts of compounds."""
    fields: dict[str, list[str]] = {}
    words: dict[str, None] = {}
    for name, text in texts(answer).items():
        found: list[str] = []
        fields[name] = found
        for token, terms in islice(read(text, site_words), MOST_TERMS):
            found += terms
            words[token.form] = None
            words |= dict.fromkeys(token.parts)
    weighed = strengths(fields)
    text = normalize("NFC", " ".join(answer.text.split()))
    title = normalize("NFC", answer.title)
    places, marked = located([title, text], site_words)
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
        text=text,
        places=places,
        words=marked,
        meanings=b"" if (vectors := directions(meant(answer))) is None else vectors.tobytes(),
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


def located(texts: Sequence[str], site_words: Container[str]) -> tuple[bytes, str]:
    """Where the words of texts stand, one text after the other, and their terms.

    Places are pairs of start and end; the terms of one word are joined by the mark of parts.
    """
    places: list[int] = []
    terms: list[str] = []
    for number, text in enumerate(texts):
        before = sum(len(other) + 1 for other in texts[:number])
        for token, found in islice(read(text, site_words), MOST_WORDS):
            places += (before + token.start, before + token.end)
            own, *more = found
            terms.append(own + "".join(term for term in more if term[0] == PART))
    return np.array(places, PLACES).tobytes(), " ".join(terms)
