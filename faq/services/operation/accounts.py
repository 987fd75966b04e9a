"""Who may work in the editors' room: made, listed and switched off by the technician."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction


class AccountError(Exception):
    """The account cannot be made or found; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff."""

    name: str
    groups: tuple[str, ...]
    is_administrator: bool
    is_active: bool


@transaction.atomic
def add_account(name: str, groups: Iterable[str], *, is_administrator: bool = False) -> str:
    """Make an account; return its first password, which is kept nowhere."""
    users = get_user_model()
    if users.objects.filter(username=name).exists():
        raise AccountError(f"There is an account {name} already.")
    known = {group.name: group for group in Group.objects.all()}
    if unknown := [group for group in groups if group not in known]:
        raise AccountError(f"No group {', '.join(unknown)}; there is {', '.join(known)}.")
    password = secrets.token_urlsafe(12)
    user = users(username=name, is_staff=True, is_superuser=is_administrator)
    user.set_password(password)
    try:
        user.full_clean()
    except ValidationError as error:
        raise AccountError(" ".join(error.messages)) from error
    user.save()
    user.groups.set(known[group] for group in groups)
    return password


def accounts() -> list[Account]:
    """All members of staff, by name."""
    users = get_user_model().objects.filter(is_staff=True).order_by("username")
    return [
        Account(
            user.username,
            tuple(group.name for group in user.groups.all()),
            user.is_superuser,
            user.is_active,
        )
        for user in users.prefetch_related("groups")
    ]


def switch(name: str, *, on: bool) -> None:
    """Let somebody in again, or out at once: open sessions of an inactive account end, too."""
    if not get_user_model().objects.filter(username=name).update(is_active=on):
        raise AccountError(f"No account {name}.")
