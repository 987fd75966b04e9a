"""What every test may use: one served site per run, and the check of a page's HTML."""

import math
import os
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import html5lib
import pytest

from tests.servers.postgresql import new_database
from tests.servers.site import Site, prepared

XHTML = "{http://www.w3.org/1999/xhtml}"
NAMED_BY_LABEL = ("input", "select", "textarea")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The served site with all content, shared by the tests of one process: leave it as it was."""
    folder = tmp_path_factory.mktemp("site")
    server = os.environ.get("DATABASE_URL", "")
    environment = {"RATE_LIMITS": "0"}
    if server.startswith("postgres"):
        environment["DATABASE_URL"] = new_database(server)
    prepared(folder, environment)
    with Site(folder, environment=environment) as served:
        yield served


@pytest.fixture(autouse=True)
def searches_stay_in_their_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No thread writes the counts of searches into a later test's database."""
    from faq.search import log

    monkeypatch.setattr(log, "INTERVAL", math.inf)
    log._waiting.clear()
    yield
    log._waiting.clear()


@pytest.fixture
def html_errors() -> Callable[[str], list[str]]:
    """A function that lists what is wrong with a page: syntax, ids, labels, alternatives, language.

    It holds what the HTML standard calls an error and html5lib or this page's tree can tell.
    """
    return find_html_errors


def find_html_errors(text: str) -> list[str]:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    tree = parser.parse(text)
    errors = [f"line {where[0]}: {code} {data}" for where, code, data in parser.errors]
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    errors += [f"id {name!r} {count} times" for name, count in ids.items() if count > 1]
    errors += [f"{hint} points to no id" for hint in missing_targets(tree, set(ids))]
    errors += [f"{describe(field)} has no label" for field in unlabelled_fields(tree)]
    errors += [
        f"{describe(img)} has no alt" for img in tree.iter(f"{XHTML}img") if img.get("alt") is None
    ]
    if not tree.get("lang"):
        errors.append("html has no lang")
    if len(list(tree.iter(f"{XHTML}h1"))) != 1:
        errors.append("not exactly one h1")
    return errors


def missing_targets(tree: ElementTree.Element, ids: set[str | None]) -> Iterator[str]:
    """References to ids that the page does not have."""
    for element in tree.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
            for target in (element.get(name) or "").split():
                if target not in ids:
                    yield f"{describe(element)} {name}={target}"
        href = element.get("href") or ""
        if href.startswith("#") and len(href) > 1 and href[1:] not in ids:
            yield f"{describe(element)} href={href}"


def unlabelled_fields(tree: ElementTree.Element) -> Iterator[ElementTree.Element]:
    labelled = {label.get("for") for label in tree.iter(f"{XHTML}label")}
    wrapped = {field for label in tree.iter(f"{XHTML}label") for field in label.iter()}
    for field in tree.iter():
        if field.tag.removeprefix(XHTML) not in NAMED_BY_LABEL:
            continue
        if field.get("type") in ("hidden", "submit", "button"):
            continue
        if field.get("aria-label") or field.get("aria-labelledby"):
            continue
        if field.get("id") not in labelled and field not in wrapped:
            yield field


def describe(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(XHTML)
    mark = element.get("id") or element.get("name") or element.get("class") or ""
    return f"<{name} {mark}>"
