"""What a view says about itself: `@page(…)`. Whoever serves it reads it here, and nowhere else.

Page cache, limits, READ_ONLY, sitemap, static copy, counts of dead links and reserved keys have no
tables of views. A view of ours without a policy fails the system check faq.E020.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Final, ParamSpec, TypeVar

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

Request = ParamSpec("Request")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]
Rows = Callable[[], Iterable[Any]]

WRITING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
DATABASE_IS_AWAY: Final = "faq.database_is_away"
"""Set in the environ of a request while nobody need ask the database."""
RETRY_AFTER: Final = "10"
"""Seconds until a database that did not answer is worth asking again."""
ALL: Final = WRITING | {"GET", "HEAD"}

# A browser asks each time, a proxy each second (a 304 costs next to nothing), so that nobody reads
# an old page after a save; only an outage is bridged.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-if-error=86400"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` requests with one of `methods` in `seconds`, per reader."""

    times: int
    seconds: int
    methods: frozenset[str] = WRITING


@dataclass(frozen=True, slots=True)
class Policy:
    """How a view is served; the defaults are the strictest. A policy decorates its view."""

    # The good answers are the same for everybody and may be kept.
    public: bool = False
    # Query parameters that make a page of their own; all others are dropped before the view.
    query: tuple[str, ...] = ()
    limit: Limit | None = None
    # Its POST writes no content: it goes on while READ_ONLY is set.
    read_only: bool = False
    # False: it is asked also while the database does not answer.
    database: bool = True
    # False: it is cheap, and never waits for its turn to compute.
    waits: bool = True
    # Mail programs ask under any host name: answered before hosts, TLS and sessions matter.
    any_host: bool = False
    # The parameter with a customer's address or domain: its brand answers, whatever the host.
    customer: str = ""
    # Addresses of answers: those that lead nowhere are counted.
    dead_links: bool = False
    sitemap: bool = False
    mirror: bool = False
    # What has such a page, each under its `key`, where the address names one.
    rows: Rows | None = None

    def __call__(self, view: Callable[Request, Answer]) -> Callable[Request, Answer]:
        """Give the view this policy."""

        @wraps(view)
        def answered(*args: Request.args, **kwargs: Request.kwargs) -> Answer:
            response = view(*args, **kwargs)
            if self.public and response.status_code == 200:
                response.headers.setdefault("Cache-Control", CACHE_CONTROL)
            return response

        answered.policy = self  # type: ignore[attr-defined]
        return answered


page = Policy  # as views say it

STRICTEST: Final = Policy()


def policy_of(view: View) -> Policy:
    """What the view says; the strictest where it says nothing, as Django's own views do."""
    policy: Policy = getattr(view, "policy", STRICTEST)
    return policy


# -- the views of the site


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the table: `route` as Django writes it (`faq/<slug:key>/`), `name` in full."""

    name: str
    route: str
    view: View

    @property
    def beginning(self) -> str:
        """The path up to what a reader fills in."""
        return "/" + self.route.partition("<")[0].partition("\\")[0].lstrip("^")


@dataclass(frozen=True, slots=True)
class Address:
    """The path of one page, and the row it is about where there is one."""

    path: str
    row: Any = None


@cache
def routes() -> tuple[Route, ...]:
    """Every address of the site's table, staff pages included."""
    return tuple(_walk(get_resolver()))


def addresses(chosen: Callable[[Policy], bool]) -> Iterator[Address]:
    """Yield every page whose view's policy is chosen: places first, then row by row."""
    found = [route for route in routes() if chosen(policy_of(route.view))]
    for route in found:
        if "<" not in route.route:
            yield Address(f"/{route.route}")
    seen = set()
    for route in found:
        rows = policy_of(route.view).rows
        if "<" in route.route and rows is not None and route.view not in seen:
            seen.add(route.view)
            yield from (Address(reverse(route.name, args=[_name(row)]), row) for row in rows())


def _name(row: Any) -> Any:
    """What stands for a row in its address: its key, or its number where it has none."""
    return getattr(row, "key", row.pk)


@cache
def dead_link_beginnings() -> tuple[str, ...]:
    """How the paths begin whose dead ends are counted."""
    return tuple({route.beginning for route in routes() if policy_of(route.view).dead_links})


@cache
def first_words() -> frozenset[str]:
    """The first parts of the site's own paths: under such a word nothing else could be reached."""
    beginnings = (settings.STATIC_URL, *(route.beginning for route in routes()))
    return frozenset(beginning.split("/")[1] for beginning in beginnings)


def _walk(resolver: URLResolver, before: str = "", namespace: str = "") -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}", route, pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, route, inner)
