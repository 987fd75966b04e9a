"""Staff of each role, as the shipped groups make them."""

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

GROUPS = ("Lesen", "Redaktion", "Freigabe", "Support")


def member(group: str, name: str = "") -> Client:
    """Somebody of a group, logged in; of none for ""."""
    if not Group.objects.exists():
        call_command("loaddata", "groups", verbosity=0)
    user = User.objects.create_user(name or group or "gast", is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client = Client()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client
