"""The library of pictures: the list, the page of one, and the choice that the editor offers."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from faq.admin.markdown import NO_PICTURE
from faq.admin.room import WRITE, Done, change_url, no_button, require, room_page
from faq.incoming import clean_line
from faq.markup import PLACEHOLDER_ALT
from faq.models import StoredPicture, WorkingCopy
from faq.models.seeded import EditConflict
from faq.services.content.picture_library import (
    Shown,
    StillShown,
    add_picture,
    bring_back,
    library,
    remove,
    shown,
)
from faq.services.content.picture_uses import (
    Rewritten,
    Use,
    former_titles,
    new_address,
    new_alternative,
    rewrite,
)
from faq.services.content.pixels import PictureRefused
from faq.web.policy import page

ON_A_PAGE: Final = 24
OFFERED: Final = 12
LONGEST: Final = 300
STILL_SHOWN: Final = "Ein Text zeigt dieses Bild noch. Nehmen Sie es zuerst dort heraus."
CONFLICT: Final = (
    "Einen der Texte hat gerade jemand anderes geändert. Es wurde nichts geändert; bitte versuchen "
    "Sie es noch einmal."
)
AWAY: Final = "Die Ablage der Bilder antwortet nicht. Bitte versuchen Sie es später noch einmal."
NO_WORDS: Final = "Sagen Sie, was auf dem Bild zu sehen ist."


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: HttpRequest) -> HttpResponse:
    """Every picture, found by words; a form takes a new one."""
    require(request, WRITE)
    if request.method == "POST" and (done := _uploaded(request)):
        return done
    kind = request.GET.get("art", "")
    query = _line(request.GET, "q")
    removed = [Shown(row, []) for row in StoredPicture.objects.removed()]
    found = removed if kind == "entfernt" else library(query)
    if kind == "ohne-text":
        found = [each for each in found if each.is_orphan]
    pages = Paginator(found, ON_A_PAGE)
    context = {
        "title": "Bilder",
        "page": pages.get_page(request.GET.get("seite")),
        "query": query,
        "kind": kind,
        "kinds": KINDS,
        "typed": request.POST,
    }
    return room_page(request, "admin/desk/pictures.html", context)


KINDS: Final = (("", "Alle"), ("ohne-text", "In keinem Text"), ("entfernt", "Entfernt"))


@page(read_only=True)
@require_safe
def picture_choices(request: HttpRequest) -> JsonResponse:
    """The pictures for `?q=`, in the form in which the editor's dialog lists what it finds."""
    require(request, WRITE)
    found = library(_line(request.GET, "q"))[:OFFERED]
    return JsonResponse({"found": [_choice(each) for each in found]})


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """One picture: the texts that show it, its description, and what can be done with it."""
    require(request, WRITE)
    found = get_object_or_404(StoredPicture, pk=pk, size__gt=0)
    if request.method == "POST" and (done := _done(request, found)):
        return done
    with_uses = shown(found)
    context = {
        "title": str(found) if found.alternative else with_uses.alternative or str(found),
        "picture": found,
        "shown": with_uses,
        "uses": [(use, _url_of(use)) for use in with_uses.uses],
        "former": former_titles(found, besides=with_uses.uses),
        "typed": request.POST,
        "markdown": f"![{with_uses.alternative or PLACEHOLDER_ALT}]({found.address})",
    }
    return room_page(request, "admin/desk/picture.html", context)


def _uploaded(request: HttpRequest) -> HttpResponse | None:
    """Store what was sent and go on to its page; None, with the reason said, if refused."""
    try:
        found = _from_form(request)
    except ValidationError as refused:
        messages.error(request, refused.message)
        return None
    messages.success(request, "Das Bild ist in der Bibliothek.")
    return HttpResponseRedirect(_page_of(found))


def _from_form(request: HttpRequest, alternative: str = "") -> StoredPicture:
    """Store the picture that was sent."""
    file = request.FILES.get("image")
    if file is None:
        raise ValidationError(NO_PICTURE)
    words = alternative or _line(request.POST, "alternative")
    if not words:
        raise ValidationError(NO_WORDS)
    try:
        return add_picture(file, file.size or 0, words)
    except PictureRefused as refused:
        raise ValidationError(str(refused)) from None


def _done(request: HttpRequest, found: StoredPicture) -> HttpResponse | None:
    """Do what was asked for, say so, and go on to where it leads; None where it was not done."""
    try:
        said, target = ACTIONS.get(request.POST.get("action", ""), no_button)(request, found)
    except ValidationError as refused:
        messages.error(request, refused.message)
    except StillShown:
        messages.error(request, STILL_SHOWN)
    except EditConflict:
        messages.error(request, CONFLICT)
    except OSError:
        messages.error(request, AWAY)
    else:
        messages.success(request, said)
        return HttpResponseRedirect(target)
    return None


def _describe(request: HttpRequest, found: StoredPicture) -> Done:
    words = _line(request.POST, "alternative")
    if not words:
        raise ValidationError(NO_WORDS)
    done = Rewritten()
    if "everywhere" in request.POST:
        change = new_alternative(found, words)
        done = rewrite(found, change, request.user, "Bildbeschreibung geändert")  # type: ignore[arg-type]
    found.alternative = words
    found.save()
    return f"Beschreibung gespeichert.{_counted(done)}", _page_of(found)


def _replace(request: HttpRequest, found: StoredPicture) -> Done:
    fresh = _from_form(request, shown(found).alternative or str(found))
    done = rewrite(found, new_address(found, fresh), request.user, "Bild ersetzt")  # type: ignore[arg-type]
    found.replaced_by = fresh
    found.save()
    return f"Ersetzt.{_counted(done)} Frühere Fassungen behalten das alte Bild.", _page_of(fresh)


def _remove(request: HttpRequest, found: StoredPicture) -> Done:
    remove(found)
    return (
        "Entfernt. 90 Tage lang können Sie es unter „Entfernt“ zurückholen.",
        reverse("admin:pictures"),
    )


def _bring_back(request: HttpRequest, found: StoredPicture) -> Done:
    bring_back(found)
    return "Das Bild ist wieder da.", _page_of(found)


ACTIONS: Final[dict[str, Callable[[HttpRequest, StoredPicture], Done]]] = {
    "describe": _describe,
    "replace": _replace,
    "remove": _remove,
    "bring-back": _bring_back,
}


def _line(sent: QueryDict, name: str) -> str:
    return clean_line(sent.get(name, "")).strip()[:LONGEST]


def _counted(done: Rewritten) -> str:
    saved = f" Geänderte Texte: {done.saved}." if done.saved else ""
    return saved + (f" Es warten auf Freigabe: {done.waiting}." if done.waiting else "")


def _page_of(found: StoredPicture) -> str:
    return reverse("admin:picture", args=[found.pk])


def _url_of(use: Use) -> str:
    if isinstance(use.row, WorkingCopy):
        return reverse("admin:copy", args=[use.row.pk])
    return change_url(use.row)


def _choice(each: Shown) -> dict[str, str]:
    number = len(each.uses)
    place = "in keinem Text" if not number else f"in {number} {'Text' if number == 1 else 'Texten'}"
    return {
        "title": each.alternative or PLACEHOLDER_ALT,
        "path": each.picture.address,
        "place": place,
        "image": each.picture.address,
    }
