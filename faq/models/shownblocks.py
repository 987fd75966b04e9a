"""Blocks of services as pages show them: each with what it offers, and what it once offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from faq.models.mailservers import MailServer
from faq.models.serviceblocks import Place, ServiceBlock


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with its published services in their order, the former ones, and every key it had."""

    block: ServiceBlock
    services: tuple[MailServer, ...]
    withdrawn: tuple[MailServer, ...]
    keys: tuple[str, ...]

    @property
    def incoming(self) -> list[MailServer]:
        return [row for row in self.services if row.is_mail and not row.is_outgoing]

    @property
    def outgoing(self) -> list[MailServer]:
        return [row for row in self.services if row.is_outgoing]

    @property
    def more(self) -> list[MailServer]:
        """Filters, calendar, contacts, pages on the web."""
        return [row for row in self.services if not row.is_mail]

    @property
    def more_title(self) -> str:
        """The heading of `more`: nothing else has a name for all of them."""
        return "Weitere Dienste" if self.incoming or self.outgoing else "Dienste"

    def is_at(self, place: str) -> bool:
        """Whether a page of this kind shows the block."""
        return bool(self.services) and bool(getattr(self.block, Place(place).value))


def blocks_of(rows: Iterable[MailServer]) -> tuple[ShownBlock, ...]:
    """Gather services, in their order, in their blocks; a hidden one keeps its keys alone."""
    return tuple(_shown(block, list(own)) for block, own in groupby(rows, lambda row: row.block))


def _shown(block: ServiceBlock, rows: list[MailServer]) -> ShownBlock:
    open_rows = [] if block.is_hidden else rows
    return ShownBlock(
        block,
        tuple(row for row in open_rows if row.status == MailServer.Status.SHOWN),
        tuple(row for row in open_rows if row.status == MailServer.Status.WITHDRAWN),
        tuple(row.key for row in rows),
    )
