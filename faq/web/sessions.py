"""Sessions of staff: one that is in use does not end, and none lasts for ever.

A session ends SESSION_COOKIE_AGE after its last use and SESSION_LONGEST after the log-in, whichever
comes first. It is written at most every few minutes of use, not with every request.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from faq.web.not_saved import AWAY, SERVICE_UNAVAILABLE, unsaved
from faq.web.policy import DATABASE_IS_AWAY

logger = logging.getLogger(__name__)

STARTED: Final = "started"
"""Where a session keeps the moment of its log-in."""

UNATTENDED: Final = "X-Unattended"
"""The header of what a page sends by itself: a window that stands open is no use of a session."""

STEP: Final = timedelta(minutes=5)
"""An end that would move by less stays where it is, and nothing is written."""


class Sessions(SessionMiddleware):
    """Django's, with an end that moves, and without an error page when it cannot be stored."""

    def process_view(self, request: HttpRequest, *view: object) -> None:
        is_used = UNATTENDED not in request.headers and DATABASE_IS_AWAY not in request.META
        if is_used and settings.SESSION_COOKIE_NAME in request.COOKIES:
            try:
                prolong(request.session)
            except Error:  # the view will find out, and its answer is the better one
                return

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (Error, SessionInterrupted) as error:  # Django calls some of the first so
            logger.warning("session not stored", extra={"reason": type(error).__name__})
            is_new = request.session.session_key != request.COOKIES.get(
                settings.SESSION_COOKIE_NAME
            )
            return unsaved(request, AWAY, SERVICE_UNAVAILABLE) if is_new else response


def start(session: SessionBase) -> None:
    """Note that somebody has just logged in."""
    session[STARTED] = timezone.now().isoformat()
    session.set_expiry(end_of(session))


def prolong(session: SessionBase) -> None:
    """Move the end of a session that is in use."""
    if STARTED in session and end_of(session) - session.get_expiry_date() > STEP:
        session.set_expiry(end_of(session))


def end_of(session: SessionBase) -> datetime:
    """When a session that is used now ends."""
    started = datetime.fromisoformat(session[STARTED])
    return min(
        timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        started + settings.SESSION_LONGEST,
    )


def seconds_left(session: SessionBase) -> int:
    """Whole seconds until a session ends if nobody uses it any more; 0 without a log-in."""
    if STARTED not in session:
        return 0
    return max(0, int((session.get_expiry_date() - timezone.now()).total_seconds()))
