"""Views say truly what they depend on: a parameter that is read must be declared."""

import inspect

import pytest
from django.urls import resolve

from faq.web.policy import policy_of, routes

PUBLIC_VIEWS = {
    f"{route.view.__module__}.{route.view.__qualname__}": route.view
    for route in routes()
    if policy_of(route.view).public
}


@pytest.mark.parametrize("name", PUBLIC_VIEWS)
def test_public_view_declares_the_parameters_it_reads(name: str) -> None:
    view = PUBLIC_VIEWS[name]

    reads_parameters = ".GET" in inspect.getsource(inspect.unwrap(view))

    assert bool(policy_of(view).query) == reads_parameters


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
    assert policy_of(resolve(path).func).public


@pytest.mark.parametrize("name", PUBLIC_VIEWS)
def test_public_view_knows_no_reader(name: str) -> None:
    source = inspect.getsource(inspect.unwrap(PUBLIC_VIEWS[name]))

    assert not any(word in source for word in ("request.user", "COOKIES", "META", ".session"))
