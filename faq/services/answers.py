"""Content as an answer that can be pasted anywhere: link, Markdown, HTML, plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.html import escape

from faq.markup import Rendered, section
from faq.models import Entry, ErrorCode, MailServer
from faq.models.text import render_markdown
from faq.services.links import find_code, find_entry, section_home

# Addresses within the site, in HTML of our own sanitiser: always in double quotes.
_HTML_ADDRESS = re.compile(r'(?P<before>\b(?:href|src)=")(?P<mark>[/#])')
_MARKDOWN_ADDRESS = re.compile(r"(?P<before>\]\()(?P<mark>[/#])")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in every form; addresses in it are complete, so that it can stand elsewhere."""

    kind: str
    title: str
    url: str
    short: str
    markdown: str
    html: str
    text: str


def entry_answer(entry: Entry) -> Answer:
    """A whole entry."""
    return _answer(
        "entry",
        entry.title,
        entry.get_absolute_url(),
        short=entry.short_answer,
        markdown=f"{entry.short_answer.strip()}\n\n{entry.body.strip()}",
        html=entry.short_html + entry.body_html,
        text=entry.plain_text,
    )


def section_answer(entry: Entry, anchor: str) -> Answer | None:
    """One section of an entry; None where the entry has no such section today."""
    source = section(entry.body, anchor)
    if source is None:
        return None
    heading = next(item for item in entry.headings if item["anchor"] == anchor)
    body = render_markdown(source.partition("\n")[2])
    return _answer(
        "section",
        f"{heading['title']} ({entry.title})",
        reverse("faq:section", args=[entry.key, anchor]),
        short=_first_paragraph(body),
        markdown=source.partition("\n")[2].strip(),
        html=body.html,
        text=body.plain_text,
    )


def code_answer(code: ErrorCode) -> Answer:
    """What a code means and what to do."""
    parts = [part.strip() for part in (code.short_answer, code.steps) if part.strip()]
    return _answer(
        "code",
        f"{code.label}: {code.title}",
        code.get_absolute_url(),
        short=code.short_answer,
        markdown="\n\n".join(parts),
        html=code.short_html + code.steps_html,
        text="\n".join(render_markdown(part).plain_text for part in parts),
    )


def settings_answer(servers: Iterable[MailServer]) -> Answer:
    """The settings for mail programs, as a table."""
    head = ("Protokoll", "Verschlüsselung", "Server", "Port")
    rows = [
        (
            server.get_protocol_display(),
            server.get_security_display(),
            server.host,
            str(server.port),
        )
        for server in servers
    ]
    return _answer(
        "settings",
        "Einstellungen für Mailprogramme",
        reverse("faq:mail-setup"),
        short="Benutzername ist Ihre vollständige E-Mail-Adresse.",
        markdown=_markdown_table(head, rows),
        html=_html_table(head, rows),
        text="\n".join("  ".join(row) for row in [head, *rows]),
    )


def answer_at(url: str) -> Answer | None:
    """The answer behind an address of this site: an entry, a section, a code; None for others."""
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.view_name == "faq:error-code":
        found = find_code(match.kwargs["code"])
        return code_answer(found) if isinstance(found, ErrorCode) else None
    if match.view_name not in ("faq:entry", "faq:section"):
        return None
    return _answer_of_entry(match.kwargs["key"], match.kwargs.get("anchor") or parts.fragment)


def _answer_of_entry(key: str, anchor: str) -> Answer | None:
    address = find_entry(key)
    if address is None or not address.entry.is_published:
        return None
    if home := section_home(address.entry, anchor):
        return section_answer(home.entry, home.name)
    return entry_answer(address.entry)


def _answer(
    kind: str, title: str, path: str, *, short: str, markdown: str, html: str, text: str
) -> Answer:
    url = f"{settings.SITE_URL}{path}"
    starts = {"/": f"{settings.SITE_URL}/", "#": f"{url}#"}

    def complete(match: re.Match[str]) -> str:
        return match["before"] + starts[match["mark"]]

    return Answer(
        kind=kind,
        title=title,
        url=url,
        short=short.strip(),
        markdown=_MARKDOWN_ADDRESS.sub(complete, markdown.strip()),
        html=_HTML_ADDRESS.sub(complete, html),
        text=text,
    )


def _first_paragraph(body: Rendered) -> str:
    return body.plain_text.strip().partition("\n")[0]


def _markdown_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _html_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    def line(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f"<table><thead>{line(head, 'th')}</thead><tbody>{body}</tbody></table>"
