"""A served site with a second name, and a reader who asks under either."""

import http.client
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import ON_POSTGRESQL
from tests.servers.postgresql import new_database
from tests.servers.site import Site

HOST = "hilfe.nordpost.example"


class Reader:
    """Reads a site under a host name of its choice; without one, under the house's."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def read(
        self, path: str, host: str = "", form: dict[str, str] | None = None
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        headers = {"Host": host or f"127.0.0.1:{self.site.port}"}
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Path]) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("two-names")
    environment = {"RATE_LIMITS": "0", "WORKERS": "2", "ALLOWED_HOSTS": HOST}
    if ON_POSTGRESQL:
        environment["DATABASE_URL"] = new_database(os.environ["DATABASE_URL"])
    fill(folder, environment)
    with Site(folder, environment=environment) as site:
        site.manage("shell", "-c", "from tests.factories import make_brand; make_brand()")
        yield Reader(site)
