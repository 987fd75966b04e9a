"""What does not work, what will not for a while, and what it was before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from faq.models import ServiceNotice, current_notices
from faq.views.public import public_page

MOST_PAST = 50


@require_safe
@public_page()
def notices(request: HttpRequest) -> HttpResponse:
    """All that is published: what is open first, then the last that are over."""
    past = ServiceNotice.objects.past().with_details()[:MOST_PAST]
    return render(request, "faq/notices.html", {"current": current_notices, "past": past})


@require_safe
@public_page()
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice under the address that tickets and feeds name."""
    found = get_object_or_404(ServiceNotice.objects.published().with_details(), pk=pk)
    return render(request, "faq/notice.html", {"notice": found})
