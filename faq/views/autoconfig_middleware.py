"""Answers mail programs before anything else can get in their way.

They come under any host name (a customer's `autoconfig.…` is an alias of ours), over http where the
customer has no certificate, in any case of letters, and with the mailbox's password unasked in
`Authorization`. So these paths are answered first: no host is checked, nothing redirects, no token
is asked for, and the password is gone before anything could log it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from faq.models import for_customer
from faq.web.policy import policy_of
from faq.web.rate_limit import refused


class MailDiscovery:
    """Middleware that serves by itself what is asked for under any host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info.lower())
        except Resolver404:
            return self._get_response(request)
        policy = policy_of(match.func)
        if not policy.any_host:
            return self._get_response(request)
        request.resolver_match = match
        forget_what_came_unasked(request, match.route)
        with for_customer(request.GET.get(policy.customer, "")):
            response = refused(request) or match.func(request, *match.args, **match.kwargs)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


def forget_what_came_unasked(request: HttpRequest, route: str) -> None:
    """Take the password and the address in the path from the request, also for later log lines."""
    request.META.pop("HTTP_AUTHORIZATION", None)
    vars(request).pop("headers", None)  # a copy, if anybody has looked at it
    request.path = request.path_info = f"/{route}"
