"""How a form of the staff's pages keeps what is written in it, whatever happens on the way.

Saved once however often it is sent; on top of a colleague's save where nothing collides, else with
both texts; offered again when it was typed and never saved.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from faq.admin.conflict import conflict_page, sent_anew
from faq.admin.faults import faults
from faq.admin.open_forms import NEW, form_name, presence
from faq.admin.proofreading import form_hints
from faq.admin.save_once import save_once
from faq.admin.suggesting import SuggestingAdmin
from faq.models.seeded import EditConflict
from faq.services.content.presence import close, other_writers, typed_in
from faq.services.links.succession import SuccessionError
from faq.web.sent_text import REOPEN, Notice, send_again_page, sent_values

DELETED = Notice(
    "Noch nicht gespeichert",
    "Während Sie geschrieben haben, hat jemand das gelöscht. Sie können es neu anlegen.",
    "Neu anlegen",
)
NOT_YET = "Ihr Text steht wieder im Formular. Gespeichert ist er noch nicht."
DISCARD, TYPED = "_discard", "typed"


class WritingAdmin(SuggestingAdmin):
    """An admin whose forms lose nothing; `_row` gives the stored row or refuses."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; what collides with a colleague's save comes back with both texts."""
        form = form_name(str(self.opts.model_name), object_id or NEW)
        context = {**(extra_context or {}), "is_ours": self._may_save(request, object_id)}
        if request.method != "POST":
            context |= self._others_and_typed(request, form)
            return super().changeform_view(request, object_id, form_url, context)
        answer = partial(super().changeform_view, request, object_id, form_url, context)
        if DISCARD in request.POST:
            close(_writer(request), form)
            return HttpResponseRedirect(request.get_full_path())
        if self._is_deleted(request, object_id):
            return self._deleted(request)
        if REOPEN in request.POST:
            return self._reopened(request, form, answer)
        return self._saved(request, form, object_id, answer)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form; what it could not take is listed above it, in place of Django's sentence."""
        if context.pop("errors", None):
            rows = [inline.formset for inline in context["inline_admin_formsets"]]
            context["faults"] = faults(context["adminform"].form, rows)
        return super().render_change_form(request, context, *args, **kwargs)

    def _saved(
        self, request: HttpRequest, form: str, object_id: str | None, save: Callable[[], Any]
    ) -> HttpResponse:
        """Save once; on top of a colleague's save where nothing collides."""
        try:
            response = save_once(request, save)
        except SuccessionError:  # somebody else's save came between
            return conflict_page(self, request, self._row(request, object_id))
        except EditConflict:
            stored = self._row(request, object_id)
            anew = sent_anew(self, request, stored)
            if anew is None:
                return conflict_page(self, request, stored)
            request.POST = anew  # type: ignore[assignment]  # as a middleware would
            response = save()
        if isinstance(response, HttpResponseRedirect):
            close(_writer(request), form)
        return response

    def _others_and_typed(self, request: HttpRequest, form: str) -> dict[str, Any]:
        typed = typed_in(_writer(request), form)
        return {
            "writers": presence(other_writers(_writer(request), form)),
            "typed": typed.at if typed else None,
        }

    def _reopened(
        self, request: HttpRequest, form: str, show: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """The form with values sent before; what it says of errors stands at the fields."""
        typed = typed_in(_writer(request), form) if request.POST[REOPEN] == TYPED else None
        if typed:
            request.POST = _posted([*typed.pairs, (REOPEN, TYPED)])  # type: ignore[assignment]
        response = show()
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            found = form_hints(request.POST, self)
            response.context_data |= {"faults": [], "is_reopened": True, "hints": found}
        self.message_user(request, NOT_YET, messages.WARNING)
        return response

    def _may_save(self, request: HttpRequest, object_id: str | None) -> bool:
        """Whether this is a form for this person, or a page to read."""
        may = self.has_change_permission if object_id else self.has_add_permission
        return bool(may(request))

    def _is_deleted(self, request: HttpRequest, object_id: str | None) -> bool:
        return (
            object_id is not None
            and self.has_add_permission(request)
            and self.get_object(request, object_id) is None
        )

    def _deleted(self, request: HttpRequest) -> HttpResponse:
        """The text of somebody whose row a colleague has deleted meanwhile."""
        path = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        sent = sent_values(request.POST, path)
        return send_again_page(request, DELETED, path=path, sent=sent, status=409)

    def _row(self, request: HttpRequest, object_id: str | None) -> Any:
        raise NotImplementedError


def _writer(request: HttpRequest) -> User:
    """Who writes: nobody gets here without a log-in."""
    return cast(User, request.user)


def _posted(pairs: Iterable[tuple[str, str]]) -> QueryDict:
    """Names and values as if they had been posted."""
    posted = QueryDict(mutable=True)
    for name, value in pairs:
        posted.appendlist(name, value)
    return posted
