"""A text that was sent after the session's end: carried through the log-in and offered behind it.

It travels in the pages of the log-in themselves, signed, so that nothing of it is stored anywhere
and nobody can put words into a form of somebody else.
"""

from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from faq.web.sent_text import Notice, Sent, labels_at, send_again_page, sent_values

FIELD: Final = "carried"
SALT: Final = "faq.admin.carried"
MOST_CHARACTERS: Final = 1_000_000
LONGEST_SECONDS: Final = 24 * 60 * 60

OFFERED: Final = Notice(
    "Sie sind wieder angemeldet",
    "Ihre Anmeldung war abgelaufen. Deshalb ist noch nichts gespeichert.",
    "Jetzt speichern",
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What was sent, and where to."""

    path: str
    sent: list[Sent]


def packed(request: HttpRequest) -> str:
    """What a request posted, as one word for a hidden field; empty where that would be too long.

    A request that brings such a word along already keeps it.
    """
    if FIELD in request.POST:
        return request.POST[FIELD]
    path = request.get_full_path()
    pairs = [(item.name, item.value) for item in sent_values(request.POST, path)]
    if not pairs or sum(len(name) + len(value) for name, value in pairs) > MOST_CHARACTERS:
        return ""
    return signing.dumps([path, pairs], salt=SALT, compress=True)


def unpacked(word: str) -> Carried | None:
    """The opposite; None for a word that is not ours, or a day old."""
    try:
        path, pairs = signing.loads(word, salt=SALT, max_age=LONGEST_SECONDS)
    except signing.BadSignature:
        return None
    labels = labels_at(path)
    return Carried(path, [Sent(name, value, labels.get(name, "")) for name, value in pairs])


def offer(request: HttpRequest) -> HttpResponse | None:
    """The page that offers the carried text; None where this request carries none."""
    carried = unpacked(request.POST.get(FIELD, ""))
    if carried is None or not url_has_allowed_host_and_scheme(carried.path, None):
        return None
    return send_again_page(request, OFFERED, path=carried.path, sent=carried.sent, status=200)
