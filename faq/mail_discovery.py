"""Answers mail programs before anything else can get in their way.

They come under any host name (a customer's `autoconfig.…` is an alias of ours), over http where the
customer has no certificate, in any case of letters, and with the mailbox's password unasked in
`Authorization`. So these paths are answered first: no host is checked, nothing redirects, no token
is asked for, and the password is gone before anything could log it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve


class MailDiscovery:
    """Middleware that serves the addresses of `faq.mail_discovery_urls` by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info.lower(), "faq.mail_discovery_urls")
        except Resolver404:
            return self._get_response(request)
        request.META.pop("HTTP_AUTHORIZATION", None)
        # A request may name any codec of this interpreter as its charset; none but this is right.
        request.encoding = "utf-8"
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response
