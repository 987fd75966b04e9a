"""What do the fields of a delivery status notification say (RFC 3464)? One value per recipient.

The fields are found in text, so a pasted report works like the MIME part itself.
"""

import re
from dataclasses import dataclass

from faq.bounce.addresses import first_address
from faq.bounce.transcript import Transcript

_GROUP_LIMIT = 100
_VALUE_LIMIT = 1_500

# Without one of these there is no recipient group, whatever else stands in the text.
_DECIDING = ("action", "diagnostic-code", "-recipient")
_FIELD = re.compile(
    r"(?:^|(?<=\s))(?P<name>final-recipient|original-recipient|action|status|diagnostic-code"
    r"|remote-mta"
    r"|reporting-mta|received-from-mta|arrival-date|last-attempt-date|will-retry-until|final-log-id"
    r"|x-actual-recipient|x-postfix-sender|x-postfix-queue-id|x-display-name|x-supplementary-info)"
    r" {0,3}: ?"
)
_BLANK_LINE = re.compile(r"\n[ ]*\n")
_STATUS = re.compile(r"[\s#]*([245] ?\. ?\d ?\. ?\d{1,3})")


@dataclass(frozen=True, slots=True)
class RecipientFields:
    """The per-recipient fields; spans are offsets into the transcript.

    ``is_forwarded``: they name addresses of several domains, the one written to and the one behind.
    """

    recipient: str | None
    is_forwarded: bool
    action: str
    status: str | None
    diagnostic: tuple[int, int] | None
    start: int
    end: int


def recipient_fields(report: Transcript) -> tuple[RecipientFields, ...]:
    """Return the recipient groups of the report, empty when it has no such fields."""
    if not any(name in report.plain for name in _DECIDING):
        return ()
    groups: list[dict[str, tuple[int, int]]] = []
    for name, span in _fields(report.plain):
        if not groups or _begins_group(name, groups[-1]):
            if len(groups) >= _GROUP_LIMIT:
                break
            groups.append({})
        groups[-1].setdefault(name, span)
    return tuple(_recipient(report, g) for g in groups if _is_recipient_group(g))


def _fields(plain: str) -> list[tuple[str, tuple[int, int]]]:
    matches = list(_FIELD.finditer(plain))
    ends = [*(match.start() for match in matches[1:]), len(plain)]
    fields = []
    for match, end in zip(matches, ends, strict=False):
        end = min(end, match.end() + _VALUE_LIMIT)
        blank = _BLANK_LINE.search(plain, match.end(), end)
        fields.append((match["name"], (match.end(), blank.start() if blank else end)))
    return fields


def _begins_group(name: str, group: dict[str, tuple[int, int]]) -> bool:
    """A new recipient begins where a recipient field or an action comes a second time."""
    if name in ("original-recipient", "final-recipient"):
        return "action" in group or "status" in group or name in group
    return name in ("action", "status") and name in group


def _is_recipient_group(group: dict[str, tuple[int, int]]) -> bool:
    return (
        "diagnostic-code" in group
        or "action" in group
        or ("status" in group and ("final-recipient" in group or "original-recipient" in group))
    )


def _recipient(report: Transcript, group: dict[str, tuple[int, int]]) -> RecipientFields:
    names = ("final-recipient", "original-recipient", "x-actual-recipient")
    found = (first_address(report, *group[name]) for name in names if name in group)
    addresses = [address for address in found if address]
    status = _STATUS.match(report.plain, *group["status"]) if "status" in group else None
    action = report.plain[slice(*group["action"])].split() if "action" in group else []
    return RecipientFields(
        recipient=next(iter(addresses), None),
        is_forwarded=len({address.lower().rpartition("@")[2] for address in addresses}) > 1,
        action=action[0].strip(";,.(") if action else "",
        status=status[1].replace(" ", "") if status else None,
        diagnostic=group.get("diagnostic-code"),
        start=min(start for start, _ in group.values()),
        end=max(end for _, end in group.values()),
    )
