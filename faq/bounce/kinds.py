"""First of all: what is it? A server's report, a program's window, own words, nothing, or fraud."""

import re
from collections.abc import Callable
from enum import StrEnum

from faq.bounce import letters
from faq.bounce.analyse import report_of
from faq.bounce.fraud import CERTAIN, LIKELY
from faq.bounce.message import read
from faq.bounce.report import Cause, Outcome, Report
from faq.bounce.signs import Signs
from faq.bounce.signs import signs as signs_of
from faq.bounce.transcript import transcript


class Kind(StrEnum):
    """What somebody pasted."""

    SERVER_REPORT = "server-report"
    PROGRAM_WINDOW = "program-window"
    OWN_WORDS = "own-words"
    NOT_A_FAILURE = "not-a-failure"
    PHISHING = "phishing"


_OF_PROGRAMS = frozenset(
    {
        Cause.LOGIN_REQUIRED,
        Cause.NETWORK_ERROR,
        Cause.DELIVERY_EXPIRED,
        Cause.TLS_FAILED,
    }
)
_NOTICES = frozenset({Outcome.DELIVERED, Outcome.AUTO_REPLY, Outcome.SPAM_REPORT})
_FEW = 8  # words
_SHORT = 20
_PAGE = 60
_SENTENCE = 8
_LONG = 180  # words; a question is shorter
_SAYS_WHEN = re.compile(r"[\d:]")  # a date, or a subject with what it answers
_Rule = tuple[Callable[[Signs, Report], bool], Kind]


def _is_machine_made(signs: Signs, report: Report) -> bool:
    return signs.is_from_mailer or signs.has_fields


def _is_fraud(signs: Signs, report: Report) -> bool:
    """A letter with the signs of fraud."""
    looks_sent_by_a_server = "frame" in signs.everywhere or report.outcome is Outcome.SPAM_REPORT
    return signs.suspicion >= (CERTAIN + 2 if looks_sent_by_a_server else LIKELY)


def _is_asked(signs: Signs) -> bool:
    is_question = signs.is_question or ("asking" in signs.told and signs.words <= _SHORT)
    return is_question and not signs.told.isdisjoint({"asking", "trouble"})


def _only_names_notice(signs: Signs, report: Report) -> bool:
    """Whether an absence is only named: a notice says who is away, to whom, or until when."""
    if report.outcome is not Outcome.AUTO_REPLY or signs.words > _SHORT:
        return False
    if signs.names_notice and "yours" not in signs.everywhere:
        return True
    is_said = bool({"person", "we", "yours"} & signs.everywhere) and not signs.is_typed
    return not (is_said or _SAYS_WHEN.search(report.text))


def _is_notice(signs: Signs, report: Report) -> bool:
    if _is_asked(signs):
        return False
    if report.outcome is Outcome.DELIVERED and "failing" in signs.everywhere:
        return False
    return report.outcome in _NOTICES


def _is_surely_letter(signs: Signs, report: Report) -> bool:
    """Whether so much shows a letter that no word in it makes it anything else."""
    is_letter = signs.letter >= letters.CERTAIN and "frame" not in signs.everywhere
    is_told = "person" in signs.told and _tells(signs, report)
    return is_letter and not (signs.has_code or is_told or _is_asked(signs))


def _is_letter(signs: Signs, report: Report) -> bool:
    """Whether it looks like a letter, and nobody asks for help in it."""
    is_plea = signs.is_stuck or {"mail", "trouble"} <= signs.everywhere
    return signs.letter >= letters.LIKELY and not signs.has_code and not is_plea


def _is_typed(signs: Signs, report: Report) -> bool:
    """Whether somebody typed it: without a capital letter, as programs and servers do not write."""
    is_copied = signs.has_code or signs.has_said_address or signs.has_link
    if not signs.is_typed or is_copied or signs.words > _PAGE:
        return False
    is_about = {"mail", "trouble", "asking"} & signs.everywhere or signs.is_stuck
    return bool({"german", "telling", "person"} & signs.everywhere and is_about)


def _is_told(signs: Signs, report: Report) -> bool:
    """Whether somebody tells of what happens to him again and again, or asks about it."""
    is_asked = signs.is_question or signs.is_stuck
    is_about = "mail" in signs.everywhere or "window" in signs.said
    is_copied = signs.has_code or signs.has_link or signs.has_buttons
    return (
        "telling" in signs.everywhere
        and is_asked
        and is_about
        and not is_copied
        and signs.words <= _PAGE
    )


def _is_report(signs: Signs, report: Report) -> bool:
    """Whether mail was not delivered; a pallet has neither an address nor anything of mail."""
    is_of_mail = signs.has_said_address or "mail" in signs.everywhere or signs.words <= _SHORT
    return "frame" in signs.everywhere or ("report" in signs.said and is_of_mail)


def _is_window(signs: Signs, report: Report) -> bool:
    is_short = signs.words <= _SHORT or {"mail", "imperative"} & signs.everywhere
    is_passive = "passive" in signs.said and bool(is_short) and "report" not in signs.said
    return "window" in signs.said or is_passive or (signs.has_buttons and not signs.has_link)


def _is_answer(signs: Signs, report: Report) -> bool:
    """Whether it begins as a server's answer does, and nobody tells of it."""
    return signs.begins_with_code and not signs.told


def _has_answer(signs: Signs, report: Report) -> bool:
    return signs.has_answer or signs.has_said_code


def _asks(signs: Signs, report: Report) -> bool:
    """Whether a person has trouble with mail or a question about it; a letter speaks of yours."""
    asks = "asking" in signs.told or ("asking" in signs.said and signs.is_question)
    asks = asks or (signs.is_question and signs.words <= _SHORT)
    has_trouble = "trouble" in signs.told and "yours" not in signs.told
    is_of_mail = "mail" in signs.everywhere or report.outcome in _NOTICES
    return (asks or has_trouble) and is_of_mail and signs.words <= _LONG


