"""Which answers of which servers does the report quote? One statement per code, per recipient.

A report often carries several: the remote server's own words, the fields made from them, and what
the sending program concluded. Their order of trust is decided here.
"""

import re
from dataclasses import dataclass, replace

from faq.bounce.code_table import is_generic
from faq.bounce.dsn import RecipientFields
from faq.bounce.reply_codes import Mention, Strength
from faq.bounce.report import Code
from faq.bounce.transcript import Transcript

_SPAN_LIMIT = 900
_BEFORE_LIMIT = 200
_LATE_CODE_LIMIT = 250
_TOLD_TWICE = 8
# A reply to a command that could not succeed any more after the real refusal.
_CONSEQUENCE_REPLIES = frozenset({"503"})
# Sendmail's own conclusion; what led to it stands before it.
_CONCLUSION = re.compile(r"[^\n]{0,200}service unavailable\.? *(?:\n|$)")
_NEXT_RECIPIENT = re.compile(r"\n {0,8}<?[^\s<>@]{1,64}@[^\s<>]{1,190}")
_RECIPIENT_LINE = re.compile(
    r"\n {0,12}[\"'<]?([^\s<>\"'@]{1,64}@[^\s<>\"':]{1,190})[\"'>]?(?: ?:|(?=\n))"
)
# A header that was pasted without its line ends: what follows is the reader's own message.
_COPIED_HEADER = re.compile(r"\breceived: ?from |\bmessage-id: ?<|\bdkim-signature: ?v=")
_TRUST = {Strength.NONE: 0, Strength.LINE_START: 1, Strength.NAMED: 2, Strength.REMOTE: 6}


@dataclass(frozen=True, slots=True)
class Statement:
    """One answer: ``plain[start:end]``.

    ``lead`` is where the paragraph before it begins. A conclusion says less than its lead. A bare
    one is a status field without diagnostic: its words are the human part of the report.
    """

    code: Code
    lead: int
    start: int
    end: int
    trust: int
    recipient: str | None = None
    is_conclusion: bool = False
    is_bare: bool = False


def statements(
    report: Transcript, mentions: tuple[Mention, ...], fields: tuple[RecipientFields, ...]
) -> tuple[Statement, ...]:
    """Return every statement with a code, most trustworthy first."""
    spoken = [mention for mention in mentions if not (mention.is_status_field and fields)]
    found: list[Statement] = []
    for index, mention in enumerate(spoken):
        end = _end(report.plain, mention, spoken[index + 1 :])
        if found and _continues(report.plain, found[-1], mention):
            found[-1] = _continued(found[-1], mention, end)
        else:
            found.append(_statement(report, mention, end, found))
    completed = [_completed(_with_repeated_code(s, found), fields) for s in found]
    completed += _bare(completed, fields)
    return tuple(sorted(completed, key=lambda s: (-s.trust, s.start)))


def _statement(report: Transcript, mention: Mention, end: int, found: list[Statement]) -> Statement:
    is_conclusion = (
        mention.strength < Strength.REMOTE
        and _CONCLUSION.match(report.plain, mention.start) is not None
    )
    trust = _TRUST[mention.strength] + (1 if mention.reply and mention.enhanced else 0)
    if mention.reply in _CONSEQUENCE_REPLIES:
        trust -= 9
    elif mention.reply is None and is_generic(mention.enhanced or ""):
        trust -= 4
    elif is_conclusion:
        trust -= 2
    return Statement(
        code=Code(mention.reply, mention.enhanced),
        lead=_lead(report.plain, mention.start, found[-1].start if found else 0),
        start=mention.start,
        end=end,
        trust=trust,
        is_conclusion=is_conclusion,
    )


