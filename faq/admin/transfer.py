"""Content as a file, from one site to another, and codes as a table: first seen, then done."""

import re
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, Final

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from faq.admin.room import require, room_page
from faq.models.next_version import PUBLISH
from faq.models.registry import FIXTURES
from faq.services.content.code_tables import NoTable, import_table, table
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.incoming import Allowed, Left
from faq.services.content.publishing import ANYBODY, REFUSED, may_publish, written_by
from faq.services.content.transfer import Transfer, import_folder
from faq.services.content.transfer_archive import NoArchive, pack, unpack
from faq.web.policy import page

RIGHT: Final = f"faq.{PUBLISH}"
WAITING: Final = "austausch"  # a folder of the storage that is not served
WAITS: Final = timedelta(days=1)
NO_ARCHIVE: Final = (
    "Diese Datei ist weder ein Export dieser Software noch eine Tabelle der Fehlercodes, oder sie "
    "ist zu groß."
)
LARGEST_TABLE: Final = 10_000_000  # bytes
OUTCOMES: Final[dict[str, str]] = {
    "created": "Neu",
    "updated": "Geändert",
    Left.EDITED: "Bleibt: von der Redaktion geschrieben",
    Left.SECTIONS: "Bleibt: Abschnitte fielen weg",
    Left.DRAFT: "Bleibt: hier ein Entwurf",
    Left.MERGED: "Bleibt: hier in einem anderen aufgegangen",
    Left.WITHDRAWN: "Bleibt: hier zurückgezogen",
    Left.DELETED: "Bleibt: hier gelöscht",
    Left.RENAMED: "Bleibt: hier heißt ein anderer so",
}
_KINDS: Final = {
    str(model._meta.model_name): str(model._meta.verbose_name) for model in FIXTURES.values()
}


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest) -> HttpResponse:
    """The way out and the way in; what was sent waits until somebody has seen what it changes."""
    require(request, RIGHT)
    if request.method == "POST" and (file := request.FILES.get("archive")):
        _forget_old()
        name = uuid.uuid4().hex
        default_storage.save(_path(name), file)
        return HttpResponseRedirect(reverse("admin:transfer-check", args=[name]))
    if request.method == "POST":
        messages.error(request, "Es ist keine Datei angekommen. Bitte wählen Sie sie noch einmal.")
    return room_page(request, "admin/desk/transfer.html", {"title": "Inhalte austauschen"})


@page(read_only=True)
@require_safe
def transfer_archive(request: HttpRequest) -> FileResponse:
    """All content as one file."""
    require(request, RIGHT)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    pack(file)
    file.seek(0)
    name = f"hilfe-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name)


@page(read_only=True)
@require_safe
def transfer_table(request: HttpRequest) -> HttpResponse:
    """The error codes for a spreadsheet."""
    require(request, RIGHT)
    name = f"fehlercodes-{timezone.localdate():%Y-%m-%d}.csv"
    return HttpResponse(
        table(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_check(request: HttpRequest, name: str) -> HttpResponse:
    """What an archive or a table would change; sent with the button, it is done."""
    require(request, RIGHT)
    if not re.fullmatch(r"[0-9a-f]{32}", name) or not default_storage.exists(_path(name)):
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    allowed = Allowed(overwrite_edited="overwrite" in sent, revive="revive" in sent)
    context: dict[str, Any] = {"title": "Was die Datei ändert", "faults": []}
    with default_storage.open(_path(name)) as file:
        is_table = not zipfile.is_zipfile(file)
    # A table is the text of whoever sends it; what another site has written is nobody's own.
    may_apply = not is_table or may_publish(request.user)
    context |= {"allowed": None if is_table else allowed, "refusal": "" if may_apply else REFUSED}
    try:
        apply = request.method == "POST" and may_apply
        found = _table(name, apply=apply) if is_table else _archive(name, allowed, apply=apply)
    except (NoArchive, NoTable):
        default_storage.delete(_path(name))
        messages.error(request, NO_ARCHIVE)
        return HttpResponseRedirect(reverse("admin:transfer"))
    except FixtureFaults as error:
        context["faults"] = error.faults
        return room_page(request, "admin/desk/transfer_check.html", context)
    if apply:
        default_storage.delete(_path(name))
        context["title"] = "Übernommen"
    context |= {
        "found": found,
        "outcomes": list(_outcomes(found)),
        "done": apply,
    }
    return room_page(request, "admin/desk/transfer_check.html", context)


def _archive(name: str, allowed: Allowed, *, apply: bool) -> Transfer:
    with (
        TemporaryDirectory() as folder,
        default_storage.open(_path(name)) as file,
        written_by(ANYBODY),
    ):
        unpack(file, Path(folder))
        return import_folder(Path(folder), apply=apply, allowed=allowed)


def _table(name: str, *, apply: bool) -> Transfer:
    with default_storage.open(_path(name)) as file:
        data = file.read(LARGEST_TABLE + 1)
    if len(data) > LARGEST_TABLE:
        raise NoTable
    with nullcontext() if apply else written_by(ANYBODY):  # what is taken back is for everybody
        return import_table(data, apply=apply)


def _outcomes(found: Transfer) -> Iterator[tuple[str, list[str]]]:
    """What happens, in the words of staff, and to which rows."""
    for outcome, label in OUTCOMES.items():
        if names := found.summary.outcomes.get(outcome):  # type: ignore[call-overload]
            yield label, [_in_german(name) for name in names]


def _in_german(name: str) -> str:
    kind, _, key = name.partition(" ")
    return f"{_KINDS[kind]} {key}"


def _path(name: str) -> str:
    return f"{WAITING}/{name}"


def _forget_old() -> None:
    """Delete what was sent and never brought in."""
    if not default_storage.exists("") or WAITING not in default_storage.listdir("")[0]:
        return
    for name in default_storage.listdir(WAITING)[1]:
        path = f"{WAITING}/{name}"
        if default_storage.get_modified_time(path) < timezone.now() - WAITS:
            default_storage.delete(path)
