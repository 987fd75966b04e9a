"""What every test may use: one served site per process, and the check of a page's HTML."""

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import hypothesis
import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from pytest_django import DjangoDbBlocker

from tests.servers.postgresql import dump, load, new_database
from tests.servers.site import Site, manage, prepared, site_environment

ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
# What reaches the database of the run: in this process, or through the served site.
REACHING = {"db", "transactional_db", "site", "site_content"}

# A busy machine may take its time; what takes how long is measured in benchmarks/.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

XHTML = "{http://www.w3.org/1999/xhtml}"
NAMED_BY_LABEL = ("input", "select", "textarea")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run again only what asks the database, and that without a browser.

    Everything else ran on SQLite and would see the same code, pages and scripts once more.
    """
    if not ON_POSTGRESQL:
        return
    chosen = [item for item in items if asks_database(item) and not in_browser(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def asks_database(item: pytest.Item) -> bool:
    return bool(REACHING & set(getattr(item, "fixturenames", ()))) or (
        item.get_closest_marker("django_db") is not None
    )


def in_browser(item: pytest.Item) -> bool:
    return "browser" in item.path.relative_to(Path(__file__).parent).parts


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that all its processes share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def fill(shared: Path) -> Callable[..., Path]:
    """A function that makes a folder the DATA_DIR of a site, as `prepared` does.

    The work is done once for all processes of a run, and once more where the site has a PostgreSQL
    database; each folder and each database gets a copy.
    """
    template, content = shared / "prepared", shared / "prepared.sql"
    with alone(shared):
        if not template.exists():
            fresh = shared / "preparing"
            prepared(fresh, {"DATABASE_URL": f"sqlite:///{fresh}/db.sqlite3"}).rename(template)

    def filled(folder: Path, environment: Mapping[str, str] | None = None) -> Path:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        if url := (dict(os.environ) | dict(environment or {})).get("DATABASE_URL"):
            with alone(shared):
                if not content.exists():
                    manage(site_environment(folder, 8000) | {"DATABASE_URL": url}, "prepare")
                    dump(url, content)
            load(url, content)
        return folder

    return filled


@contextmanager
def alone(shared: Path) -> Iterator[None]:
    """One process of a run at a time."""
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Site]:
    """The served site with all content, shared by the tests of one process: leave it as it was."""
    folder = tmp_path_factory.mktemp("site")
    environment = {"RATE_LIMITS": "0"}
    if ON_POSTGRESQL:
        environment["DATABASE_URL"] = new_database(os.environ["DATABASE_URL"])
    fill(folder, environment)
    with Site(folder, environment=environment) as served:
        yield served


@pytest.fixture(scope="session")
def bring_content(shared: Path) -> Callable[[], None]:
    """A function that fills the database of a test with what the fixtures bring."""

    def brought() -> None:
        from tests.shipped import bring

        with alone(shared):
            bring(shared / "shipped.rows")

    return brought


@pytest.fixture(scope="module")
def site_content(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, bring_content: Callable[[], None]
) -> Iterator[None]:
    """What the fixtures bring, once for a module; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        bring_content()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def counts_stay_in_their_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No thread writes what one test counted into a later test's database."""
    from faq.models import tally
    from faq.search.log import SEARCHES
    from faq.services.content.page_views import VIEWS
    from faq.services.links.dead_links import DEAD_LINKS

    monkeypatch.setattr(tally, "INTERVAL", 0)  # no thread
    yield
    SEARCHES.clear()
    VIEWS.clear()
    DEAD_LINKS.clear()
    cache.clear()  # who has spoken today


@pytest.fixture(autouse=True)
def cached_tables_stay_in_their_test() -> None:
    """Another test's content may have the same version."""
    from faq import models
    from faq.search import index

    index._confirmed.clear()
    for table in vars(models).values():
        if isinstance(table, models.Cached):
            table.forget()


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """The WSGI application would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


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
