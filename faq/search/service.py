"""Searching: from what a reader typed to what the page shows, in that order."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from faq.analysis import STOP_WORDS, Group, tokens
from faq.analysis.excerpt import Span, excerpt, marked
from faq.models import Entry, ErrorCode, SearchDocument, ShownBlock, shown_blocks
from faq.search.candidates import candidate_numbers
from faq.search.lexicon import Lexicon, current_lexicon
from faq.search.ranking import FIELDS, Candidate, Ranker, Scored
from faq.search.typed_codes import direct_answers

LONGEST_QUERY = 2_000
PER_PAGE = 10
MOST_HITS = 50
MOST_WEAK = 3
ENOUGH = 0.55
"""Share of a query that a document must answer to be a hit; less is only a suggestion."""
WORTH_SHOWING = 0.25
"""Hits far behind the first one (as a share of its score) are left out."""
PRIORS = {None: 1.0, True: 0.9, False: 0.5}
"""What an entry counts (None), a code in the site's two tables, and a rare code outside them."""
LOOKS_PASTED = 160
CODES = "fehlercodes"
"""Name of the error codes as a filter, beside the keys of the categories."""

_SHOWN = (
    "entry__key", "entry__title", "entry__plain_text", "entry__block",
    "entry__search_words", "entry__category__key", "entry__category__title",
    "error_code__key", "error_code__title", "error_code__plain_text",
    "error_code__reply_code", "error_code__enhanced_code", "error_code__text",
    "error_code__search_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer on the page of results; ``key`` is the entry's, or ``code-`` and the code's.

    ``title`` and ``excerpt`` are spans of text, the words of the query (``wanted``) marked.
    """

    key: str
    url: str
    code: str
    title: tuple[Span, ...]
    place: str
    content: Entry | ErrorCode
    is_direct: bool
    wanted: Collection[str]

    @property
    def excerpt(self) -> tuple[Span, ...]:
        """The passage that answers best; made when asked for, it costs more than the search."""
        return excerpt(self.content.plain_text, self.wanted)


@dataclass(frozen=True, slots=True)
class Place:
    """A category, or the error codes, with the number of hits in it."""

    key: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the page of results shows.

    ``hits`` are the answers of this page, best first, records of typed codes leading
    (``is_direct``), ``total`` is their number on all pages; ``weak`` are mere suggestions, given
    only where nothing is an answer. ``correction`` is the query as it was probably meant.
    ``settings`` are the services, where the entry that shows them is the first answer.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    page: int
    weak: tuple[Hit, ...]
    correction: str
    settings: tuple[ShownBlock, ...]
    looks_pasted: bool
    category: str
    places: tuple[Place, ...]

    @property
    def last_page(self) -> int:
        """Number of the last page, 1 where everything is on one."""
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query means and finds, before a page is made of it."""

    groups: tuple[Group, ...]
    direct: list[Entry | ErrorCode]
    contents: list[Entry | ErrorCode]
    is_answered: bool


def search(text: str, *, category: str = "", page: int = 1) -> Results:
    """Find what answers ``text``; any text of any length is a valid query.

    A last word without a blank behind it may be unfinished. ``category`` is the key of a category
    or `CODES`; ``page`` counts from 1, with `PER_PAGE` hits each and `MOST_HITS` in all.
    """
    query = text[:LONGEST_QUERY]
    found = _find(query, MOST_HITS)
    answers = found.contents if found.is_answered else []
    chosen = [c for c in answers if not category or place_of(c)[0] == category]
    wanted = wanted_terms(found.groups)
    return Results(
        query=query.strip(),
        hits=tuple(
            _hit(content, wanted, content in found.direct)
            for content in chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
        ),
        total=len(chosen),
        page=page,
        weak=() if answers else tuple(_hit(c, wanted) for c in found.contents[:MOST_WEAK]),
        correction=_correction(query, found),
        settings=_settings(answers),
        looks_pasted=len(query) > LOOKS_PASTED,
        category=category,
        places=_places(answers),
    )


def best_answers(text: str, limit: int) -> list[Entry | ErrorCode]:
    """Give the first answers only, in the order of `search`."""
    found = _find(text[:LONGEST_QUERY], limit)
    return found.contents[:limit] if found.is_answered else []


def _find(query: str, limit: int) -> _Found:
    lexicon = current_lexicon()
    groups = lexicon.analyzer.groups(query)
    direct = direct_answers(groups)
    ranked = _ranked(groups, lexicon)
    return _Found(
        groups,
        direct,
        _contents(direct, ranked[:limit]),
        bool(direct) or any(scored.coverage >= ENOUGH for scored in ranked[:MOST_WEAK]),
    )


def _ranked(groups: Sequence[Group], lexicon: Lexicon) -> list[Scored]:
    ranker = Ranker(groups, lexicon.vocabulary, lexicon.body_length)
    numbers = candidate_numbers(groups, ranker.importance, lexicon.vocabulary)
    ranked = ranker.rank(_candidates(numbers))
    least = ranked[0].score * WORTH_SHOWING if ranked else 0.0
    return [scored for scored in ranked if scored.score > least]


def _candidates(numbers: Sequence[int]) -> Iterator[Candidate]:
    rows = SearchDocument.objects.filter(pk__in=numbers).values_list(
        "pk", "error_code__is_listed", *FIELDS
    )
    for number, is_listed, *texts in rows:
        prior = PRIORS[is_listed]
        yield Candidate(number, dict(zip(FIELDS, texts, strict=True)), prior)


def _contents(
    direct: Sequence[Entry | ErrorCode], ranked: Sequence[Scored]
) -> list[Entry | ErrorCode]:
    """Records of typed codes, then the ranked content, each once."""
    rows = (
        SearchDocument.objects.select_related("entry__category", "error_code")
        .only(*_SHOWN)
        .in_bulk([scored.number for scored in ranked])
    )
    found = [rows[scored.number] for scored in ranked if scored.number in rows]
    others = [document.entry or document.error_code for document in found]
    return list(dict.fromkeys([*direct, *(content for content in others if content)]))


def _hit(content: Entry | ErrorCode, wanted: Collection[str], is_direct: bool = False) -> Hit:
    key, place = place_of(content)
    return Hit(
        key=f"code-{content.key}" if key == CODES else content.key,
        url=content.get_absolute_url(),
        code=content.label if isinstance(content, ErrorCode) else "",
        title=marked(content.title, wanted),
        place=place,
        content=content,
        is_direct=is_direct,
        wanted=wanted,
    )


def place_of(content: Entry | ErrorCode) -> tuple[str, str]:
    """What content can be filtered by: key and title of its category, or of the codes."""
    if isinstance(content, Entry):
        return content.category.key, content.category.title
    return CODES, str(ErrorCode._meta.verbose_name_plural)


def wanted_terms(groups: Iterable[Group]) -> frozenset[str]:
    """The terms to mark: of every word but stop words, unless there is nothing else."""
    telling = [group for group in groups if not group.is_stop_word] or list(groups)
    return frozenset(
        term
        for group in telling
        for alternative in group.alternatives
        for one_of in alternative.terms
        for term in one_of
        if group.is_stop_word or term not in STOP_WORDS
    )


def _correction(query: str, found: _Found) -> str:
    """The query with unknown words as they were probably meant; empty when nothing is unknown."""
    text, position = "", 0
    for group in found.groups:
        if group.correction and (spelling := _spelling(group.correction, found.contents)):
            text += query[position : group.start] + spelling
            position = group.end
    return (text + query[position:]).strip() if position else ""


def _spelling(form: str, contents: Iterable[Entry | ErrorCode]) -> str:
    """How a folded word is really written, with umlauts and capitals, in what was found."""
    for content in islice(contents, PER_PAGE):
        for text in (content.title, content.search_words, content.plain_text):
            for token in tokens(text):
                if token.form == form:
                    return text[token.start : token.end]
    return ""


def _settings(answers: Sequence[Entry | ErrorCode]) -> tuple[ShownBlock, ...]:
    """The services, where the first answer is the entry that shows them."""
    first = answers[0] if answers else None
    shown = isinstance(first, Entry) and first.shows_mail_servers
    return shown_blocks() if shown else ()


def _places(answers: Sequence[Entry | ErrorCode]) -> tuple[Place, ...]:
    """Where the answers stand, with how many in each: what they can be filtered by."""
    counts = Counter(map(place_of, answers))
    return tuple(Place(key, title, count) for (key, title), count in counts.most_common())
