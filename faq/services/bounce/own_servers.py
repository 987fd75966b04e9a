"""Our own servers, as the analysis needs them: their names, and whether they answer just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from faq.bounce import Direction
from faq.models import MailServer, ServiceNotice, current_notices, shown_mail_servers

# An older check says nothing about now.
_FRESH = timedelta(minutes=30)
_PROTOCOLS = {
    Direction.SENDING: (MailServer.Protocol.SMTP,),
    Direction.RECEIVING: (MailServer.Protocol.IMAP, MailServer.Protocol.POP3),
}


@dataclass(frozen=True, slots=True)
class ServerState:
    """What the last check, or a notice of the staff, says of the servers for one direction."""

    is_up: bool
    checked_at: datetime
    notice: ServiceNotice | None = None

    @property
    def minutes(self) -> int:
        """How long ago that was."""
        return max(0, int((timezone.now() - self.checked_at).total_seconds() // 60))


def own_hosts() -> frozenset[str]:
    """The names of our servers."""
    return frozenset(server.host for server in shown_mail_servers())


def server_state(direction: Direction) -> ServerState | None:
    """Return whether the servers for this direction answer; None where nothing fresh says so.

    What staff have told everybody counts more than a check; one failed check says nothing yet.
    """
    servers = [row for row in shown_mail_servers() if _serves(row, direction)]
    if notice := _told_of(servers):
        return ServerState(False, notice.starts_at, notice)
    checks = [row.current_check for row in servers]
    known = [check for check in checks if check is not None]
    if not known or len(known) < len(servers):
        return None
    oldest = min(check.checked_at for check in known)
    if timezone.now() - oldest > _FRESH:
        return None
    if any(check.is_down for check in known):
        return ServerState(False, oldest)
    return ServerState(True, oldest) if all(check.is_usable for check in known) else None


def _told_of(servers: list[MailServer]) -> ServiceNotice | None:
    """The notice of a fault that these servers have now."""
    for notice in current_notices():
        if not notice.is_ahead and set(servers).intersection(notice.services.all()):
            return notice
    return None


def _serves(row: MailServer, direction: Direction) -> bool:
    return row.protocol in _PROTOCOLS.get(direction, MailServer.MAIL)
