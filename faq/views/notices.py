"""What does not work, what will not for a while, and what it was before."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from faq.models import ServiceNotice, current_notices
from faq.views.public_pages import public_page
from faq.web.policy import page

MOST_PAST = 50


def published_notices() -> QuerySet[ServiceNotice]:
    return ServiceNotice.objects.published()


@require_safe
@page(public=True, sitemap=True, mirror=True)
def notices(request: HttpRequest) -> HttpResponse:
    """All that is published: what is open first, then the last that are over."""
    past = ServiceNotice.objects.past().with_details()[:MOST_PAST]
    return render(request, "faq/notices.html", {"current": current_notices, "past": past})


@require_safe
@page(public=True, mirror=True, rows=published_notices)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice under the address that tickets and feeds name."""
    found = get_object_or_404(ServiceNotice.objects.published().with_details(), pk=pk)
    return public_page(request, found)
