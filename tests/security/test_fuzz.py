"""No request, however strange, may make the site fail."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.security.junk import Junk, junk, routes


@pytest.fixture
def client_of_a_full_site(site_content: None, db: None) -> Client:
    return Client(raise_request_exception=False)


def status(client: Client, request: Junk) -> int:
    response = client.generic(
        request.method,
        request.path,
        request.body,
        content_type=request.content_type,
        QUERY_STRING=request.query,
        headers=request.headers,
    )
    if response.streaming:
        b"".join(response)  # sent to its end, as by a server; a file stays open otherwise
    return response.status_code


@pytest.mark.parametrize("staff", [False, True])
def test_every_route_takes_part(staff: bool) -> None:
    assert len(routes(staff=staff)) > 25


def test_no_junk_from_outside_makes_the_site_fail(client_of_a_full_site: Client) -> None:
    failed = [
        request
        for request in junk(1_000, staff=False)
        if status(client_of_a_full_site, request) >= 500
    ]

    assert failed == []


def test_no_junk_from_staff_makes_the_site_fail(client_of_a_full_site: Client) -> None:
    chief = User.objects.create_superuser("chief")

    failed = []
    for request in junk(400, staff=True):
        client_of_a_full_site.force_login(chief)  # the junk before may have logged out
        if status(client_of_a_full_site, request) >= 500:
            failed.append(request)

    assert failed == []
