"""The one place where content goes: withdrawn, merged, renamed, or a section less.

Every writer passes here by `faq.signals`: forms, restored versions, imports, seeds and the shell.
Judged is the state after the change; what is asked about addresses stands in `destination`.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator

from faq.models import Anchor, Entry, EntryAlias
from faq.models.chains import later_in_chain
from faq.models.links import IS_TAKEN, validate_free_key
from faq.models.withdrawable import State
from faq.services.links.destination import home_of
from faq.services.links.memory import Replaced

WAS_PUBLIC = (
    "Dieser Eintrag war schon öffentlich, in Tickets stehen Links auf ihn. Wählen Sie "
    "„Zurückgezogen“: Leser erfahren dann, was ihn ersetzt."
)
NO_HOME = "Wählen Sie den Eintrag, in dem die Antwort heute steht. Er muss veröffentlicht sein."
NO_SUCCESSOR = "„{}“ führt zu keiner Antwort. Wählen Sie einen Ersatz, der veröffentlicht ist."
CIRCLE = "„{}“ führt schon hierher: Alte Links liefen im Kreis. Wählen Sie einen anderen Ersatz."
ITSELF = "Nichts kann sich selbst ersetzen."
LEFT_BEHIND = (
    "In diesem Eintrag ist „{}“ aufgegangen. Wählen Sie, was beide ersetzt. Wenn es keinen Ersatz "
    "gibt, dann ziehen Sie zuerst „{}“ zurück."
)
KEY_STAYS = "Der Schlüssel steht in alten Links. Er bleibt, wie er ist."
NOT_PUBLIC = "Wählen Sie einen Eintrag, den Leser finden. Der Link führte sonst nirgends hin."
NOT_LIVE = "Wählen Sie einen Abschnitt, den es heute gibt."


class SuccessionError(ValidationError):
    """Links would die: nothing is saved, and the message says why, in German."""


def objection(row: Replaced) -> str:
    """Say why links would die if a row were saved as it is; empty where none would."""
    match row.state:
        case State.PUBLISHED:
            return ""
        case State.DRAFT:
            return WAS_PUBLIC if isinstance(row, Entry) and was_public(row) else ""
    if row.successor_id is None:
        return NO_HOME if row.is_merged else _left_behind(row)
    return _objection_to_successor(row, row.successor_id)


def judge(row: Replaced) -> None:
    """Before a row is saved: raise SuccessionError if links would die, keep its former key."""
    stored = type(row)._default_manager.filter(pk=row.pk).order_by().first()
    if stored and stored.key != row.key:
        _keep_key(row, stored.key)
    before = (stored.state, stored.successor_id) if stored else None
    if before == (row.state, row.successor_id):
        return
    if sentence := objection(row):
        raise SuccessionError(sentence)


def judge_alias(alias: EntryAlias) -> None:
    """A former key stays for ever, and leads to what readers find."""
    if EntryAlias.objects.filter(pk=alias.pk or 0).exclude(key=alias.key).exists():
        raise SuccessionError(KEY_STAYS)
    if Entry.objects.filter(key=alias.key).exclude(pk=alias.entry_id).exists():
        raise SuccessionError(IS_TAKEN)
    own = alias.entry.history.filter(key=alias.key).exclude(status=State.DRAFT)
    if home_of(alias.entry) is None and not own.exists():
        raise SuccessionError(NOT_PUBLIC)


def judge_anchor(anchor: Anchor) -> None:
    """A section that is gone leads to one that can be read."""
    if anchor.successor_id is None:
        return
    if anchor.successor_id == anchor.pk:
        raise SuccessionError(ITSELF)
    if not Anchor.objects.live().filter(pk=anchor.successor_id).exists():
        raise SuccessionError(NOT_LIVE)


def was_public(entry: Entry) -> bool:
    """Whether anybody can have a link to this entry."""
    return bool(entry.pk and entry.history.filter(status=State.PUBLISHED).exists())


def _objection_to_successor(row: Replaced, successor_pk: int) -> str:
    """Follow what replaces a row as it is stored, up to the first that can be read."""
    if successor_pk == row.pk:
        return ITSELF
    rows = type(row)._default_manager.order_by()
    successor = rows.get(pk=successor_pk)
    chain = [successor.pk, *later_in_chain(successor)]
    published = set(rows.published().filter(pk__in=chain).values_list("pk", flat=True))
    for pk in chain:
        if pk == row.pk:
            return CIRCLE.format(successor)
        if pk in published:
            return ""
    return NO_HOME if row.is_merged else NO_SUCCESSOR.format(successor)


def _left_behind(row: Replaced) -> str:
    """Merged entries whose text is here would lead nowhere without a successor."""
    if not isinstance(row, Entry) or row.pk is None:
        return ""
    merged = Entry.objects.filter(successor=row, status=State.MERGED).first()
    return LEFT_BEHIND.format(merged, merged) if merged else ""


def _keep_key(row: Replaced, former: str) -> None:
    """Only an entry may get another key, and the one that it had leads to it for ever."""
    if not isinstance(row, Entry):
        raise SuccessionError(KEY_STAYS)
    validate_free_key(row.key, row)
    EntryAlias.objects.filter(key=row.key, entry=row).delete()  # current again
    if was_public(row):
        EntryAlias.objects.create(key=former, entry=row)


def rename(entry: Entry, key: str) -> None:
    """Give an entry another key; the one it had leads to it for ever."""
    entry.key = key
    entry.save()


def lost_sections(entry: Entry, anchors: Iterable[str]) -> list[Anchor]:
    """The public sections of an entry that a text with these anchors would no longer have."""
    return list(entry.anchors.live().exclude(name__in=list(anchors)))


@transaction.atomic
def succeed(anchor: Anchor, successor: Anchor | None) -> None:
    """Say where a lost section can be read; those that led to it lead there at once, too.

    Without a successor it leads to the top of its entry, and so do those that led to it.
    """
    anchor.successor = successor
    anchor.save(update_fields=["successor"])
    if successor:
        followers = Anchor.objects.filter(successor=anchor).exclude(pk=successor.pk)
        followers.update(successor=successor)


def record_anchors(entry: Entry) -> None:
    """Remember the headings that readers see of an entry; those they no longer see are gone."""
    headings = entry.headings if entry.is_published else []
    titles = {heading["anchor"]: _fitting(heading["title"]) for heading in headings}
    known = {anchor.name: anchor for anchor in entry.anchors.all()}
    Anchor.objects.bulk_create(
        Anchor(entry=entry, name=name, title=title)
        for name, title in titles.items()
        if name not in known
    )
    for anchor in known.values():
        is_live, title = anchor.name in titles, titles.get(anchor.name, anchor.title)
        if (anchor.is_live, anchor.title) != (is_live, title):
            anchor.is_live, anchor.title = is_live, title
            anchor.successor = None  # of a section that comes back, or goes now
            anchor.save(update_fields=["is_live", "title", "successor"])


def _fitting(title: str) -> str:
    """A heading may be of any length; the column has a limit that PostgreSQL insists on."""
    return Truncator(title).chars(Anchor.LONGEST_TITLE)
