"""The documents mail programs ask for, and the profile that people download.

`faq.views.autoconfig_middleware` calls these views before host names, log-ins or sessions matter.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from faq.autoconfig import NoServer, autodiscover, mobileconfig, mozilla, pacc, zone
from faq.forms import DomainForm, MailAddressForm
from faq.models import for_customer, shown_house
from faq.services.setup import mail_setup
from faq.web.policy import ALL, Limit, page

NO_STORE = {"Cache-Control": "no-store"}
PER_READER = Limit(120, 60, ALL)


@require_safe
@page(public=True, any_host=True, limit=PER_READER, customer="emailaddress")
def autoconfig(request: HttpRequest) -> HttpResponse:
    """Mozilla Autoconfig, the same for every address and domain of a brand."""
    try:
        document = mail_setup.autoconfig_document()
    except NoServer:
        return HttpResponse(status=404)
    return HttpResponse(document, content_type=mozilla.CONTENT_TYPE)


@require_safe
@page(public=True, any_host=True, limit=PER_READER)
def pacc_configuration(request: HttpRequest) -> HttpResponse:
    """PACC, the same bytes for every domain: their digest stands in the DNS."""
    try:
        document = mail_setup.pacc_document()
    except NoServer:
        return HttpResponse(status=404)
    return HttpResponse(document, content_type=pacc.CONTENT_TYPE)


@require_POST
@page(any_host=True, limit=PER_READER, read_only=True)
def autodiscover_xml(request: HttpRequest) -> HttpResponse:
    """Autodiscover with settings, or the code of its error."""
    body = request.read(autodiscover.MAX_REQUEST_BYTES + 1)
    if len(body) > autodiscover.MAX_REQUEST_BYTES:
        return HttpResponse(status=413)
    return HttpResponse(
        mail_setup.autodiscover_answer(body),
        content_type=autodiscover.CONTENT_TYPE,
        headers=NO_STORE,
    )


@require_safe
@page(any_host=True, limit=PER_READER)
def autodiscover_json(request: HttpRequest, address: str = "") -> HttpResponse:
    """Where the XML service is; the address is part of some paths and never looked at."""
    names = {name.lower(): name for name in request.GET}
    protocol = request.GET.get(names.get("protocol", ""))
    status, body = mail_setup.autodiscover_redirect(protocol)
    return HttpResponse(body, status=status, content_type=autodiscover.JSON_CONTENT_TYPE)


# No token, hence no cookie: there is no session a forged request could use, and nothing changes.
@require_POST
@page(any_host=True, limit=Limit(20, 60), read_only=True)
def apple_profile(request: HttpRequest) -> HttpResponse:
    """The configuration profile of the address in the form."""
    form = MailAddressForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "example_address": mail_setup.EXAMPLE_ADDRESS}
        return render(request, "faq/profile.html", context, status=400)
    try:
        with for_customer(form.cleaned_data["email"].domain):
            profile = mail_setup.apple_profile(**form.cleaned_data)
            name = f"{shown_house().key}-mail.mobileconfig"
    except NoServer:
        return HttpResponse(status=404)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **NO_STORE}
    return HttpResponse(profile, content_type=mobileconfig.CONTENT_TYPE, headers=headers)


@require_safe
@page(public=True, query=("domain",), any_host=True, limit=PER_READER, customer="domain")
def zone_file(request: HttpRequest) -> HttpResponse:
    """The DNS records of `?domain=` as a zone file."""
    form = DomainForm(request.GET)
    if not form.is_valid():
        return HttpResponse(form.first_error, status=400, content_type=zone.CONTENT_TYPE)
    document = mail_setup.zone_document(form.cleaned_data["domain"])
    return HttpResponse(document, content_type=zone.CONTENT_TYPE)
