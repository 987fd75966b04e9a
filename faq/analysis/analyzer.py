"""From text to terms: what is stored of a document, and what a query asks for.

Both sides go through the same steps (tokens → forms → stems and compound parts), so whatever
they make of a word, they make the same of it. Raise ``ANALYZER_VERSION`` when terms change:
stored documents of another version are stale and are rebuilt.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from faq.analysis import compounds
from faq.analysis.data import words
from faq.analysis.everyday import has_near_word, is_english, is_word
from faq.analysis.query import Alternative, Group, Origin
from faq.analysis.stemmer import PARTICLES, VERB_STEMS, is_verb, join_particle, stem
from faq.analysis.synonyms import Synonyms
from faq.analysis.tokenizer import tokens
from faq.analysis.tokens import Kind, Token
from faq.analysis.vocabulary import PART, Vocabulary
from faq.incoming.codes import read as codes_in

ANALYZER_VERSION = 2
STOP_WORDS = frozenset(words("stopwords"))

LITERAL, JOINED, COMPOUND, SYNONYM = 1.0, 0.9, 0.9, 0.8
SIDE_BY_SIDE = 1.1  # two words of the query that are one word of the document
COMPLETION, COMPLETION_OF_KNOWN, CORRECTION = 0.75, 0.45, 0.7
FIRST_PART, LAST_PART = 0.55, 0.3
MOST_COMPLETIONS = 24
MOST_WORDS = 32
REACH = 9
"""How many words a separated particle may stand behind its verb."""


def forms(text: str) -> Iterator[str]:
    """Yield the folded words of a text: what spelling correction and completion know."""
    for token in tokens(text):
        yield token.form
        yield from token.parts


def read(text: str, site_words: Container[str] = ()) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """Yield each token of a text with its terms.

    These are its stem, the parts of a compound, marked with ``PART``, and with a particle the verb
    that it belongs to, rejoined.
    """
    seen: list[Token] = []
    for token in tokens(text):
        pieces = (PART + part for part in parts(token, site_words))
        verbs = _rejoined(token.form, seen) if token.form in PARTICLES else ()
        yield token, (term(token), *pieces, *verbs)
        seen.append(token)
        del seen[:-REACH]


def terms(text: str, site_words: Container[str] = ()) -> Iterator[str]:
    """Yield the terms of a text; see ``read``."""
    for _, found in read(text, site_words):
        yield from found


def term(token: Token) -> str:
    """Give the term of a token: the stem of a word, everything else as it is."""
    return stem(token.form) if token.kind is Kind.WORD else token.form


def parts(token: Token, site_words: Container[str] = ()) -> tuple[str, ...]:
    """Give the stems of a token's parts: as the writer divided it, and as German does."""
    if token.kind is not Kind.WORD and not token.parts:
        return ()
    if not token.parts:
        return _split(token.form, site_words)
    inner = (p for part in token.parts for p in _split(part, site_words))
    return tuple(dict.fromkeys((*map(stem, token.parts), *inner)))


def _split(form: str, site_words: Container[str]) -> tuple[str, ...]:
    if isinstance(site_words, compounds.FixedWords):
        return site_words.split(form)
    return compounds.split(form, site_words)


def _rejoined(particle: str, before: Sequence[Token]) -> Iterator[str]:
    for token in reversed(before):
        if stem(token.form) in VERB_STEMS and token.form not in STOP_WORDS:
            yield join_particle(particle, token.form)
            return


def typed_tokens(text: str) -> list[Token]:
    """The tokens of what somebody types: codes are read however they are written."""
    codes = codes_in(text)
    rest = text
    for code in codes:
        rest = f"{rest[: code.start]}{' ' * (code.end - code.start)}{rest[code.end :]}"
    found = [Token(code.start, code.end, code.known_as, Kind.CODE) for code in codes]
    return sorted([*tokens(rest), *found])


def _is_foreign(groups: Sequence[Group]) -> bool:
    """Whether something would be corrected in an English text."""
    return any(group.correction for group in groups) and is_english([g.form for g in groups])


