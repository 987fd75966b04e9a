"""Content as an answer that can be pasted anywhere: link, Markdown, HTML, plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from faq.markup import first_paragraph, first_steps, letter, section
from faq.models import (
    Entry,
    ErrorCode,
    Explanation,
    MailServer,
    ProgramWindow,
    SearchDocument,
    ServiceNotice,
    site_url,
)
from faq.models.placeholders import Audience, as_markdown, fill
from faq.models.text import render_markdown
from faq.services.links.destination import Destination, destination

# Addresses within the site, in HTML of our own sanitiser: always in double quotes.
_HTML_ADDRESS = re.compile(r'(?P<before>\b(?:href|src)=")(?P<mark>[/#])')
# In Markdown: behind the words of a link, or where an address stands below the text with its name.
_MARKDOWN_ADDRESS = re.compile(
    r"(?P<before>(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?)(?P<mark>[/#])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in every form; addresses in it are complete, so that it can stand elsewhere.

    `short` and `steps` (may be empty) are Markdown: what is enough for most who ask.
    """

    kind: str
    title: str
    url: str
    short: str
    steps: str
    markdown: str
    html: str
    text: str


def entry_answer(entry: Entry) -> Answer:
    """A whole entry, with the settings where they stand below it."""
    parts = [entry.short_answer, entry.body]
    if entry.shows_mail_servers:
        parts.append(_settings_table(MailServer.objects.published()))
    return _answer(
        "entry",
        entry.title,
        entry.get_absolute_url(),
        short=entry.short_answer,
        steps=first_steps(entry.body),
        markdown=_joined(parts),
    )


def section_answer(entry: Entry, anchor: str) -> Answer | None:
    """One section of an entry; None where the entry has no such section today."""
    source = section(entry.body, anchor)
    if source is None:
        return None
    heading = next(item for item in entry.headings if item["anchor"] == anchor)
    body = source.partition("\n")[2]
    return _answer(
        "section",
        f"{heading['title']} ({entry.title})",
        reverse("faq:section", args=[entry.key, anchor]),
        short=first_paragraph(body),
        steps=first_steps(body),
        markdown=body,
    )


def code_answer(code: ErrorCode) -> Answer:
    """What a code means and what to do."""
    return _answer(
        "code",
        f"{code.label}: {code.title}",
        code.get_absolute_url(),
        short=code.short_answer,
        steps=code.steps,
        markdown=_joined([code.short_answer, code.steps]),
    )


def explanation_answer(explanation: Explanation, code: ErrorCode | None = None) -> Answer:
    """What is said of the cause of a returned message; more stands with its code, if it has one."""
    return _answer(
        "explanation",
        explanation.title,
        code.get_absolute_url() if code else reverse("faq:bounce"),
        short=explanation.short_answer,
        steps=explanation.steps,
        markdown=_joined([explanation.short_answer, explanation.steps, explanation.details]),
    )


def window_answer(window: ProgramWindow) -> Answer:
    """What a window of a mail program means, with the servers' values filled in."""
    return _answer(
        "window",
        window.title,
        window.get_absolute_url(),
        short=window.short_answer,
        steps=window.steps,
        markdown=_joined([window.short_answer, window.steps]),
    )


def settings_answer(servers: Iterable[MailServer]) -> Answer:
    """The settings for mail programs, as a table."""
    table = _settings_table(servers)
    return _answer(
        "settings",
        "Einstellungen für Mailprogramme",
        reverse("faq:mail-setup"),
        short="Ihr Benutzername ist Ihre vollständige E-Mail-Adresse.",
        steps=table,
        markdown=table,
    )


def page_answer(path: str) -> Answer | None:
    """The way to any other page that readers can find: a guide, a tool."""
    page = SearchDocument.objects.shown().filter(url=path).only("title").first()
    if page is None:
        return None
    return _answer("page", page.title, path, short=page.title, steps="", markdown=page.title)


def notice_answer(notice: ServiceNotice) -> Answer:
    """What customers are told of a fault or of announced work."""
    updates = [update.text for update in notice.updates.all()]
    texts = [as_markdown(text) for text in (*updates, notice.text, notice.meanwhile) if text]
    return _answer(
        "notice",
        notice.title,
        notice.get_absolute_url(),
        short=as_markdown(notice.title),
        steps=texts[0] if texts else "",
        markdown=_joined([as_markdown(notice.title), *texts]),
    )


def answer_at(url: str) -> Answer | None:
    """The answer behind a full address of this site; None for an address without one."""
    is_full = url.startswith(("http://", "https://"))
    return answer_to(destination(url)) if is_full else None


def answer_to(found: Destination) -> Answer | None:
    """The answer that is read there today; None where there is none."""
    row = found.row
    if not found.is_alive:
        return None
    if isinstance(row, Entry):
        whole = None if found.anchor else entry_answer(row)
        return whole or section_answer(row, found.anchor)
    if isinstance(row, ErrorCode):
        return code_answer(row)
    if isinstance(row, ProgramWindow):
        return window_answer(row)
    if isinstance(row, ServiceNotice):
        return notice_answer(row)
    path = urlsplit(found.url).path
    if path == reverse("faq:mail-setup"):
        return settings_answer(MailServer.objects.published())
    return page_answer(path)


def _answer(kind: str, title: str, path: str, *, short: str, steps: str, markdown: str) -> Answer:
    short, steps, markdown = (fill(text, Audience.LETTER) for text in (short, steps, markdown))
    url = f"{site_url()}{path}"
    starts = {"/": f"{site_url()}/", "#": f"{url}#"}

    def complete(source: str, address: re.Pattern[str]) -> str:
        return address.sub(lambda match: match["before"] + starts[match["mark"]], source.strip())

    text = complete(markdown, _MARKDOWN_ADDRESS)
    return Answer(
        kind=kind,
        title=title,
        url=url,
        short=complete(short, _MARKDOWN_ADDRESS),
        steps=complete(steps, _MARKDOWN_ADDRESS),
        markdown=text,
        html=complete(render_markdown(markdown).html, _HTML_ADDRESS),
        text=letter(text),
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _settings_table(servers: Iterable[MailServer]) -> str:
    head = ("Protokoll", "Verschlüsselung", "Server", "Port")
    rows = [
        (
            server.label or server.get_protocol_display(),
            server.get_security_display(),
            server.url or server.host,
            str(server.port),
        )
        for server in servers
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ("---",) * len(head), *rows))
