"""Guessing at one account from all over the world, slowed without locking its owner out.

One name from one network is stopped by django-axes. Who has as many networks as he likes shares one
budget per account with everybody else, except for devices that have logged in to it before: each
carries a cookie of its own, which proves that and nothing more (OWASP: device cookies). A device
has a budget, too: who holds somebody's cookie guesses no faster, and stops no other device.
"""

import secrets
import time
import unicodedata
from datetime import timedelta
from typing import Final

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from faq.web.rate_limit import count

# Three guessers as django-axes lets them pass; 96 tries an hour need years for a poor password.
BUDGET: Final = 3 * settings.AXES_FAILURE_LIMIT
COOKIE: Final = "known-device" if settings.IS_LOCAL else "__Secure-known-device"
LIFETIME: Final = timedelta(days=180)
MOST_ACCOUNTS: Final = 5
NONCE: Final = 16
"""Characters by which the marks of two devices of one account differ."""


def is_exhausted(request: HttpRequest, name: str) -> bool:
    """Whether this try is one too many: of its device, where that is known, and of the account."""
    name = unicodedata.normalize("NFKC", name).strip().replace("\0", "")
    mark = next((mark for mark in _marks(request) if _is_of(mark, name)), None)
    if mark is not None and _tries(mark) <= BUDGET:
        return False
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(username=name, attempt_time__gte=since)
    failures = attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    return bool(failures >= BUDGET)


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Let this device be known to the account that it has just logged in to."""
    others = [mark for mark in _marks(request) if not _is_of(mark, name)]
    response.set_cookie(
        COOKIE,
        ".".join([*others, _mark(name, secrets.token_hex(NONCE // 2))][-MOST_ACCOUNTS:]),
        max_age=LIFETIME,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _marks(request: HttpRequest) -> list[str]:
    return [mark for mark in request.COOKIES.get(COOKIE, "").split(".")[:MOST_ACCOUNTS] if mark]


def _mark(name: str, nonce: str) -> str:
    return nonce + salted_hmac("faq.known-device", f"{nonce} {name}").hexdigest()[:32]


def _is_of(mark: str, name: str) -> bool:
    return constant_time_compare(mark, _mark(name, mark[:NONCE]))


def _tries(mark: str) -> int:
    """How often a device has tried by now, good tries included; 0 without a store of counters."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return count(f"known-device:{mark}:{int(time.time()) // seconds}", seconds)
