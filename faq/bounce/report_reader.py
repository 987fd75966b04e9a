"""Whose fault is it what a server reports, who can act, and may that be said surely?"""

import re
from dataclasses import replace

from faq.bounce.code_table import party
from faq.bounce.report import (
    Cause,
    Confidence,
    Failure,
    Outcome,
    Party,
    Permanence,
    Place,
    Turn,
)
from faq.bounce.reporters import belongs_to, is_forwarded, reporter
from faq.bounce.signs import Signs
from faq.bounce.topics import Direction
from faq.bounce.transcript import Transcript
from faq.bounce.turns import standing, turn
from faq.bounce.understood import Understanding

# Before the name of the server that answered; the one that only reports is another.
_ANSWERED = r"(?<!system at )(?<!reporting-mta: )(?:host|to|relay=|server|dns;)"
# Whoever forwards a message sends it on in another's name, from a server of his own: what is then
# said of the sender, or of the server that sends, may be said of him.
_MEANS_THE_FORWARDER = {
    *(cause for cause in Cause if party(cause) is Party.HOST),
    Cause.SENDER_REJECTED,
    Cause.SPAM_SUSPECTED,
}


def of_a_report(
    known: Understanding, own_hosts: tuple[str, ...], pages: Transcript, found: Signs
) -> Understanding:
    """Return what is known of the report in ``pages``; ``own_hosts`` are our servers."""
    is_sent_on = is_forwarded(pages)
    known = _as_forwarded(_as_failure(known)) if is_sent_on else _as_failure(known)
    first = known.report.failures[0]
    is_own = _answered_by(first, own_hosts)
    where = _place(first, is_forwarded=is_sent_on, is_own=is_own)
    fault = _fault(first, where)
    stands = standing(known.report)
    foreign = _foreign_reporter(pages.plain, own_hosts)
    who = turn(first.cause, fault, stands)
    return replace(
        known,
        fault=fault,
        turn=Turn.READER if foreign and who is Turn.SUPPORT else who,
        is_sure=_is_borne_out(known, first, found) and _is_said_of(first, fault, where),
        standing=stands,
        place=where,
        foreign_reporter=foreign,
        direction=Direction.SENDING,
    )


def _as_failure(known: Understanding) -> Understanding:
    """A report in which no reason is found tells of a failure all the same."""
    first = known.report.failures[0]
    if first.party is not Party.NOBODY:
        return known
    unknown = replace(
        first,
        cause=Cause.UNKNOWN,
        party=Party.UNKNOWN,
        permanence=Permanence.UNKNOWN,
        confidence=Confidence.LOW,
    )
    report = replace(known.report, outcome=Outcome.FAILED, failures=(unknown,))
    return replace(known, report=report)


def _as_forwarded(known: Understanding) -> Understanding:
    """A message that was sent on fails the check of its sender because of that, not of him."""
    failures = tuple(
        replace(failure, cause=Cause.FORWARDING_REFUSED, party=party(Cause.FORWARDING_REFUSED))
        if failure.cause is Cause.SENDER_AUTHENTICATION_FAILED
        else failure
        for failure in known.report.failures
    )
    return replace(known, report=replace(known.report, failures=failures))


def _fault(first: Failure, where: Place) -> Party:
    """Whose fault it is, by where it happened: what our server does is ours."""
    if where is Place.OWN_SERVER and first.party is Party.RECIPIENT_HOST:
        return Party.HOST
    return first.party


def _is_said_of(first: Failure, fault: Party, where: Place) -> bool:
    """Whether the words speak of the same party; where only the place tells, it may not be sure."""
    if where is Place.FORWARDER and first.cause in _MEANS_THE_FORWARDER:
        return False
    is_ours = fault is Party.HOST and first.party is Party.RECIPIENT_HOST
    return fault is not Party.UNKNOWN and (fault is first.party or is_ours)


def _is_borne_out(known: Understanding, first: Failure, found: Signs) -> bool:
    """Whether the reading may be said surely: words alone, outside of any report, may not."""
    if first.confidence is not Confidence.MEDIUM:
        return first.confidence is Confidence.HIGH
    is_report = {"report", "frame"} & found.everywhere or found.has_fields or found.has_answer
    return bool(is_report or first.recipient or known.report.codes)


def _foreign_reporter(plain: str, own_hosts: tuple[str, ...]) -> str | None:
    """The server that reports, where it is not ours: its operator has to act, not we."""
    found = reporter(plain)
    if found is None or not own_hosts or belongs_to(found, own_hosts):
        return None
    return found


def _place(first: Failure, *, is_forwarded: bool, is_own: bool) -> Place:
    if first.cause is Cause.UNKNOWN:
        return Place.UNKNOWN
    if is_forwarded:
        return Place.FORWARDER
    return Place.OWN_SERVER if is_own else Place.OTHER_SERVER


def _answered_by(first: Failure, hosts: tuple[str, ...]) -> bool:
    """Whether the server that answered, or could not be reached, is one of the hosts."""
    said = first.diagnostic.lower()
    return any(re.search(rf"{_ANSWERED} ?{re.escape(host.lower())}\b", said) for host in hosts)
