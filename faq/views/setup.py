"""The page that sets up a mail program."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from faq.models import MailServer
from faq.views.public import public_page


@require_safe
@public_page()
def mail_setup(request: HttpRequest) -> HttpResponse:
    """All settings at a glance."""
    return render(request, "faq/setup.html", {"mail_servers": MailServer.objects.all()})
