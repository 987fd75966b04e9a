"""Every answer carries the whole set of security headers, whoever made it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from faq.web.security import csp_override, policy_header

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ADDRESSES = [
    "/",
    "/suche/?q=550",
    "/fehleranalyse/",
    "/gibt-es-nicht/",
    "/admin/login/",
    "/gesund/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_each_answer_has_the_headers(client: Client, address: str) -> None:
    response = client.get(address)

    assert EXPECTED.items() <= response.headers.items()
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_policy_starts_from_nothing_and_allows_nothing_inline(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_foreign_host_is_refused_with_the_headers(client: Client) -> None:
    response = client.get("/", headers={"Host": "elsewhere.example.org"})

    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_override_replaces_the_policy_of_one_view() -> None:
    @csp_override({"default-src": ["'none'"], "sandbox": []})
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    response = view(HttpRequest())

    assert policy_header(response.csp_override) == "default-src 'none'; sandbox"
