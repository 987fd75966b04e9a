"""Where a link in a text can lead: what the editor's toolbar finds by words."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from faq.admin.desk import for_support
from faq.services.desk.lookup import Found, Kind, find
from faq.web.policy import page

LONGEST = 200
"""Characters of a search that are read."""

KINDS = {
    Kind.ENTRY: "Eintrag",
    Kind.SECTION: "Abschnitt",
    Kind.CODE: "Fehlercode",
    Kind.SETTINGS: "Einstellungen für Mailprogramme",
    Kind.PAGE: "Seite",
    Kind.NOTICE: "Störung oder Ankündigung",
}


@page()
@for_support
@require_safe
def link_targets(request: HttpRequest) -> JsonResponse:
    """The entries, sections and codes for `?q=`, best first: title, path and what each is."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    return JsonResponse({"found": [target(found) for found in find(words)] if words else []})


def target(found: Found) -> dict[str, str]:
    title = "".join(span.text for span in found.title) or KINDS[found.kind]
    return {
        "title": f"{found.code}: {title}" if found.code else title,
        "path": found.path,
        "place": " · ".join(filter(None, (KINDS[found.kind], found.place))),
    }
