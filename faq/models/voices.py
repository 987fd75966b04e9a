"""One voice per connection, day and matter: remembered in memory as a digest, never stored.

The digest is salted anew each day, so that nobody can tell later who spoke.
"""

import hashlib
import secrets
from typing import Final

from django.core.cache import cache
from django.utils import timezone

DAY: Final = 24 * 60 * 60  # seconds


def first_voice(reader: str, about: str) -> str:
    """Give a name for what a connection says about a matter; empty if it has said so today."""
    day = timezone.localdate()
    salt = cache.get_or_set(f"voice-salt:{day}", lambda: secrets.token_hex(16), timeout=DAY)
    digest = hashlib.sha256(f"{salt}|{reader}|{about}".encode()).hexdigest()
    name = f"voice:{digest}"
    return name if cache.add(name, 1, timeout=DAY) else ""


def unsay(name: str) -> None:
    """Let a voice speak again that could not be counted."""
    cache.delete(name)
