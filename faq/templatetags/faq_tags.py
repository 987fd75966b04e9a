"""Presentation only: absolute addresses, descriptions, JSON-LD."""

import json
from html import unescape
from typing import Protocol

from django import template
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Inside <script>, "<" would let a text close the element; JSON allows the escape.
JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class HasAddress(Protocol):
    def get_absolute_url(self) -> str: ...


@register.filter
def permalink(page: HasAddress) -> str:
    """The full address of a page, as it is pasted into tickets."""
    return f"{settings.SITE_URL}{page.get_absolute_url()}"


@register.filter
def as_text(html: str) -> str:
    """The words of stored HTML on one line, for descriptions."""
    return " ".join(unescape(strip_tags(html)).split())


@register.simple_tag
def json_ld(data: object) -> SafeString:
    """JSON for the inside of a `<script type="application/ld+json">`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308  (escaped above)
