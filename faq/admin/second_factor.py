"""The page between password and admin: set up the second factor once, then ask for it."""

from typing import Any

import segno
from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login as otp_login

from faq.admin.carried import FIELD, offer, packed
from faq.admin.room import bare_page
from faq.services.operation.one_time_codes import (
    StillWaiting,
    confirm,
    has_second_factor,
    matching_device,
    new_device,
    typed_secret,
)
from faq.web.policy import Limit, page

# Who guesses is stopped by the device itself; this only bounds the work.
LOG_INS = Limit(60, 60)
WRONG = "Dieser Code passt nicht. Bitte warten Sie auf den nächsten und geben Sie ihn ein."


def waiting(seconds: int) -> str:
    """A code that was not looked at is neither right nor wrong: say so, and how long."""
    time = "eine Sekunde" if seconds == 1 else f"{seconds} Sekunden"
    return (
        "Dieser Code wurde nicht geprüft, weil vorher falsche eingegeben wurden. "
        f"Warten Sie {time} und geben Sie dann den Code ein, den Ihre App anzeigt."
    )


class TokenForm(forms.Form):
    token = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}
        ),
    )


@never_cache
@page(limit=LOG_INS, read_only=True)
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask who has given the right password for the second proof."""
    user = request.user
    if isinstance(user, AnonymousUser) or not (user.is_active and user.is_staff):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    form = TokenForm(request.POST if "token" in request.POST else None)
    if has_second_factor(user):
        return verify(request, user, form)
    return set_up(request, user, form)


def verify(request: HttpRequest, user: User, form: TokenForm) -> HttpResponse:
    if form.is_valid():
        try:
            device = matching_device(user, form.cleaned_data["token"])
        except StillWaiting as wait:
            form.add_error("token", waiting(wait.seconds))
        else:
            if device is not None:
                otp_login(request, device)
                return offer(request) or redirect(next_page(request))
            form.add_error("token", WRONG)
    context: dict[str, Any] = {
        "title": "Zweiter Faktor",
        "form": form,
        "next": next_page(request),
        FIELD: carried(request),
    }
    return bare_page(request, "admin/second_factor.html", context)


def set_up(request: HttpRequest, user: User, form: TokenForm) -> HttpResponse:
    device = new_device(user)
    if form.is_valid():
        try:
            codes = confirm(device, form.cleaned_data["token"])
        except StillWaiting as wait:
            form.add_error("token", waiting(wait.seconds))
        else:
            if codes:
                otp_login(request, device)
                context: dict[str, Any] = {
                    "title": "Ihre Wiederherstellungscodes",
                    "codes": codes,
                    "next": next_page(request),
                    FIELD: carried(request),
                }
                return bare_page(request, "admin/recovery_codes.html", context)
            form.add_error("token", WRONG)
    context = {
        "title": "Zweiten Faktor einrichten",
        "form": form,
        "picture": qr_code(device.config_url),
        "secret": typed_secret(device),
        "next": next_page(request),
        FIELD: carried(request),
    }
    return bare_page(request, "admin/second_factor.html", context)


def carried(request: HttpRequest) -> str:
    """The text on its way through the log-in; empty for who comes without one."""
    is_own_form = request.path == reverse("admin:second-factor") or "password" in request.POST
    return request.POST.get(FIELD, "") if is_own_form else packed(request)


def qr_code(text: str) -> SafeString:
    """An SVG that the content security policy allows: attributes only, no style."""
    svg = segno.make(text, error="m").svg_inline(scale=4, border=2, light="white", title="QR-Code")
    return mark_safe(svg)  # noqa: S308 - made by segno from a text that is encoded as squares


def next_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("admin:index")
