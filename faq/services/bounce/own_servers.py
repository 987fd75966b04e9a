"""Our own servers, as the analysis needs them: their names, and whether they answer just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from faq.bounce import Direction
from faq.models import MailServer, shown_mail_servers

# An older check says nothing about now.
_FRESH = timedelta(minutes=30)
_SMTP = MailServer.Protocol.SMTP


@dataclass(frozen=True, slots=True)
class ServerState:
    """What the last check found about the servers for one direction."""

    is_up: bool
    checked_at: datetime

    @property
    def minutes(self) -> int:
        """How long ago that was."""
        return max(0, int((timezone.now() - self.checked_at).total_seconds() // 60))


def own_hosts() -> frozenset[str]:
    """The names of our servers."""
    return frozenset(server.host for server in shown_mail_servers())


def server_state(direction: Direction) -> ServerState | None:
    """Return whether the servers for this direction answer; None where no fresh check says so."""
    servers = [row for row in shown_mail_servers() if _serves(row, direction)]
    checks = [row.current_check for row in servers]
    known = [check for check in checks if check is not None]
    if not known or len(known) < len(servers):
        return None
    oldest = min(check.checked_at for check in known)
    if timezone.now() - oldest > _FRESH:
        return None
    return ServerState(all(check.is_usable for check in known), oldest)


def _serves(row: MailServer, direction: Direction) -> bool:
    if direction is Direction.SENDING:
        return row.protocol == _SMTP
    if direction is Direction.RECEIVING:
        return row.protocol != _SMTP
    return True
