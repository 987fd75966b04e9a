"""From failed checks to a notice that waits for one click, and on to its end."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from faq.models import House, MailServer, MailServerCheck, NoticeUpdate, ServiceNotice

MENDED = "Alle betroffenen Dienste antworten wieder."
_WHAT_FAILS = {
    MailServer.Protocol.IMAP: "E-Mails abrufen",
    MailServer.Protocol.POP3: "E-Mails abrufen",
    MailServer.Protocol.SMTP: "E-Mails senden",
    MailServer.Protocol.SIEVE: "Filterregeln ändern",
    MailServer.Protocol.CALDAV: "Kalender abgleichen",
    MailServer.Protocol.CARDDAV: "Kontakte abgleichen",
    MailServer.Protocol.WEB: "die Anmeldung im Browser",
}


def follow(checks: Iterable[MailServerCheck]) -> list[ServiceNotice]:
    """Prepare a notice for what has failed twice, or end the one that is no longer true.

    Published at once only where the block of a service says so. What is down of a brand's own
    servers concerns its customers alone. Gives the notices that are open.
    """
    down: dict[House | None, list[MailServer]] = {notice.house: [] for notice in _open_notices()}
    for check in checks:
        if check.is_down:
            down.setdefault(check.server.block.house, []).append(check.server)
    found = [_followed(house, rows) for house, rows in down.items()]
    return [notice for notice in found if notice]


def _followed(house: House | None, down: list[MailServer]) -> ServiceNotice | None:
    notice = _open_notices().filter(house=house).first()
    if not down:
        if notice:
            _end(notice)
        return None
    if notice is None:
        notice = _prepared(house, down)
    elif set(down) - set(notice.services.all()):
        notice.services.add(*down)
    return notice


def _open_notices() -> QuerySet[ServiceNotice]:
    statuses = (ServiceNotice.Status.PREPARED, ServiceNotice.Status.PUBLISHED)
    return ServiceNotice.objects.filter(is_from_check=True, ends_at=None, status__in=statuses)


def _prepared(house: House | None, down: list[MailServer]) -> ServiceNotice:
    """Written in words that customers know, from what they can no longer do."""
    things = list(dict.fromkeys(_WHAT_FAILS[MailServer.Protocol(row.protocol)] for row in down))
    is_agreed = all(row.block.publishes_faults for row in down)
    notice = ServiceNotice.objects.create(
        title=f"Gestört: {', '.join(things)}",
        text="Unsere Prüfung bekommt von diesen Diensten keine richtige Antwort.",
        status=ServiceNotice.Status.PUBLISHED if is_agreed else ServiceNotice.Status.PREPARED,
        is_from_check=True,
        house=house,
    )
    notice.services.set(down)
    return notice


def _end(notice: ServiceNotice) -> None:
    """Nobody need learn of a fault that was never told; of one that was, also its end."""
    if notice.status == ServiceNotice.Status.PREPARED:
        notice.status = ServiceNotice.Status.DISCARDED
    else:
        NoticeUpdate.objects.create(notice=notice, text=MENDED)
    notice.ends_at = timezone.now()
    notice.save()
