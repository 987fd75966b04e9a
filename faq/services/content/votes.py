"""What readers say of a page: counted once per connection, page and day, and never traced."""

from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from faq.incoming import clean_line, without_personal
from faq.models import Entry, ErrorCode, Explanation, Feedback, MailProgram, Remark
from faq.models.feedback import REASONS, REMARK_LENGTH, Answer
from faq.models.voices import first_voice, unsay
from faq.services.links.destination import LinkState, destination_of

RESULT: Final = "/fehleranalyse/#"

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

    An answer that could not be stored counts when it is sent again.
    """
    about = "reason" if answer in REASONS else "answer"
    voice = first_voice(reader, f"{path}|{about}")
    if not voice:
        return
    try:
        with transaction.atomic():
            _store(path, answer, remark)
    except Exception:
        unsay(voice)
        raise


def kept_remark(text: str) -> str:
    """What of a sentence is kept: nothing that could tell who wrote it, and not too long."""
    line = without_personal(clean_line(text), address="[Adresse]", number="[Nummer]")
    return " ".join(line.split())[:REMARK_LENGTH].strip()


def settle(path: str) -> None:
    """Note that staff have dealt with what readers said of a page until now."""
    Feedback.objects.settle(path)
    Remark.objects.filter(path=path, is_settled=False).update(is_settled=True)


def _store(path: str, answer: Answer, remark: str) -> None:
    """Add one answer to today's counts; a reason takes the place of the "Nein" before it."""
    _add(path, answer, 1)
    if answer not in REASONS:
        return
    _add(path, Answer.NO, -1)
    if words := kept_remark(remark):
        Remark.objects.create(path=path, day=timezone.localdate(), text=words)


def _add(path: str, answer: Answer, number: int) -> None:
    day = timezone.localdate()
    row, _ = Feedback.objects.get_or_create(path=path, day=day, answer=answer)
    rows = Feedback.objects.filter(pk=row.pk)
    if number < 0:
        rows = rows.filter(count__gt=F("settled"))
    rows.update(count=F("count") + number)
