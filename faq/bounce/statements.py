"""Which answers of which servers does the report quote? One statement per code, per recipient.

A report often carries several: the remote server's own words, the fields made from them, and what the
sending program concluded. Their order of trust is decided here.
"""

from dataclasses import dataclass, replace

from faq.bounce.codes import Mention, Strength
from faq.bounce.dsn import RecipientFields
from faq.bounce.registry import is_generic
from faq.bounce.report import Code
from faq.bounce.transcript import Transcript

_SPAN_LIMIT = 900
_BEFORE_LIMIT = 160
# Replies to a command that could not succeed any more after the real refusal (Sendmail).
_CONSEQUENCES = frozenset({"503"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One answer: ``plain[start:end]``, and ``plain[lead:start]`` just before it."""

    code: Code
    lead: int
    start: int
    end: int
    trust: int
    recipient: str | None = None


def statements(
    report: Transcript, mentions: tuple[Mention, ...], fields: tuple[RecipientFields, ...]
) -> tuple[Statement, ...]:
    """Return every statement with a code, most trustworthy first."""
    found = _mentioned(report, mentions, fields)
    found += _status_fields(found, fields)
    return tuple(sorted(found, key=lambda s: (-s.trust, s.start)))


def _mentioned(
    report: Transcript, mentions: tuple[Mention, ...], fields: tuple[RecipientFields, ...]
) -> list[Statement]:
    found: list[Statement] = []
    spoken = [mention for mention in mentions if not mention.is_status_field]
    for index, mention in enumerate(spoken):
        if found and _continues(found[-1], mention):
            found[-1] = replace(found[-1], end=_end(report.plain, mention, spoken[index + 1 :]))
            continue
        group = _group_at(fields, mention.start)
        code = Code(mention.reply, mention.enhanced)
        found.append(
            Statement(
                code=_completed(code, group or _only(fields)),
                lead=_lead(report.plain, mention.start, found[-1].start if found else 0),
                start=mention.start,
                end=_end(report.plain, mention, spoken[index + 1 :]),
                trust=_trust(mention, in_fields=group is not None),
                recipient=group.recipient if group else None,
            )
        )
    return found


def _continues(statement: Statement, mention: Mention) -> bool:
    """Whether the mention repeats the code of a reply of several lines (``550-5.7.1``)."""
    code = statement.code
    same = code.reply == mention.reply and mention.enhanced in (None, code.enhanced)
    return same and mention.start - statement.start < _SPAN_LIMIT and mention.start <= statement.end


def _group_at(fields: tuple[RecipientFields, ...], position: int) -> RecipientFields | None:
    return next((group for group in fields if group.start <= position < group.end), None)


def _only(fields: tuple[RecipientFields, ...]) -> RecipientFields | None:
    statuses = {group.status for group in fields}
    return fields[0] if len(statuses) == 1 else None


def _completed(code: Code, group: RecipientFields | None) -> Code:
    """Add the enhanced code of the Status field where the server named only a reply code."""
    if code.enhanced is None and code.reply and group is not None and group.status:
        return replace(code, enhanced=group.status)
    if (
        code.enhanced and group is not None and group.status
        and is_generic(code.enhanced) and code.enhanced[2:] == "0.0"
        and group.status[0] == code.enhanced[0] and not is_generic(group.status)
    ):  # fmt: skip
        return replace(code, enhanced=group.status)
    return code


def _lead(plain: str, start: int, previous: int) -> int:
    first = max(previous, start - _BEFORE_LIMIT)
    blank = plain.rfind("\n\n", first, start)
    return first if blank < 0 else blank


def _end(plain: str, mention: Mention, following: list[Mention]) -> int:
    """The statement ends at the next code, a blank line, or the next recipient."""
    end = min(len(plain), mention.start + _SPAN_LIMIT)
    for later in following:
        if later.start >= end:
            break
        if (later.reply, later.enhanced) != (mention.reply, mention.enhanced):
            end = later.start
            break
    blank = plain.find("\n\n", mention.end, end)
    return end if blank < 0 else blank


def _trust(mention: Mention, *, in_fields: bool) -> int:
    trust = 2 * int(mention.strength)
    trust += 3 if in_fields else 0
    trust += 2 if mention.reply and mention.enhanced else 0
    if mention.reply in _CONSEQUENCES:
        trust -= 8
    return trust if mention.strength > Strength.NONE else 0


def _status_fields(
    found: list[Statement], fields: tuple[RecipientFields, ...]
) -> list[Statement]:
    """Groups whose diagnostic names no code: the Status field is all there is."""
    added = []
    for group in fields:
        if group.status is None or any(group.start <= s.start < group.end for s in found):
            continue
        start, end = group.diagnostic or (group.start, group.end)
        added.append(
            Statement(
                code=Code(None, group.status),
                lead=group.start,
                start=start,
                end=end,
                trust=1,
                recipient=group.recipient,
            )
        )
    return added
