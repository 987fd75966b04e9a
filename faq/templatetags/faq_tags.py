"""Presentation only: absolute addresses, descriptions, JSON-LD."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape
from typing import Protocol

import segno
from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from faq.models import MailServer, ShownBlock, site_url
from faq.models.placeholders import COPIED_TOKENS, TOKEN
from faq.models.serverchecks import ServiceState, state_of

register = template.Library()

# Inside <script>, "<" would let a text close the element; JSON allows the escape.
JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}

# A word that no line may end within, outside of tags; sanitised attributes hold no „<“ and „>“.
MAIL = re.compile(r"E-Mails?\b(?![^<>]*>)")
# The same for names of hosts and addresses with a hyphen.
NAME = re.compile(
    r"(?<![\w.-])(?:https://|[\w.+-]+@)?[\w-]+(?:\.[\w-]+)*-[\w-]*(?:\.[\w-]+)+\b(?![^<>]*>)",
    re.ASCII,
)


class HasAddress(Protocol):
    def get_absolute_url(self) -> str: ...


@register.filter
def permalink(page: HasAddress) -> str:
    """The full address of a page, as it is pasted into tickets."""
    return f"{site_url()}{page.get_absolute_url()}"


class Span(Protocol):
    """A piece of plain text; `is_marked` where it is what the reader looks for."""

    @property
    def text(self) -> str: ...
    @property
    def is_marked(self) -> bool: ...


@register.filter
def marked(spans: Iterable[Span]) -> SafeString:
    """Spans as HTML, escaped, the marked ones in `<mark>`."""
    return mark_safe(  # noqa: S308  (every piece is escaped)
        "".join(
            format_html("<mark>{}</mark>", span.text) if span.is_marked else escape(span.text)
            for span in spans
        )
    )


@register.filter
def unbroken(text: str) -> SafeString:
    """A text, or HTML that is safe, where no line ends within „E-Mail“ or a host's name."""
    html = MAIL.sub(r'<span class="unbroken">\g<0></span>', conditional_escape(text))
    html = NAME.sub(r'<span class="unbroken unbroken--name">\g<0></span>', html)
    return mark_safe(html)  # noqa: S308  (escaped, unless it was safe before)


@register.filter
def as_text(html: str) -> str:
    """The words of stored HTML on one line, for descriptions."""
    return " ".join(unescape(strip_tags(html)).split())


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """One icon of img/icons.svg, for the eye only: the word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" width="20" height="20"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def json_ld(data: object) -> SafeString:
    """JSON for the inside of a `<script type="application/ld+json">`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in JSON_ESCAPES.items():  # much faster than translate() for umlauts
        text = text.replace(character, escaped)
    return mark_safe(text)  # noqa: S308  (escaped above)


@register.simple_tag
def with_values(html: str, values: Mapping[str, str]) -> SafeString:
    """Stored HTML of a mail program with each token replaced by its value, ready to copy."""
    parts = TOKEN.split(html)
    for position in range(1, len(parts), 2):
        name = parts[position]
        if name in COPIED_TOKENS:
            context = {"name": name, "value": values[name], "what": COPIED_TOKENS[name]}
            parts[position] = render_to_string("components/setup_value.html", context).strip()
        else:
            parts[position] = f"{{{name}}}"
    # The HTML between the tokens was sanitised when it was stored.
    return mark_safe("".join(parts))  # noqa: S308


@register.filter
def shown_at(blocks: Iterable[ShownBlock], place: str) -> list[ShownBlock]:
    """The blocks that a kind of page shows."""
    return [shown for shown in blocks if shown.is_at(place)]


@register.filter
def services_in(blocks: Iterable[ShownBlock]) -> list[MailServer]:
    return [server for shown in blocks for server in shown.services]


@register.filter
def absent_anchors(blocks: Iterable[ShownBlock], place: str) -> list[str]:
    """The ids of rows that a page of this kind could have and has not."""
    shown = {server.anchor for server in services_in(shown_at(blocks, place))}
    known = [*MailServer.FIRST_KEYS, *(key for block in blocks for key in block.keys)]
    return [anchor for anchor in dict.fromkeys(known) if anchor not in shown]


@register.filter
def service_state(services: Iterable[MailServer]) -> ServiceState:
    """Whether these services answer as published."""
    return state_of(services)


@register.simple_tag
def qr_code(url: str) -> SafeString:
    """A QR code of this address as inline SVG; its colours and size come from the stylesheet."""
    drawing = segno.make(url, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr__image", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308  (drawn from an address of this site)


@register.filter
def in_columns(cells: Iterable[str], headers: Iterable[Mapping[str, object]]) -> list[SafeString]:
    """The cells of a row of the admin's list, `<td>` or `<th>`, each with its column's name."""
    # Django's own cells: the name goes in behind the name of their tag.
    return [
        mark_safe(f'{cell[:3]} data-label="{_column(header)}"{cell[3:]}')  # noqa: S308
        for cell, header in zip(cells, headers, strict=True)
    ]


def _column(header: Mapping[str, object]) -> str:
    """The name of a column, escaped; the column of boxes to tick has none."""
    text = str(header["text"])
    return "" if "<" in text else escape(text[:1].upper() + text[1:])
