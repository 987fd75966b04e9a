"""An entry as one Markdown document."""

from collections.abc import Iterable

from faq.models import Entry, MailServer, shown_blocks, site_url
from faq.models.serviceblocks import Place

COLUMNS = ("protocol", "security", "host", "port", "note")


def markdown_document(entry: Entry) -> str:
    """An entry as one Markdown text, with the settings where it shows them, and its permalink."""
    parts = [
        f"# {entry.title}",
        entry.filled("short_answer").strip(),
        entry.filled("body").strip(),
        _settings() if entry.block == Entry.Block.MAIL_SERVERS else "",
        f"Quelle: {site_url()}{entry.get_absolute_url()}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _settings() -> str:
    """The rows of the page's tables, named as staff know their fields."""
    shown = [block for block in shown_blocks() if block.is_at(Place.ENTRY)]
    rows = [_cells(server) for block in shown for server in block.services]
    if not rows:
        return ""
    names = [str(getattr(MailServer, name).field.verbose_name) for name in COLUMNS]
    table = [names, ["---"] * len(COLUMNS), *rows]
    return "\n".join([f"## {MailServer._meta.verbose_name_plural}", "", *map(_line, table)])


def _cells(server: MailServer) -> list[str]:
    protocol = " ".join(filter(None, (server.get_protocol_display(), server.label)))
    where = server.url if server.is_on_the_web else server.host
    return [protocol, server.get_security_display(), where, str(server.port), server.note]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
