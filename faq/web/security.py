"""What each answer forbids the browser: content security policy and its sister headers.

`SECURE_CSP` and `csp_override` have the names and the form of Django 6, so that they can be
replaced by Django's own when the project gets there.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

Policy = Mapping[str, Iterable[str]]
View = Callable[..., HttpResponseBase]

NONE: Final = "'none'"

# What no page of ours needs is switched off, in the pages we show and in anything they might embed.
PERMISSIONS_POLICY: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone",
        "midi", "payment", "picture-in-picture", "publickey-credentials-get",
        "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
    )
)  # fmt: skip
HEADERS: Final = {
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Middleware that gives every answer its headers; what a view has set itself stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._policy = policy_header(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        override = getattr(response, "csp_override", None)
        policy = self._policy if override is None else policy_header(override)
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def protection(*, is_secure: bool) -> dict[str, str]:
    """The headers of an answer that does not come from Django, the same as of one that does."""
    headers = {
        "Content-Security-Policy": policy_header(settings.SECURE_CSP),
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        **HEADERS,
    }
    if is_secure and settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = (
            f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
        )
    return headers


def policy_header(policy: Policy) -> str:
    """The header's text: `{"img-src": ["'self'"]}` becomes `img-src 'self'`."""
    return "; ".join(f"{name} {' '.join(sources)}".strip() for name, sources in policy.items())


def csp_override(policy: Policy) -> Callable[[View], View]:
    """Give the answers of one view a policy of their own instead of `SECURE_CSP`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def overridden(*args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(*args, **kwargs)
            response.csp_override = policy  # type: ignore[attr-defined]
            return response

        return overridden

    return decorate