def _continues(plain: str, statement: Statement, mention: Mention) -> bool:
    """Whether the mention is a further line of the same reply, or brings its enhanced code."""
    distance = mention.start - statement.start
    between = plain[statement.start : mention.start]
    if distance > _SPAN_LIMIT or "\n\n" in between or _NEXT_RECIPIENT.search(between):
        return False
    code = statement.code
    if mention.reply is None:
        same_class = mention.enhanced is not None and (code.reply or " ")[0] == mention.enhanced[0]
        return code.enhanced == mention.enhanced or (
            code.enhanced is None and same_class and distance < _LATE_CODE_LIMIT
        )
    is_told_twice = code.enhanced is None and distance <= _TOLD_TWICE  # "554 554 5.7.1 …"
    return code.reply == mention.reply and (
        is_told_twice or mention.enhanced in (None, code.enhanced)
    )


def _continued(statement: Statement, mention: Mention, end: int) -> Statement:
    enhanced = statement.code.enhanced or mention.enhanced
    return replace(statement, code=Code(statement.code.reply, enhanced), end=end)


def _with_repeated_code(statement: Statement, found: list[Statement]) -> Statement:
    """``<<< 550 User unknown`` and then ``550 5.1.1 User unknown`` are one answer, told twice."""
    code = statement.code
    if code.reply is None:
        told = {s.code.reply for s in found if s.code.enhanced == code.enhanced and s.code.reply}
        return replace(statement, code=Code(told.pop(), code.enhanced)) if told else statement
    if code.enhanced is not None:
        return statement
    told = {s.code.enhanced for s in found if s.code.reply == code.reply and s.code.enhanced}
    return replace(statement, code=Code(code.reply, told.pop())) if len(told) == 1 else statement


def _completed(statement: Statement, fields: tuple[RecipientFields, ...]) -> Statement:
    """Add recipient and status of the fields around the statement, or of the only fields."""
    group = next((g for g in fields if g.start <= statement.start < g.end), None)
    known = group or (fields[0] if len({g.status for g in fields}) == 1 else None)
    if known is None:
        return statement
    return replace(
        statement,
        code=_with_status(statement.code, known.status),
        trust=statement.trust + (3 if group else 0),
        recipient=group.recipient if group else None,
    )


def _with_status(code: Code, status: str | None) -> Code:
    """The Status field fills a gap, or replaces an enhanced code that says nothing (x.0.0)."""
    if status is None or code.reply is None:
        return code
    if code.enhanced is None:
        return replace(code, enhanced=status)
    says_nothing = code.enhanced.endswith(".0.0") and not status.endswith(".0.0")
    return replace(code, enhanced=status) if says_nothing and status[0] == code.reply[0] else code


def _lead(plain: str, start: int, previous: int) -> int:
    first = max(previous, start - _BEFORE_LIMIT)
    blank = plain.rfind("\n\n", first, start)
    return first if blank < 0 else blank


def _end(plain: str, mention: Mention, following: list[Mention]) -> int:
    """The statement ends at the next code, at a blank line, or where a copied header begins."""
    end = min(len(plain), mention.start + _SPAN_LIMIT)
    for later in following:
        if later.start >= end:
            break
        if (later.reply, later.enhanced) != (mention.reply, mention.enhanced):
            end = later.start
            break
    blank = plain.find("\n\n", mention.end, end)
    copied = _COPIED_HEADER.search(plain, mention.end, end if blank < 0 else blank)
    end = copied.start() if copied else end if blank < 0 else blank
    return _before_next_recipient(plain, mention, end)


def _before_next_recipient(plain: str, mention: Mention, end: int) -> int:
    """Stop at a line that names somebody new; a wrapped reply repeats its own recipient."""
    first = max(0, mention.start - _BEFORE_LIMIT)
    for head in _RECIPIENT_LINE.finditer(plain, mention.end, end):
        if head[1] not in plain[first : head.start()]:
            return head.start()
    return end


def _bare(found: list[Statement], fields: tuple[RecipientFields, ...]) -> list[Statement]:
    """Groups whose diagnostic names no code: the Status field is all there is."""
    added = []
    for group in fields:
        if group.status is None or any(group.start <= s.start < group.end for s in found):
            continue
        start, end = group.diagnostic or (group.start, group.end)
        added.append(
            Statement(
                code=Code(None, group.status),
                lead=start,
                start=start,
                end=end,
                trust=-5,
                recipient=group.recipient,
                is_bare=group.diagnostic is None,
            )
        )
    return added
