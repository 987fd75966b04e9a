"""The pages that help people set up a mail program and their domain."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.autoconfig import qrcode
from faq.forms import DomainForm
from faq.models import MailProgram, shown_blocks, shown_programs
from faq.services.setup.mail_setup import (
    EXAMPLE_ADDRESS,
    EXAMPLE_DOMAIN,
    qr_payload,
    zone_records,
)
from faq.views.public_pages import page_of_kind
from faq.web.policy import ALL, Limit, page

DOMAINS = Limit(120, 60, ALL)


@require_safe
@page(public=True, sitemap=True, mirror=True)
def mail_setup(request: HttpRequest) -> HttpResponse:
    """Choose a program; below, all settings."""
    context = {
        "programs": shown_programs,
        "guides_beside_mail": sorted(
            (guide for guide in shown_programs() if not guide.is_for_mail),
            key=lambda guide: MailProgram.Service.values.index(guide.service),
        ),
        "service_blocks": shown_blocks,
        "example_address": EXAMPLE_ADDRESS,
    }
    return render(request, "faq/setup.html", context)


@require_safe
@page(public=True, sitemap=True, mirror=True, dead_links=True, rows=shown_programs)
def mail_program(request: HttpRequest, key: str) -> HttpResponse:
    """The steps for one program, with the servers' values in them."""
    return page_of_kind(request, MailProgram)


@require_safe
@page(public=True, sitemap=True, mirror=True)
def scan(request: HttpRequest) -> HttpResponse:
    """Codes for the camera of a phone; the one with an address is drawn in the browser."""
    payload = qr_payload()
    context = {
        "account": json.dumps(payload) if payload else "",
        "stands_for": qrcode.ADDRESS,
        "phones": [guide for guide in shown_programs() if guide.device == MailProgram.Device.PHONE],
        "example_address": EXAMPLE_ADDRESS,
    }
    return render(request, "faq/scan.html", context)


@require_safe
@page(public=True, query=("domain",), limit=DOMAINS, sitemap=True, mirror=True)
def dns(request: HttpRequest) -> HttpResponse:
    """The DNS records for `?domain=`; without one, for the example."""
    form = DomainForm(request.GET if "domain" in request.GET else None)
    domain = form.cleaned_data["domain"] if form.is_valid() else EXAMPLE_DOMAIN
    context = {
        "form": form,
        "domain": domain,
        "is_example": not form.is_valid(),
        "records": zone_records(),
    }
    return render(request, "faq/dns.html", context)
