"""An independent reader of rendered HTML that names everything a page must not contain."""

import re
from html.parser import HTMLParser

from faq.markup import Picture

ELEMENTS = {
    *("a", "aside", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "hr", "img"),
    *("h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "s", "span", "strong", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
ATTRIBUTES = {
    *(
        "alt",
        "aria-label",
        "class",
        "data-copy-link",
        "height",
        "href",
        "id",
        "lang",
        "rel",
        "role",
        "scope",
        "src",
    ),
    *("decoding", "loading", "start", "tabindex", "title", "translate", "width"),
}
# WHATWG URL: C0 controls and blanks around an address do not count, tabs and line ends nowhere.
IGNORED_BY_BROWSERS = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
OWN_PATH = re.compile(r"/(?![/\\])")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
SCHEMES = ("http:", "https:", "mailto:", "tel:")


class Auditor(HTMLParser):
    """Collects elements, attributes and addresses that are not on the list of this test."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not _is_safe_link(value or ""):
                self.faults.append(f"href={value}")
            if name == "src" and not OWN_PATH.match(value or ""):
                self.faults.append(f"src={value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")


def _is_safe_link(value: str) -> bool:
    address = IGNORED_BY_BROWSERS.sub("", value).lower()
    return not SCHEME.match(address) or address.startswith(SCHEMES)


def faults(html: str) -> list[str]:
    """Name what rendered HTML contains but must not."""
    auditor = Auditor()
    auditor.feed(html)
    auditor.close()
    return auditor.faults


def any_picture(address: str) -> Picture:
    """Accept every address as a picture, as a careless caller would."""
    return Picture(address)