def _has_reason(signs: Signs, report: Report) -> bool:
    """Whether the words of a server stand there, bare."""
    if report.outcome not in (Outcome.FAILED, Outcome.DELAYED):
        return False
    return signs.has_code or report.failures[0].cause is not Cause.UNKNOWN


def _is_of_own_mailbox(signs: Signs, report: Report) -> bool:
    """Whether it says to the reader how full his own mailbox is: no server says that of others."""
    is_full = report.failures[0].cause is Cause.MAILBOX_FULL
    return "yours" in signs.said and is_full and not signs.has_code


def _quotes_reason(signs: Signs, report: Report) -> bool:
    """Whether the reason stands in what is quoted; reports name an address, questions seldom."""
    return signs.has_said_address and signs.words > _SHORT and _has_reason(signs, report)


def _is_keyword(signs: Signs, report: Report) -> bool:
    """Whether a few words name a trouble, as people type them into a search."""
    if signs.has_code or signs.has_said_address or signs.has_link:
        return False
    if not {"german", "asking"} & signs.everywhere:
        return False
    return "mail" in signs.everywhere and signs.words <= _FEW


def _is_short_question(signs: Signs, report: Report) -> bool:
    return signs.is_question and signs.words <= _FEW and "window" not in signs.said


def _tells(signs: Signs, report: Report) -> bool:
    """Whether somebody tells of his own mail; a letter speaks of yours, or encloses something."""
    is_letter = {"yours", "attachment"} & signs.everywhere
    return "mail" in signs.told and not is_letter and signs.words <= _PAGE


def _is_about_mail(signs: Signs, report: Report) -> bool:
    """Whether it is short and about mail, and nothing shows that it is a letter."""
    is_letter = signs.has_link or {"yours", "attachment"} & signs.everywhere
    return "mail" in signs.everywhere and signs.words <= _SHORT and not is_letter


def _is_plea(signs: Signs, report: Report) -> bool:
    """Whether somebody asks or complains without naming mail; in a few words, of anything."""
    if signs.has_link or {"yours", "attachment"} & signs.everywhere or signs.words > _PAGE:
        return False
    is_asked = signs.is_question and signs.has_topic
    is_complaint = signs.is_negated or "asking" in signs.everywhere
    is_brief = signs.words <= _SHORT and "imperative" not in signs.everywhere
    return signs.is_stuck or is_asked or (is_brief and is_complaint)


def _is_programs(signs: Signs, report: Report) -> bool:
    """Whether it is what a program meets, said in the reader's language and of nobody's address."""
    is_bare = not (signs.has_code or signs.has_said_address or signs.told)
    if not is_bare or "other" in signs.said or signs.has_link:
        return False
    if {"imperative", "mail"} <= signs.said:
        return signs.words <= _PAGE
    return "german" in signs.said and report.failures[0].cause in _OF_PROGRAMS


def _names_own_host(signs: Signs, report: Report) -> bool:
    return signs.names_own_host and not (signs.is_personal or signs.has_answer)


_RULES: tuple[_Rule, ...] = (
    (_is_fraud, Kind.PHISHING),
    (lambda signs, _: bool(signs.hexadecimal), Kind.PROGRAM_WINDOW),
    (_only_names_notice, Kind.OWN_WORDS),
    (_is_notice, Kind.NOT_A_FAILURE),
    (_is_surely_letter, Kind.NOT_A_FAILURE),
    (_is_short_question, Kind.OWN_WORDS),
    (_is_typed, Kind.OWN_WORDS),
    (_is_report, Kind.SERVER_REPORT),
    (_is_answer, Kind.SERVER_REPORT),
    (_is_told, Kind.OWN_WORDS),
    (_is_window, Kind.PROGRAM_WINDOW),
    (_names_own_host, Kind.PROGRAM_WINDOW),
    (_has_answer, Kind.SERVER_REPORT),
    (_is_of_own_mailbox, Kind.PROGRAM_WINDOW),
    (_quotes_reason, Kind.SERVER_REPORT),
    (_is_programs, Kind.PROGRAM_WINDOW),
    (_asks, Kind.OWN_WORDS),
    (_tells, Kind.OWN_WORDS),
    (_is_letter, Kind.NOT_A_FAILURE),
    (_is_keyword, Kind.OWN_WORDS),
    (_has_reason, Kind.SERVER_REPORT),
    (_is_about_mail, Kind.OWN_WORDS),
    (_is_plea, Kind.OWN_WORDS),
)


def looks_pasted(text: str) -> bool:
    """Whether a query looks like a pasted message: a report, or a whole sentence of a program."""
    message = read(text)
    pages = transcript(message.text, message.sections)
    found = signs_of(message, pages, report_of(message, pages))
    if found.is_personal:
        return found.has_fields or found.has_answer
    is_sentence = found.words >= _SENTENCE and not {"asking", "person"} & found.everywhere
    is_frame = bool({"report", "frame"} & found.said)
    is_program = "window" in found.said or bool(found.hexadecimal)
    return found.has_fields or found.has_answer or (is_sentence and (is_frame or is_program))


def kind(signs: Signs, report: Report) -> Kind:
    """Return the kind. What nothing speaks for is no failure; that proves nothing."""
    if _is_machine_made(signs, report):
        is_notice = report.outcome in _NOTICES
        return Kind.NOT_A_FAILURE if is_notice else Kind.SERVER_REPORT
    return next((kind for rule, kind in _RULES if rule(signs, report)), Kind.NOT_A_FAILURE)
