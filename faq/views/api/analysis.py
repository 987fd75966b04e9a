"""The error analysis for ticket systems: a message in, its explanation out. Nothing is kept.

Described in ``faq/openapi.yaml``; errors are problem details (RFC 9457).
"""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from faq.incoming import clean_text, without_markup
from faq.services.bounce.reports import bounce_document
from faq.views.api.reading import Problem, problem_response
from faq.views.bounce import can_ask_database, is_too_large, not_stored
from faq.web.policy import ALL, Limit, page

METHODS = "POST, OPTIONS"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Content-Type",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Allow": METHODS,
}


# Nothing is written and no session exists: a token would protect nothing.
@csrf_exempt
@not_stored
@page(limit=Limit(60, 60, ALL), read_only=True, database=False)
def analysis(request: HttpRequest) -> HttpResponse:
    """What the message in the body means: JSON ``{"message": "…"}``, or the message itself."""
    response = answered(request)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def answered(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method != "POST":
        return problem_response(Problem(405, "Send the message with POST."))
    if is_too_large(request):
        return problem_response(Problem(413, "The message is larger than 1 MB."))
    source = message_in(request)
    if not source:
        told = 'Send {"message": "…"} or the message itself as the body.'
        return problem_response(Problem(400, told))
    document = bounce_document(source, ask_database=can_ask_database(request))
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def message_in(request: HttpRequest) -> bytes | str | None:
    """The message to analyse; None where there is none."""
    if request.content_type != "application/json":
        return request.body if request.body.strip() else None
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    message = values.get("message") if isinstance(values, dict) else None
    if not isinstance(message, str) or not message.strip():
        return None
    return without_markup(clean_text(message))
