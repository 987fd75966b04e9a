"""Whose fault is it what a server reports, who can act, and may that be said surely?"""

import re
from dataclasses import replace

from faq.bounce.report import Cause, Confidence, Failure, Party, Place, Turn
from faq.bounce.reporters import belongs_to, is_forwarded, reporter
from faq.bounce.signs import Signs
from faq.bounce.topics import Direction
from faq.bounce.turns import standing, turn
from faq.bounce.understood import Understanding


def of_a_report(
    known: Understanding, own_hosts: tuple[str, ...], plain: str, found: Signs
) -> Understanding:
    """Return what is known of the report; ``plain`` is its text, ``own_hosts`` are our servers."""
    first = known.report.failures[0]
    is_own = _answered_by(first, own_hosts)
    fault = first.party
    if is_own and fault is Party.RECIPIENT_HOST:
        fault = Party.HOST
    stands = standing(known.report)
    foreign = _foreign_reporter(plain, own_hosts)
    who = turn(first.cause, fault, stands)
    return replace(
        known,
        fault=fault,
        turn=Turn.READER if foreign and who is Turn.SUPPORT else who,
        is_sure=fault is not Party.UNKNOWN and _is_borne_out(known, first, found),
        standing=stands,
        place=_place(first, plain, is_own=is_own),
        foreign_reporter=foreign,
        direction=Direction.SENDING,
    )


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


def _place(first: Failure, plain: str, *, is_own: bool) -> Place:
    if first.cause is Cause.UNKNOWN:
        return Place.UNKNOWN
    if is_forwarded(plain):
        return Place.FORWARDER
    return Place.OWN_SERVER if is_own else Place.OTHER_SERVER


def _answered_by(first: Failure, hosts: tuple[str, ...]) -> bool:
    """Whether the server that answered, or could not be reached, is one of the hosts."""
    said = first.diagnostic.lower()
    return any(
        re.search(
            rf"(?<!system at )(?:host|to|relay=|server|dns;) ?{re.escape(host.lower())}\b", said
        )
        for host in hosts
    )
