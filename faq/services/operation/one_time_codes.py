"""The staff's second factor: a time-based code (RFC 6238) or one of ten recovery codes."""

import secrets
from base64 import b32encode
from math import ceil
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10


class StillWaiting(Exception):
    """The code was not looked at: after wrong ones the device waits, for so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def has_second_factor(user: AbstractBaseUser) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def is_verified(user: object) -> bool:
    """Whether this session has shown its second factor (django-otp's middleware knows)."""
    return bool(getattr(user, "is_verified", bool)())


def new_device(user: AbstractBaseUser) -> TOTPDevice:
    """The device the user is about to set up; the same one until it is confirmed."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, name="App")
    return device


def typed_secret(device: TOTPDevice) -> str:
    """The device's secret as an app wants it typed: base 32 in groups of four."""
    text = b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def confirm(device: TOTPDevice, token: str) -> list[str]:
    """Take the device into use and return fresh recovery codes; empty if the token is wrong.

    Raises StillWaiting where it was not looked at.
    """
    with transaction.atomic():
        is_allowed, more = device.verify_is_allowed()
        if not is_allowed:
            raise StillWaiting(_seconds_until(more))
        if not device.verify_token(token):
            return []
        device.confirmed = True
        device.save()
        return fresh_recovery_codes(device.user)


def fresh_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """Replace the user's recovery codes by ten new ones."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Wiederherstellung")
    codes = [secrets.token_hex(5) for _ in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return codes


def matching_device(user: AbstractBaseUser, token: str) -> Device | None:
    """The user's device this token belongs to; a device that was guessed at waits ever longer.

    Raises StillWaiting where no device took the token and one was not even asked.
    """
    typed = token.replace(" ", "").lower()
    waits = 0
    with transaction.atomic():
        for model in (TOTPDevice, StaticDevice):
            for device in model.objects.select_for_update().filter(user=user, confirmed=True):
                is_allowed, more = device.verify_is_allowed()
                if not is_allowed:
                    waits = max(waits, _seconds_until(more))
                elif device.verify_token(typed):
                    return device
    if waits:
        raise StillWaiting(waits)
    return None


def _seconds_until(more: dict[str, Any] | None) -> int:
    until = (more or {}).get("locked_until")
    return max(1, ceil((until - timezone.now()).total_seconds())) if until else 1


def forget(user: AbstractBaseUser) -> int:
    """Remove all devices of a user who lost them; the next log-in sets up a new one."""
    with transaction.atomic():
        found = TOTPDevice.objects.filter(user=user)
        count = int(found.count())
        found.delete()
        StaticDevice.objects.filter(user=user).delete()
    return count
