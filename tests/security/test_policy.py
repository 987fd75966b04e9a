"""Every view says how it is served, and what is read from it is true."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from faq.checks import every_view_has_a_policy
from faq.models.keys import validate_category_key
from faq.web import policy
from faq.web.policy import addresses, dead_link_beginnings, page, policy_of, routes
from tests.factories import make_entry


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@page()
def decorated(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


public = ([path("nackt/", bare, name="bare"), path("gut/", decorated, name="good")], "faq")
urlpatterns = [path("", include(public))]


@pytest.fixture
def two_views() -> None:
    for table in (policy.routes, policy.first_words, policy.dead_link_beginnings):
        table.cache_clear()


def test_every_view_of_the_site_has_a_policy() -> None:
    assert every_view_has_a_policy(None) == []


@override_settings(ROOT_URLCONF=__name__)
def test_view_without_a_policy_is_named(two_views: None) -> None:
    faults = every_view_has_a_policy(None)
    policy.routes.cache_clear()

    assert [(fault.id, fault.msg) for fault in faults] == [
        ("faq.E020", "The view at 'nackt/' has no policy.")
    ]


def test_only_pages_for_all_are_offered_to_search_engines_and_mirrored() -> None:
    policies = [policy_of(route.view) for route in routes()]

    assert all(policy.public for policy in policies if policy.sitemap or policy.mirror)


def test_places_come_first_and_rows_after_them(db: None) -> None:
    make_entry("postfach-voll")
    found = [address.path for address in addresses(lambda policy: policy.sitemap)]

    assert found[0] == "/"
    assert found.index("/fehlercodes/") < found.index("/faq/postfach-voll/")
    assert len(found) == len(set(found))


def test_dead_ends_of_answers_are_counted() -> None:
    assert set(dead_link_beginnings()) == {
        "/faq/", "/fehlercode/", "/einrichten/", "/meldung/",
    }  # fmt: skip


@pytest.mark.parametrize(
    "word", ["admin", "api", "autodiscover", "faq", "mail", "metrics", "static", "suche", "media",
             "bereit", "impressum"],
)  # fmt: skip
def test_word_of_the_site_is_no_key_of_a_category(word: str) -> None:
    with pytest.raises(Exception, match="Website selbst"):
        validate_category_key(word)
