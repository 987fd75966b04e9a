"""What makes the site an app on a phone: its manifest, its icons, its copy for days without net."""

import hashlib
import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from faq.models import House, current_brand, shown_house, site_url
from faq.models.colours import GROUNDS, shades
from faq.web.policy import page

JAVASCRIPT: Final = "text/javascript; charset=utf-8"
MANIFEST: Final = "application/manifest+json"
# Read by people who want to report a weakness; RFC 9116 wants it to be no older than a year.
SECURITY_TXT_DAYS: Final = 180
# Pages kept before anybody asks for them: what is needed when nothing works any more.
KEPT_PAGES: Final = ("faq:start", "faq:mail-setup", "faq:bounce", "faq:offline")
KEPT_FILES: Final = ("css/site.css", "js/main.js", "img/icons.svg", "img/logo.svg")
STYLE: Final = """@media (prefers-contrast: no-preference) {
  :root { %s }
}
@media screen and (prefers-contrast: no-preference) and (prefers-color-scheme: dark) {
  :root { %s }
}
"""


@require_safe
@page(public=True, mirror=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: text and messages can be shared with the error analysis."""
    house = shown_house()
    document = {
        "name": house.site_name,
        "short_name": house.site_name,
        "lang": "de",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#faf8f3",
        "theme_color": house.accent or "#0a525a",
        "icons": _icons(house),
        "share_target": {
            "action": reverse("faq:bounce"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "text": "message",
                "files": [{"name": "file", "accept": ["message/rfc822", ".eml", "text/plain"]}],
            },
        },
    }
    return HttpResponse(json.dumps(document, ensure_ascii=False), content_type=MANIFEST)


@require_safe
@page(public=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps visited pages; a new release of its files makes it a new script."""
    kept = [reverse(name) for name in KEPT_PAGES] + [static(name) for name in KEPT_FILES]
    if shown_house().colours:
        kept.append(reverse("faq:brand-style"))
    context = {
        "kept": kept,
        "version": hashlib.sha256("|".join(kept).encode()).hexdigest()[:12],
        "offline": reverse("faq:offline"),
        "static": settings.STATIC_URL,
        "never": [f"/{settings.ADMIN_PATH}", settings.MEDIA_URL, "/api/", reverse("faq:search")],
    }
    return render(request, "faq/service_worker.js", context, content_type=JAVASCRIPT)


@require_safe
@page(public=True)
def brand_style(request: HttpRequest) -> HttpResponse:
    """The colours of the brand that answers; who wants more contrast keeps the site's own."""
    colours = shown_house().colours
    if not colours:
        return HttpResponse(status=404)
    tokens = (
        "; ".join(f"--{name}: {value}" for name, value in shades(ground, colours[key]).items())
        if key in colours
        else ""
        for key, ground in GROUNDS.items()
    )
    return HttpResponse(STYLE % tuple(tokens), content_type="text/css; charset=utf-8")


@require_safe
@page(public=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What is said where there is no net and no kept copy."""
    return render(request, "faq/offline.html")


@require_safe
@page(public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon for who asks for it at its old address; a brand's own lies elsewhere."""
    if current_brand():
        return HttpResponse(status=404)
    return HttpResponse(_favicon(), content_type="image/x-icon")


@require_safe
@page(public=True)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=SECURITY_TXT_DAYS)).date()
    lines = [
        f"Contact: {site_url()}{reverse('faq:contact')}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: de, en",
        f"Canonical: {site_url()}{reverse('faq:security-txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _icons(house: House) -> list[dict[str, str]]:
    """Those of the house; a brand has its own picture or none."""
    if house.is_brand:
        return [{"src": house.mark, "sizes": "any"}] if house.mark else []
    return [
        _icon("img/icon-192.png", "192x192"),
        _icon("img/icon-512.png", "512x512"),
        _icon("img/icon-maskable.png", "512x512", purpose="maskable"),
    ]


def _icon(name: str, sizes: str, purpose: str = "any") -> dict[str, str]:
    return {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}


@cache
def _favicon() -> bytes:
    return (Path(settings.BASE_DIR) / "static/img/favicon.ico").read_bytes()
