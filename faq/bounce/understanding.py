"""What did somebody paste, and what is surely known of it? The whole answer, without a word of it.

The kind is told first; each kind then has its own way to the party, the turn and the certainty.
"""

from collections.abc import Iterable
from dataclasses import replace

from faq.bounce import letters
from faq.bounce.analyse import no_failure, report_of
from faq.bounce.fraud import CERTAIN, DOUBTFUL
from faq.bounce.headers import journey
from faq.bounce.kinds import Kind, kind
from faq.bounce.message import read
from faq.bounce.own_words import of_own_words
from faq.bounce.report import Cause, Outcome, Party, Permanence, Report, Turn
from faq.bounce.report_reader import of_a_report
from faq.bounce.signs import Signs, signs
from faq.bounce.transcript import squeezed, transcript
from faq.bounce.understood import Understanding
from faq.bounce.window_reader import of_a_window
from faq.bounce.windows import Windows

_TEXT_LIMIT = 6_000
_NO_WINDOWS = Windows()
_EVIDENCE_OF_A_LETTER = frozenset({Outcome.DELIVERED, Outcome.AUTO_REPLY, Outcome.SPAM_REPORT})


def understand(
    source: bytes | str, *, own_hosts: Iterable[str] = (), windows: Windows = _NO_WINDOWS
) -> Understanding:
    """Return what ``source`` is and what is known of it. Total, in time linear to the input.

    ``own_hosts`` are the names of the operator's servers: they are never the recipient's.
    """
    message = read(source)
    pages = transcript(message.text, message.sections)
    report = report_of(message, pages)
    hosts = tuple(own_hosts)
    found = signs(message, pages, report, hosts)
    known = Understanding(
        kind=_kind(found, report, windows, pages.plain),
        report=report,
        fault=Party.UNKNOWN,
        turn=Turn.UNKNOWN,
        is_sure=False,
        hexadecimal=found.hexadecimal,
        names_own_host=found.names_own_host,
    )
    said = squeezed(pages.plain[:_TEXT_LIMIT])
    match known.kind:
        case Kind.SERVER_REPORT:
            told = of_a_report(known, hosts, pages, found)
            return replace(told, is_sure=told.is_sure and not _may_be_letter(found))
        case Kind.PROGRAM_WINDOW:
            return of_a_window(known, said, windows.matching(pages.plain))
        case Kind.OWN_WORDS:
            return of_own_words(known, said)
        case Kind.PHISHING:
            is_sure = found.suspicion >= CERTAIN
            return replace(known, fault=Party.NOBODY, turn=Turn.READER, is_sure=is_sure)
        case Kind.NOT_A_FAILURE:
            return replace(
                _of_a_letter(known, found, is_whole=message.is_whole),
                journey=journey(source, hosts) if message.is_whole else None,
            )


def _kind(found: Signs, report: Report, windows: Windows, plain: str) -> Kind:
    """What it looks like; what looks like nothing may be a window that is known."""
    told = kind(found, report)
    is_open = told is Kind.NOT_A_FAILURE and not _is_proved(report, found)
    is_open |= told is Kind.OWN_WORDS and not (found.is_personal or "asking" in found.everywhere)
    return Kind.PROGRAM_WINDOW if is_open and windows.tells(plain) else told


def _is_proved(report: Report, found: Signs) -> bool:
    return report.outcome in _EVIDENCE_OF_A_LETTER or found.letter >= letters.LIKELY


def _may_be_letter(found: Signs) -> bool:
    """Whether a letter may only speak of codes and reasons, as a newsletter about mail does."""
    is_of_a_server = found.is_from_mailer or found.has_said_address or "frame" in found.everywhere
    return found.letter >= letters.LIKELY and not is_of_a_server


def _of_a_letter(known: Understanding, found: Signs, *, is_whole: bool) -> Understanding:
    """Nobody has to act where the text shows that it is a letter; surely, where it says so."""
    if not _is_proved(known.report, found):
        return known
    is_open = "failing" in found.everywhere or found.is_question or found.suspicion >= DOUBTFUL
    is_told = known.report.outcome in _EVIDENCE_OF_A_LETTER or found.letter >= letters.CERTAIN
    is_sure = is_whole or (is_told and not is_open)
    return replace(
        known,
        report=_without_failure(known.report, is_sure=is_sure),
        fault=Party.NOBODY,
        turn=Turn.NOBODY if is_sure else Turn.UNKNOWN,
        is_sure=is_sure,
    )


def _without_failure(report: Report, *, is_sure: bool) -> Report:
    """What sounds like a reason in a letter is none; that all is well is said surely or not."""
    if report.outcome in _EVIDENCE_OF_A_LETTER:
        return report
    first = no_failure(Cause.LETTER)
    if not is_sure:
        first = replace(first, permanence=Permanence.UNKNOWN)
    return replace(report, outcome=Outcome.ORDINARY_MAIL, failures=(first,), codes=())
