"""Which HTML may reach a reader: the only allow-list of the project, applied after rendering.

The parser lets no HTML through and the renderer writes only what stands here: the second lock.
"""

import re

import nh3

from faq.markup.spans import ARROW_SPOKEN

_ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
# A path on this site: not "//host" nor "/\host", which browsers read as another host.
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/._~%!$&'()*+,;=:@?-]*")
_PIXELS = re.compile(r"[1-9][0-9]{0,4}")

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ALIGNMENTS = {"align-left", "align-center", "align-right"}

_BLOCKS = {"aside", "blockquote", "div", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
_SPANS = {"a", "br", "code", "em", "img", "s", "span", "strong"}
_TABLE = {"table", "tbody", "td", "th", "thead", "tr"}
_TAGS = {*_HEADINGS, *_BLOCKS, *_SPANS, *_TABLE}
_ATTRIBUTES = {
    "a": {"aria-label", "data-copy-link", "href", "title"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_CLASSES = {
    "a": {"section-link"},
    "aside": {"hint", "hint--note", "hint--warning"},
    "div": {"table-wrap"},
    "figure": {"picture"},
    "p": {"hint__word"},
    "span": {"menu-path"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}
_ATTRIBUTE_VALUES = {
    "a": {"rel": {"noopener"}},
    "aside": {"role": {"note"}},
    "code": {"translate": {"no"}},
    "div": {"tabindex": {"0"}},
    "img": {"decoding": {"async"}, "loading": {"lazy"}},
    "pre": {"lang": {"en"}, "tabindex": {"0"}, "translate": {"no"}},
    "span": {"aria-label": {ARROW_SPOKEN}, "role": {"img"}},
    "th": {"scope": {"col"}},
}
_VALUE_FORMS = {
    "id": _ID,
    "src": _OWN_PATH,
    "width": _PIXELS,
    "height": _PIXELS,
    "start": re.compile(r"\d{1,9}"),
}


def sanitise(html: str) -> str:
    """Keep what the allow-list names, drop everything else; text is never lost."""
    return _CLEANER.clean(html)


def _filter_value(_tag: str, name: str, value: str) -> str | None:
    form = _VALUE_FORMS.get(name)
    return value if form is None or form.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter_value,
    allowed_classes=_CLASSES,
    tag_attribute_values=_ATTRIBUTE_VALUES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,  # links out of the site carry rel="noopener" already, links within need none
)