def _without_corrections(groups: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(
        replace(
            group,
            correction="",
            alternatives=tuple(a for a in group.alternatives if a.origin is not Origin.CORRECTION),
        )
        for group in groups
    )


class QueryAnalyzer:
    """Reads queries against one state of the vocabulary and of the synonyms."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms

    def groups(self, text: str) -> tuple[Group, ...]:
        """Give one group per word of ``text``; a last word without blank behind may go on."""
        found = list(typed_tokens(text))[:MOST_WORDS]
        unfinished = bool(found) and found[-1].end == len(text)
        extra = self._phrase_synonyms(found)
        self._rejoin(found, extra)
        self._join_neighbours(found, extra)
        groups = tuple(
            self._group(token, tuple(extra[i]), unfinished and i == len(found) - 1)
            for i, token in enumerate(found)
        )
        return _without_corrections(groups) if _is_foreign(groups) else groups

    def _group(self, token: Token, extra: tuple[Alternative, ...], unfinished: bool) -> Group:
        own = term(token)
        alternatives = [*self._readings(token, 1.0), *extra]
        known = self._vocabulary.knows(token.form, own)
        correction = ""
        if token.form not in self._vocabulary.forms:
            alternatives += self._respellings(token)
        if unfinished and token.kind is not Kind.NAME:
            alternatives += self._completions(token, known)
        if not known and token.kind is Kind.WORD and not self._has_match(alternatives):
            corrections = self._corrections(token)
            alternatives += corrections[1]
            correction = corrections[0]
        return Group(
            start=token.start,
            end=token.end,
            form=token.form,
            alternatives=tuple(alternatives),
            is_stop_word=token.form in STOP_WORDS,
            is_verb=is_verb(token.form),
            is_known=known or self._has_match(alternatives),
            is_number=token.kind is Kind.NUMBER,
            correction=correction,
        )

    def _readings(self, token: Token, scale: float) -> Iterator[Alternative]:
        own = term(token)
        yield Alternative(((own,),), LITERAL * scale, Origin.LITERAL)
        yield from self._synonyms_of((own,), SYNONYM * scale)
        pieces = parts(token, self._vocabulary.forms)
        if pieces:
            both = tuple(self._with_synonyms(piece) for piece in pieces)
            literal = tuple((piece,) for piece in pieces)
            yield Alternative(literal, COMPOUND * scale, Origin.COMPOUND)
            yield Alternative(both, COMPOUND * SYNONYM * scale, Origin.COMPOUND)
            yield Alternative((both[0],), FIRST_PART * scale, Origin.PART)
            yield Alternative((both[-1],), LAST_PART * scale, Origin.PART)

    def _with_synonyms(self, piece: str) -> tuple[str, ...]:
        return (piece, *(other[0] for other in self._synonyms.of((piece,)) if len(other) == 1))

    def _synonyms_of(self, phrase: tuple[str, ...], weight: float) -> Iterator[Alternative]:
        for other in self._synonyms.of(phrase):
            yield Alternative(tuple((t,) for t in other), weight, Origin.SYNONYM)

    def _phrase_synonyms(self, found: Sequence[Token]) -> list[list[Alternative]]:
        own = tuple(term(token) for token in found)
        extra: list[list[Alternative]] = [[] for _ in found]
        for first, behind in self._synonyms.phrases(own):
            alternatives = list(self._synonyms_of(own[first:behind], SYNONYM))
            for i in range(first, behind):
                extra[i] += alternatives
        return extra

    def _rejoin(self, found: Sequence[Token], extra: list[list[Alternative]]) -> None:
        for i, token in enumerate(found):
            if token.form not in PARTICLES:
                continue
            for j in [*range(i - 1, max(-1, i - 1 - REACH), -1)]:
                joined = join_particle(token.form, found[j].form)
                if found[j].form not in STOP_WORDS and self._vocabulary.documents_with(joined):
                    extra[j].append(Alternative(((joined,),), LITERAL, Origin.JOINED))
                    extra[j] += self._synonyms_of((joined,), SYNONYM)
                    break

    def _join_neighbours(self, found: Sequence[Token], extra: list[list[Alternative]]) -> None:
        for i in range(len(found) - 1):
            joined = stem(found[i].form + found[i + 1].form)
            if self._vocabulary.knows(found[i].form + found[i + 1].form, joined):
                for j in (i, i + 1):
                    extra[j].append(Alternative(((joined,),), SIDE_BY_SIDE, Origin.JOINED))

    def _completions(self, token: Token, known: bool) -> Iterator[Alternative]:
        if len(token.form) < 2:
            return
        weight = COMPLETION_OF_KNOWN if known else COMPLETION
        found = self._vocabulary.completions(token.form, MOST_COMPLETIONS)
        for completed in dict.fromkeys(stem(form) for form in found if form != token.form):
            yield Alternative(((completed,),), weight, Origin.COMPLETION)

    def _respellings(self, token: Token) -> Iterator[Alternative]:
        """A compound written with other linking letters: Posteingangserver."""
        if parts(token, self._vocabulary.forms):
            for suggestion in self._vocabulary.suggestions(token.form):
                if suggestion.distance == 1:
                    yield Alternative(((stem(suggestion.form),),), JOINED, Origin.JOINED)

    def _corrections(self, token: Token) -> tuple[str, list[Alternative]]:
        if compounds.is_listed(token.form) or is_word(token.form):
            return "", []
        suggestions = self._vocabulary.suggestions(token.form)
        if suggestions and suggestions[0].distance > 1 and has_near_word(token.form):
            return "", []  # an ordinary word is nearer than any that this site knows
        alternatives: list[Alternative] = []
        for suggestion in suggestions:
            near = Token(token.start, token.end, suggestion.form, Kind.WORD)
            scale = CORRECTION * (1 if suggestion.distance == suggestions[0].distance else 0.8)
            alternatives += [
                Alternative(a.terms, a.weight, Origin.CORRECTION)
                for a in self._readings(near, scale)
            ]
        best = suggestions[0].form if suggestions else ""
        return ("" if best in STOP_WORDS else best), alternatives  # "aufm" was well understood

    def _has_match(self, alternatives: Sequence[Alternative]) -> bool:
        return any(
            all(any(self._vocabulary.documents_with(t) for t in one_of) for one_of in a.terms)
            for a in alternatives
            if a.origin not in (Origin.PART, Origin.COMPLETION)
        )
