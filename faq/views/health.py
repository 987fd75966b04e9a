"""What machines ask about the site itself: is the process alive, is it ready for readers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from faq.services.operation.readiness import readiness
from faq.web.policy import page


@require_safe
@never_cache
@page(database=False, waits=False)
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
@page()
def ready(request: HttpRequest) -> HttpResponse:
    """200 when readers can be sent here, 503 with the reasons otherwise."""
    findings = readiness()
    status = 200 if all(finding.is_good for finding in findings) else 503
    answer = {
        finding.name: {"good": finding.is_good, "detail": finding.detail} for finding in findings
    }
    return JsonResponse(answer, status=status)
