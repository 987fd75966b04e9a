"""Staff as they are in production: support with the shipped group, and people without rights."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

from tests.admin.forms import Submit, submitter


@pytest.fixture
def support(db: None) -> User:
    """A member of the group that the fixtures bring."""
    call_command("loaddata", "groups", verbosity=0)
    user = User.objects.create_user("anna", password="x", first_name="Anna", is_staff=True)
    user.groups.add(Group.objects.get(name="Support"))
    return user


@pytest.fixture
def support_client(support: User) -> Client:
    client = Client()
    client.force_login(support)
    return client


@pytest.fixture
def submit(support_client: Client) -> Submit:
    """Send the form of a row as its page shows it, with what the test changes."""
    return submitter(support_client)


@pytest.fixture
def client_as(db: None) -> Callable[[str], Client]:
    """A client as nobody, as a reader with a login, or as staff without any permission."""

    def client(kind: str) -> Client:
        found = Client()
        if kind != "nobody":
            found.force_login(User.objects.create_user(kind, is_staff=kind == "staff"))
        return found

    return client
