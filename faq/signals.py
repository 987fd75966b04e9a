"""What a change of content means for other rows: known anchors and the change stamp.

Only effects on *other* rows stand here; what belongs to a row itself is in its `save()`. Three
kinds of writers (admin, commands, shell) cannot forget a signal. `loaddata` (`raw`) is left alone.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from faq.models import (
    Category,
    ContentVersion,
    Entry,
    ErrorCode,
    House,
    MailServer,
    ServiceBlock,
    ServiceNotice,
)
from faq.models.registry import PUBLIC_CONTENT, render_stale
from faq.search import indexing
from faq.services.links.succession import record_anchors


@receiver(post_save, sender=Entry)
def remember_anchors(instance: Entry, raw: bool = False, **kwargs: Any) -> None:
    """Keep every section that was ever public."""
    if not raw:
        record_anchors(instance)


@receiver(post_save, sender=Entry)
def index_entry(instance: Entry, raw: bool = False, **kwargs: Any) -> None:
    """Make what readers can find what they can read."""
    if not raw:
        indexing.index_entry(instance)


@receiver(post_save, sender=ErrorCode)
def index_error_code(instance: ErrorCode, raw: bool = False, **kwargs: Any) -> None:
    """The same for codes."""
    if not raw:
        indexing.index_error_code(instance)


@receiver(pre_delete, sender=Entry)
def remove_entry(instance: Entry, **kwargs: Any) -> None:
    """Before the database deletes the document, its words are counted off."""
    indexing.remove_entry(instance)


@receiver(pre_delete, sender=ErrorCode)
def remove_error_code(instance: ErrorCode, **kwargs: Any) -> None:
    """The same for codes."""
    indexing.remove_error_code(instance)


@receiver([post_save, post_delete], sender=ServiceBlock)
@receiver([post_save, post_delete], sender=MailServer)
def index_settings(raw: bool = False, **kwargs: Any) -> None:
    """The entries that show the settings are found by them."""
    if not raw:
        for entry in Entry.objects.filter(block=Entry.Block.MAIL_SERVERS):
            indexing.index_entry(entry)


@receiver([post_save, post_delete], sender=House)
@receiver([post_save, post_delete], sender=ServiceBlock)
@receiver([post_save, post_delete], sender=MailServer)
def render_texts_that_quote_it(raw: bool = False, **kwargs: Any) -> None:
    """Every text shows the new value, in the same transaction."""
    if not raw:
        render_stale()


@receiver(post_save, sender=Category)
def index_category(instance: Category, raw: bool = False, **kwargs: Any) -> None:
    """Entries are found by the title of their category."""
    if not raw:
        for entry in instance.entries.all():
            indexing.index_entry(entry)


@receiver([post_save, post_delete])
def stamp_change(sender: type[Model], raw: bool = False, **kwargs: Any) -> None:
    """Tell the page caches that public content has changed."""
    if sender in PUBLIC_CONTENT and not raw:
        ContentVersion.bump()


@receiver([post_save, post_delete], sender=ServiceNotice)
def plan_changes(raw: bool = False, **kwargs: Any) -> None:
    """A notice appears and ends by the clock."""
    if not raw:
        ContentVersion.plan(ServiceNotice.objects.changes())


@receiver(m2m_changed, sender=ServiceNotice.services.through)
@receiver(m2m_changed, sender=Entry.related.through)
@receiver(m2m_changed, sender=ErrorCode.related.through)
def stamp_change_of_relation(action: str, **kwargs: Any) -> None:
    """The same for lists of related content."""
    if action.startswith("post_"):
        ContentVersion.bump()
