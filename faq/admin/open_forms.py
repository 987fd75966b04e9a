"""What an open form tells while somebody writes in it, and what it is told: who else is there."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from faq.services.content.presence import (
    Pairs,
    Writer,
    forget_old,
    keep_typed,
    leave,
    note_open,
    other_writers,
)
from faq.web.policy import page
from faq.web.sent_text import sent_values
from faq.web.sessions import seconds_left

PATH, GONE = "_path", "_gone"
NEW = "neu"
MOST_CHARACTERS = 1_000_000


@never_cache
@page()
@require_POST
def open_form(request: HttpRequest) -> HttpResponse:
    """Note who writes where; the answer says who else does, and how long the session lasts.

    With the form's fields they are kept, without them only the presence.
    """
    user: Any = request.user
    form = form_at(request, request.POST.get(PATH, ""))
    if GONE in request.POST:
        if form:
            leave(user, form)
        return HttpResponse(status=204)
    if not user.is_authenticated:
        return JsonResponse(told(0))
    if not form:
        return JsonResponse({"error": "Das dürfen Sie nicht bearbeiten."}, status=403)
    pairs = typed_pairs(request.POST, request.POST[PATH])
    if pairs:
        keep_typed(user, form, pairs)
    else:
        note_open(user, form)
        forget_old()
    return JsonResponse(
        told(
            seconds_left(request.session),
            others=presence(other_writers(user, form)),
            kept_at=f"{timezone.localtime():%H:%M}" if pairs else "",
        )
    )


def told(seconds: int, *, others: str = "", kept_at: str = "") -> dict[str, Any]:
    """What the form's script reads; no seconds are left where nobody is logged in any more."""
    return {"seconds_left": seconds, "others": others, "kept_at": kept_at}


def form_at(request: HttpRequest, path: str) -> str:
    """The name of the form at a path; empty where there is none that this person may save."""
    model_admin = model_admin_at(request, path)
    if model_admin is None:
        return ""
    row = resolve(path).kwargs.get("object_id", NEW)
    return form_name(str(model_admin.opts.model_name), row)


def model_admin_at(request: HttpRequest, path: str) -> Any:
    """The admin whose form stands at a path; None where this person may not save there."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    model_name, _, action = name.partition("admin:faq_")[2].partition("_")
    if action not in ("add", "change") or not site.has_permission(request):
        return None
    model_admin = site._registry.get(apps.get_model("faq", model_name))
    may_save = getattr(model_admin, f"has_{action}_permission", None)
    return model_admin if may_save and may_save(request) else None


def form_name(model_name: str, row: Any) -> str:
    return f"{model_name}:{row}"[:120]


def typed_pairs(posted: QueryDict, path: str) -> Pairs:
    """The fields of the form itself, as names and values; none where they are too long to keep."""
    sent = sent_values(posted, path)
    pairs = [(item.name, item.value) for item in sent if item.name not in (PATH, GONE)]
    return pairs if sum(len(value) for _, value in pairs) <= MOST_CHARACTERS else []


def presence(writers: Iterable[Writer]) -> str:
    """Who else is there, in a sentence each."""
    return " ".join(f"{writer.name} bearbeitet das {since(writer)}." for writer in writers)


def since(writer: Writer) -> str:
    minutes = int((timezone.now() - writer.since).total_seconds() // 60)
    if minutes < 1:
        return "gerade"
    return "seit einer Minute" if minutes == 1 else f"seit {minutes} Minuten"
