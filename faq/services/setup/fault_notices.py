"""From failed checks to a notice that waits for one click, and on to its end."""

from collections.abc import Iterable

from django.utils import timezone

from faq.models import MailServer, MailServerCheck, NoticeUpdate, ServiceNotice

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


def follow(checks: Iterable[MailServerCheck]) -> ServiceNotice | None:
    """Prepare a notice for what has failed twice, or end the one that is no longer true.

    Published at once only where the block of a service says so. Gives the notice that is open.
    """
    down = [check.server for check in checks if check.is_down]
    notice = _open_notice()
    if not down:
        if notice:
            _end(notice)
        return None
    if notice is None:
        notice = _prepared(down)
    elif set(down) - set(notice.services.all()):
        notice.services.add(*down)
    return notice


def _open_notice() -> ServiceNotice | None:
    statuses = (ServiceNotice.Status.PREPARED, ServiceNotice.Status.PUBLISHED)
    found = ServiceNotice.objects.filter(is_from_check=True, ends_at=None, status__in=statuses)
    return found.first()


def _prepared(down: list[MailServer]) -> ServiceNotice:
    """Written in words that customers know, from what they can no longer do."""
    things = list(dict.fromkeys(_WHAT_FAILS[MailServer.Protocol(row.protocol)] for row in down))
    is_agreed = all(row.block.publishes_faults for row in down)
    notice = ServiceNotice.objects.create(
        title=f"Gestört: {', '.join(things)}",
        text="Unsere Prüfung bekommt von diesen Diensten keine richtige Antwort.",
        status=ServiceNotice.Status.PUBLISHED if is_agreed else ServiceNotice.Status.PREPARED,
        is_from_check=True,
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
