"""Guessing at one account from all over the world, slowed without locking its owner out.

One name from one network is stopped by django-axes. Who has as many networks as he likes shares one
budget per account with everybody else, except for devices that have logged in to it before: they
carry a cookie, which proves that and nothing more (OWASP: device cookies).
"""

import unicodedata
from datetime import timedelta
from typing import Final

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

# Three guessers as django-axes lets them pass; 96 tries an hour need years for a poor password.
BUDGET: Final = 3 * settings.AXES_FAILURE_LIMIT
COOKIE: Final = "known-device" if settings.IS_LOCAL else "__Secure-known-device"
LIFETIME: Final = timedelta(days=180)
MOST_ACCOUNTS: Final = 5


def is_exhausted(request: HttpRequest, name: str) -> bool:
    """Whether this account was guessed at so often that only known devices may go on."""
    name = unicodedata.normalize("NFKC", name).strip()
    if _mark(name) in _marks(request):
        return False
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(username=name, attempt_time__gte=since)
    failures = attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    return bool(failures >= BUDGET)


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Let this device be known to the account that it has just logged in to."""
    others = [mark for mark in _marks(request) if not constant_time_compare(mark, _mark(name))]
    response.set_cookie(
        COOKIE,
        ".".join([*others, _mark(name)][-MOST_ACCOUNTS:]),
        max_age=LIFETIME,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _marks(request: HttpRequest) -> list[str]:
    return request.COOKIES.get(COOKIE, "").split(".")[:MOST_ACCOUNTS]


def _mark(name: str) -> str:
    return salted_hmac("faq.known-device", name).hexdigest()[:32]
