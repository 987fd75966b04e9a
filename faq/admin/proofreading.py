"""The copy editor of a form: hints to its texts while somebody writes, each with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from faq.admin.open_forms import PATH, model_admin_at
from faq.markup import SourceTooLong, render
from faq.proofread import Context, Hint, Kind, Role, missing_search_words, proofread
from faq.services.content.explained_terms import explained_names
from faq.services.links.destination import LinkState, destination
from faq.web.policy import page

# What a click may write in place of the marked words; other suggestions are one of several.
REPLACED = frozenset({Kind.SPACE_BEFORE_MARK, Kind.MISSING_NBSP, Kind.HEADING_ORDER})
SHORT_ANSWER = "short_answer"


@dataclass(frozen=True, slots=True)
class FieldHint:
    """A hint to one text of a form; places count as scripts in a browser do (UTF-16)."""

    field: str
    label: str
    line: int
    start: int
    end: int
    sentence: str
    suggestion: str
    replaces: bool

    @property
    def words(self) -> str:
        """The hint as a line of a list."""
        advice = f" Besser: {self.suggestion}" if self.suggestion.strip() else ""
        return f"Zeile {self.line}: {self.sentence}{advice}"


@never_cache
@page(read_only=True)
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """The hints to what stands in a form now, by its fields."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)  # the form says itself that the session has ended
    model_admin = model_admin_at(request, request.POST.get(PATH, ""))
    if model_admin is None:
        return JsonResponse({"error": "Das dürfen Sie nicht bearbeiten."}, status=403)
    found = form_hints(request.POST, model_admin)
    rows = [
        {
            "field": hint.field,
            "words": hint.words,
            "start": hint.start,
            "end": hint.end,
            "replacement": hint.suggestion if hint.replaces else None,
        }
        for hint in found
    ]
    return JsonResponse({"hints": rows})


def form_hints(posted: QueryDict, model_admin: Any) -> list[FieldHint]:
    """The hints to the texts of a form, in the order of its fields."""
    found = []
    for name in getattr(model_admin.model, "source_fields", ()):
        label = str(model_admin.model._meta.get_field(name).verbose_name)
        source = posted.get(name, "").replace("\r\n", "\n")
        found += [_field_hint(name, label, source, hint) for hint in _hints_to(name, source)]
    if "search_words" in posted and "title" in posted:
        hint = missing_search_words(
            posted.get("title", ""), posted.get("search_words", "").replace("\r\n", "\n")
        )
        if hint:
            found.append(_field_hint("search_words", "Suchwörter", "", hint))
    return found


def _hints_to(name: str, source: str) -> list[Hint]:
    role = Role.SHORT_ANSWER if name == SHORT_ANSWER else Role.BODY
    context = Context(is_dead=dead_in(source), explained=explained_names())
    return proofread(source, context, role)


def dead_in(source: str) -> Callable[[str], bool]:
    """Whether a link of this text leads nowhere: to no page, to none of its own sections."""
    try:
        own = {heading.anchor for heading in render(source).headings}
    except SourceTooLong:
        own = set()

    def is_dead(target: str) -> bool:
        if target.startswith("#"):
            return target[1:] not in own
        if "{" in target:  # a token stands for an address
            return False
        try:
            found = destination(target)
        except ValueError:  # "http://["
            return True
        return found.state is LinkState.DEAD

    return is_dead


def _field_hint(name: str, label: str, source: str, hint: Hint) -> FieldHint:
    return FieldHint(
        field=name,
        label=label,
        line=hint.line,
        start=utf16_length(source[: hint.start]),
        end=utf16_length(source[: hint.end]),
        sentence=hint.sentence,
        suggestion=hint.suggestion,
        replaces=hint.kind in REPLACED,
    )


def utf16_length(text: str) -> int:
    """How long a browser's scripts say that a text is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
