"""Views say truly what they depend on: a parameter that is read must be declared."""

import inspect
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


PUBLIC_VIEWS = {
    f"{view.__module__}.{view.__qualname__}": view
    for view in (pattern.callback for pattern in patterns(get_resolver()))
    if hasattr(view, "public_parameters")
}


@pytest.mark.parametrize("name", PUBLIC_VIEWS)
def test_public_view_declares_the_parameters_it_reads(name: str) -> None:
    view = PUBLIC_VIEWS[name]

    reads_parameters = ".GET" in inspect.getsource(inspect.unwrap(view))

    assert bool(view.public_parameters) == reads_parameters


@pytest.mark.parametrize(
    "path",
    [
        "/", "/suche/", "/faq/pop3-imap/", "/faq/pop3-imap.md", "/mailverwaltung/", "/impressum/",
        "/fehlercodes/", "/fehlercode/550/", "/einrichten/", "/einrichten/dns/",
        "/einrichten/thunderbird/", "/sitemap.xml", "/feed.atom", "/robots.txt", "/llms.txt",
        "/opensearch.xml",
    ],
)  # fmt: skip
def test_what_is_the_same_for_everybody_is_kept_for_an_outage(path: str) -> None:
    assert hasattr(resolve(path).func, "public_parameters")


@pytest.mark.parametrize("name", PUBLIC_VIEWS)
def test_public_view_knows_no_reader(name: str) -> None:
    source = inspect.getsource(inspect.unwrap(PUBLIC_VIEWS[name]))

    assert not any(word in source for word in ("request.user", "COOKIES", "META", ".session"))
