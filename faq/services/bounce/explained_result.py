"""Everything the site says about one pasted text, as values: page, API and desk are made of it."""

from dataclasses import dataclass

from faq.bounce import Kind, Outcome, Party, Turn, Understanding
from faq.models import Explanation, ProgramWindow
from faq.search import Hit
from faq.services.bounce.explanations import Answer, Line
from faq.services.bounce.own_servers import ServerState
from faq.services.bounce.ways_on import AskedBack, Way

_SUMMARY_LENGTH = 400
_HEADINGS = {
    Kind.SERVER_REPORT: "Das bedeutet Ihre Fehlermeldung",
    Kind.PROGRAM_WINDOW: "Das bedeutet die Meldung Ihres Programms",
    Kind.OWN_WORDS: "Das hilft bei Ihrem Problem",
    Kind.NOT_A_FAILURE: "Das ist keine Fehlermeldung",
    Kind.PHISHING: "Vorsicht, Betrug",
}
_UNSURE_HEADINGS = {
    Kind.NOT_A_FAILURE: "Wohl keine Fehlermeldung",
    Kind.PHISHING: "Vorsicht, vielleicht Betrug",
}
_SUMMARY = {
    Kind.SERVER_REPORT: "Zurückgekommene E-Mail",
    Kind.PROGRAM_WINDOW: "Meldung eines Mailprogramms",
    Kind.OWN_WORDS: "Beschreibung eines Problems",
    Kind.NOT_A_FAILURE: "Eingefügter Text",
    Kind.PHISHING: "Verdacht auf Betrug",
}
_TURNS = {
    Turn.READER: "Kunde",
    Turn.SUPPORT: "Support",
    Turn.RECIPIENT: "Empfänger",
    Turn.WAIT: "niemand, abwarten",
    Turn.NOBODY: "niemand",
    Turn.UNKNOWN: "unklar",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything the site says about one text: page, API, desk and command are made of it.

    ``answers`` explain what a server said, one per recipient; ``windows`` what a program shows;
    ``ways`` lead on, ``hits`` are what the search finds where nothing else is known.
    """

    known: Understanding
    answers: tuple[Answer, ...]
    windows: tuple[ProgramWindow, ...]
    ways: tuple[Way, ...]
    notice: Explanation | None
    asked_back: AskedBack | None
    hits: tuple[Hit, ...]
    state: ServerState | None
    lines: tuple[Line, ...]
    has_more_lines: bool
    has_database: bool

    @property
    def kind(self) -> Kind:
        """What was pasted."""
        return self.known.kind

    @property
    def outcome(self) -> Outcome:
        """What kind of report it is."""
        return self.known.report.outcome

    @property
    def warns(self) -> bool:
        """Whether what is said is a warning."""
        return self.kind is Kind.PHISHING

    @property
    def says_why(self) -> bool:
        """Whether the text tells what happened, surely or not."""
        return self.known.fault is not Party.UNKNOWN

    @property
    def title(self) -> str:
        """The answer in a line."""
        titles = [window.title for window in self.windows]
        titles += [self.notice.title] if self.notice else []
        titles += [answer.advice.title for answer in self.answers]
        return next(iter(titles), self.heading)

    @property
    def heading(self) -> str:
        """What the page is called."""
        if self.kind is Kind.NOT_A_FAILURE and self.notice:
            return self.notice.title
        unsure = "" if self.known.is_sure else _UNSURE_HEADINGS.get(self.kind)
        return unsure or _HEADINGS[self.kind]

    @property
    def summary(self) -> str:
        """What support needs to know, as plain text."""
        known = self.known
        first = [_SUMMARY[known.kind], f"Ergebnis: {self.title}"]
        codes = [f"Codes: {', '.join(self.codes)}"] if self.codes else []
        people = [f"Empfänger: {a.recipient}" for a in self.answers if a.recipient]
        said = [f"Meldung: {a.failure.diagnostic}" for a in self.answers if a.failure.diagnostic]
        text = " ".join(known.report.text.split())[:_SUMMARY_LENGTH]
        own = [] if said or known.kind is Kind.SERVER_REPORT else [f"Text: {text}"]
        acts = [f"Handeln kann: {_TURNS[known.turn]}"]
        return "\n".join([*first, *codes, *people, *acts, *said, *own])

    @property
    def has_decisive_line(self) -> bool:
        """Whether a line of the message proves the answer."""
        return any(line.is_decisive for line in self.lines)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of everything that answers, in the order shown."""
        keys = [window.key for window in self.windows]
        keys += [f"cause-{self.notice.cause}"] if self.notice else []
        for answer in self.answers:
            keys.append(f"cause-{answer.failure.cause}")
            keys += [f"code-{record.key}" for record in answer.records]
        keys += [way.key for way in self.ways]
        keys += [way.key for way in self.asked_back.ways] if self.asked_back else []
        keys += [hit.key for hit in self.hits] + (["search"] if needs_search(self.known) else [])
        return tuple(dict.fromkeys(keys))

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that stands in the text: of programs, replies, enhanced codes."""
        said = [part for code in self.known.report.codes for part in (code.reply, code.enhanced)]
        return tuple(dict.fromkeys([*self.known.hexadecimal, *filter(None, said)]))


def needs_search(known: Understanding) -> bool:
    """Whether the search has to help: nothing else is surely known."""
    if known.kind in (Kind.OWN_WORDS, Kind.PROGRAM_WINDOW):
        return True
    return known.fault is Party.UNKNOWN
