"""What readers say of a page: counted once per connection, page and day, and never traced."""

import hashlib
import re
import secrets
from datetime import date
from typing import Final

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from faq.incoming import clean_line
from faq.models import Entry, ErrorCode, Explanation, Feedback, MailProgram, Remark
from faq.models.feedback import REASONS, REMARK_LENGTH, Answer
from faq.services.links.destination import LinkState, destination_of

RESULT: Final = "/fehleranalyse/#"
DAY: Final = 24 * 60 * 60  # seconds
_ADDRESS = re.compile(r"\S*@\S+|\bhttps?://\S+|\bwww\.\S+")
# Phone, customer and account numbers: five digits and more, whatever stands between them.
_NUMBER = re.compile(r"\+?\d(?:[\s./()\-–]{0,3}\d){4,}|\b[A-Z]{2}\d{2}[\dA-Z ]{8,}\b")

Page = Entry | ErrorCode | Explanation | MailProgram


def page_at(path: str) -> Page | None:
    """The text that readers see at a path, or the explanation of a result; else None."""
    if path.startswith(RESULT):
        return Explanation.objects.filter(cause=path.removeprefix(RESULT)).first()
    found = destination_of(path)
    is_text = isinstance(found.row, Entry | ErrorCode | MailProgram)
    return found.row if is_text and found.state is LinkState.LIVE else None  # type: ignore[return-value]


def path_of(page: Page) -> str:
    """The name of a page in the counts."""
    if isinstance(page, Explanation):
        return f"{RESULT}{page.cause}"
    return page.get_absolute_url()


def take_answer(reader: str, path: str, answer: Answer, remark: str) -> None:
    """Count the first answer that a connection gives about a page today, and keep its remark.

    Of the connection only a digest with today's salt is remembered, in memory: neither stored nor
    to be undone. An answer that could not be stored counts when it is sent again.
    """
    about = "reason" if answer in REASONS else "answer"
    voice = f"{_salt(timezone.localdate())}|{reader}|{path}|{about}"
    name = f"voice:{hashlib.sha256(voice.encode()).hexdigest()}"
    if not cache.add(name, 1, timeout=DAY):
        return
    try:
        with transaction.atomic():
            _store(path, answer, remark)
    except Exception:
        cache.delete(name)
        raise


def without_personal(text: str) -> str:
    """A sentence without addresses and long numbers, short enough to be kept."""
    line = " ".join(clean_line(text).split())
    return _NUMBER.sub("[Nummer]", _ADDRESS.sub("[Adresse]", line))[:REMARK_LENGTH].strip()


def settle(path: str) -> None:
    """Note that staff have dealt with what readers said of a page until now."""
    Feedback.objects.settle(path)
    Remark.objects.filter(path=path, is_settled=False).update(is_settled=True)


def _salt(day: date) -> str:
    name = f"voice-salt:{day}"
    return str(cache.get_or_set(name, lambda: secrets.token_hex(16), timeout=DAY))


def _store(path: str, answer: Answer, remark: str) -> None:
    """Add one answer to today's counts; a reason takes the place of the "Nein" before it."""
    _add(path, answer, 1)
    if answer not in REASONS:
        return
    _add(path, Answer.NO, -1)
    if words := without_personal(remark):
        Remark.objects.create(path=path, day=timezone.localdate(), text=words)


def _add(path: str, answer: Answer, number: int) -> None:
    day = timezone.localdate()
    row, _ = Feedback.objects.get_or_create(path=path, day=day, answer=answer)
    rows = Feedback.objects.filter(pk=row.pk)
    if number < 0:
        rows = rows.filter(count__gt=F("settled"))
    rows.update(count=F("count") + number)
