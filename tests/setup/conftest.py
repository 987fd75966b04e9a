"""The usual six servers, and a client that speaks as mail programs do: under any host name."""

import pytest
from django.test import Client

from faq.models import MailServer
from tests.admin.conftest import submit, support, support_client
from tests.factories import make_mail_servers

__all__ = ["program", "servers", "submit", "support", "support_client"]


@pytest.fixture
def servers(db: None) -> dict[str, MailServer]:
    return make_mail_servers()


@pytest.fixture
def program(servers: dict[str, MailServer]) -> Client:
    """A mail program at a customer's alias; an error of the site would be a 500, not a crash."""
    return Client(raise_request_exception=False, headers={"host": "autoconfig.kunde.example"})
