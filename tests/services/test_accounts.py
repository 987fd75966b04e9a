"""Accounts of staff: who may do what, and nobody by accident."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from faq.services.operation.accounts import Account, AccountError, accounts, add_account, switch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups() -> None:
    call_command("loaddata", "groups", verbosity=0)


def test_account_has_its_group_and_the_password_that_was_told() -> None:
    password = add_account("erika", ["Support"])

    assert accounts() == [Account("erika", ("Support",), False, True)]
    assert User.objects.get(username="erika").check_password(password)


@pytest.mark.parametrize(
    ("name", "group", "reason"),
    [
        ("erika", "Support", "already"),
        ("max", "Chefs", "Support"),
        ("m x", "Support", "Benutzernamen"),
    ],
)
def test_account_that_cannot_be_is_refused(name: str, group: str, reason: str) -> None:
    add_account("erika", ["Support"])

    with pytest.raises(AccountError, match=reason):
        add_account(name, [group])
    assert [account.name for account in accounts()] == ["erika"]


def test_account_is_switched_off_and_on() -> None:
    add_account("erika", [], is_administrator=True)

    switch("erika", on=False)
    assert accounts() == [Account("erika", (), True, False)]
    switch("erika", on=True)
    assert accounts() == [Account("erika", (), True, True)]
    with pytest.raises(AccountError, match="No account max"):
        switch("max", on=False)


@pytest.mark.parametrize("words", [("add",), ("off", "max"), ("add", "max", "--group", "Chefs")])
def test_command_says_what_is_wrong(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("staff", *words)
