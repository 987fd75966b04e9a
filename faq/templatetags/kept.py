"""Pieces of pages that are the same everywhere, made once until content changes."""

from django import template
from django.db import connection
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from faq.models import announced_version

Html = dict[tuple[template.Node, object], SafeString]

register = template.Library()


class Pieces:
    """Finished HTML by place and variant, all of one content version."""

    def __init__(self) -> None:
        self._kept: tuple[int, Html] = (-1, {})

    def of(self, version: int) -> Html:
        """What is kept of this version; whatever was kept of another is dropped."""
        kept, html = self._kept  # read and written at once: other threads may have another version
        if kept != version:
            html = {}
            self._kept = (version, html)
        return html

    def forget(self) -> None:
        self._kept = (-1, {})


PIECES = Pieces()


class KeptNode(template.Node):
    """The inside of `{% kept %}`."""

    def __init__(self, inside: NodeList, variant: FilterExpression | None) -> None:
        self._inside = inside
        self._variant = variant

    def render(self, context: Context) -> SafeString:
        version = announced_version()
        if version is None or connection.in_atomic_block:
            return self._inside.render(context)
        pieces = PIECES.of(version)
        key = self, self._variant and self._variant.resolve(context)
        if key not in pieces:
            pieces[key] = self._inside.render(context)
        return pieces[key]


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what is inside until content changes: `{% kept %}…{% endkept %}`, `{% kept level %}…`.

    Only for what depends on published content alone, and on the one variable that is named. It is
    kept where the page cache has announced the content version; anywhere else it is made each time.
    """
    words = token.split_contents()[1:]
    inside = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(inside, parser.compile_filter(words[0]) if words else None)
