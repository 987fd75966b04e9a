"""What a change of content means for other rows: old links, known anchors, the content version.

Only effects on *other* rows stand here; what belongs to a row itself is in its `save()`. Three
kinds of writers (admin, commands, shell) cannot forget a signal. `loaddata` (`raw`) is left alone.
"""

from collections.abc import Callable, Collection, Iterable
from itertools import product
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import (
    ModelSignal,
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.dispatch import receiver

from faq.models import (
    Anchor,
    Category,
    ContentVersion,
    Entry,
    EntryAlias,
    ErrorCode,
    Explanation,
    House,
    MailProgram,
    MailServer,
    ServiceBlock,
    ServiceNotice,
    SignIn,
)
from faq.models.registry import PUBLIC_CONTENT, TEXTS, render_stale
from faq.models.text import RenderedModel
from faq.models.withdrawable import Withdrawable
from faq.search import indexing
from faq.services.content import publishing, votes
from faq.services.links import succession
from faq.services.links.memory import Replaced

F = TypeVar("F", bound=Callable[..., None])
SUCCESSION = frozenset({"key", "status", "is_withdrawn", "successor"})
Columns = Collection[str] | None


def on(*signals: ModelSignal, of: Iterable[type[Model] | None] = (None,)) -> Callable[[F], F]:
    """Call a function for what becomes of rows of some models, else of all: not for `loaddata`."""

    def connected(function: F) -> F:
        def received(raw: bool = False, **kwargs: Any) -> None:
            if not raw:
                function(**kwargs)

        for signal, sender in product(signals, of):
            signal.connect(received, sender, weak=False)
        return function

    return connected


@on(pre_save, of=[text for text in TEXTS if issubclass(text, Withdrawable)])
def judge_succession(instance: Replaced, update_fields: Columns = None, **kwargs: Any) -> None:
    """Let nothing go in a way that would kill links."""
    if update_fields is None or SUCCESSION.intersection(update_fields):
        succession.judge(instance)


@on(pre_save, of=TEXTS)
def judge_publishing(instance: RenderedModel, update_fields: Columns = None, **kwargs: Any) -> None:
    """Let nobody change what readers see without the right to."""
    publishing.judge(instance, update_fields)


@on(pre_delete, of=TEXTS)
def judge_deletion(instance: RenderedModel, **kwargs: Any) -> None:
    """The same for what is deleted."""
    publishing.judge_deletion(instance)


@on(pre_save, of=[EntryAlias])
def judge_alias(instance: EntryAlias, **kwargs: Any) -> None:
    """The same for former keys."""
    succession.judge_alias(instance)


@on(pre_save, of=[Anchor])
def judge_anchor(instance: Anchor, **kwargs: Any) -> None:
    """The same for sections."""
    succession.judge_anchor(instance)


@on(post_save, of=[Entry])
def remember_anchors(instance: Entry, **kwargs: Any) -> None:
    """Keep every section that was ever public."""
    succession.record_anchors(instance)


@on(post_save)
def index(instance: Model, **kwargs: Any) -> None:
    """Make what readers can find what they can read."""
    indexing.index(instance)


@on(post_save, of=(Entry, ErrorCode, Explanation, MailProgram))
def settle_feedback(instance: votes.Page, update_fields: Columns = None, **kwargs: Any) -> None:
    """Who changes a text or finds it to be true has read what readers said of it."""
    is_read = update_fields is None or "reviewed_on" in update_fields
    if is_read and publishing.acting_user():
        votes.settle(votes.path_of(instance))


@on(pre_delete)
def take_turn(sender: type[Model], **kwargs: Any) -> None:
    """Who deletes content waits for the writers before, as who saves does; see `save()`."""
    if sender in PUBLIC_CONTENT:
        ContentVersion.take_turn()


@on(post_delete)
def remove(instance: Model, **kwargs: Any) -> None:
    """What is gone is not found."""
    indexing.remove(instance)


@on(post_save, post_delete, of=(ServiceBlock, MailServer))
def index_settings(**kwargs: Any) -> None:
    """The entries that show the settings are found by them."""
    for entry in Entry.objects.filter(block=Entry.Block.MAIL_SERVERS):
        indexing.index(entry)


@on(post_save, post_delete, of=(House, ServiceBlock, MailServer))
def render_texts_that_quote_it(**kwargs: Any) -> None:
    """Every text shows the new value, in the same transaction."""
    for row in render_stale():
        indexing.index(row)
    indexing.index_brands()


@on(post_save, of=[Category])
def index_category(instance: Category, **kwargs: Any) -> None:
    """Entries are found by the title of their category."""
    for entry in instance.entries.all():
        indexing.index(entry)


@on(post_save, post_delete, of=[Entry])
def index_category_of(instance: Entry, **kwargs: Any) -> None:
    """A category is found as soon as it has something to read."""
    indexing.index(instance.category)


@receiver(m2m_changed, sender=ErrorCode.related.through)
def index_relations(
    instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """A listed code is found by the enhanced codes that name it as related."""
    if action.startswith("post_"):
        listed = ErrorCode.objects.filter(pk__in=pk_set or ()) if not reverse else [instance]
        for code in listed:
            indexing.index(code)


@on(post_save, post_delete)
def stamp_change(sender: type[Model], **kwargs: Any) -> None:
    """Tell the page caches that public content has changed."""
    if sender in PUBLIC_CONTENT:
        ContentVersion.bump()


@on(post_save, post_delete, of=[ServiceNotice])
def plan_changes(**kwargs: Any) -> None:
    """A notice appears and ends by the clock."""
    ContentVersion.plan(ServiceNotice.objects.changes())


@receiver(m2m_changed, sender=ServiceNotice.services.through)
@receiver(m2m_changed, sender=Entry.related.through)
@receiver(m2m_changed, sender=ErrorCode.related.through)
def stamp_change_of_relation(action: str, **kwargs: Any) -> None:
    """The same for lists of related content."""
    if action.startswith("post_"):
        ContentVersion.bump()


@receiver(user_logged_in)
def note_sign_in(user: AbstractBaseUser, **kwargs: Any) -> None:
    """Who works here, and when."""
    if not settings.READ_ONLY:
        SignIn.objects.create(user=user, kind=SignIn.Kind.IN)  # type: ignore[misc]


@receiver(user_logged_out)
def note_sign_out(user: AbstractBaseUser | None, **kwargs: Any) -> None:
    """The same for the end of a working day."""
    if user and not settings.READ_ONLY:
        SignIn.objects.create(user=user, kind=SignIn.Kind.OUT)  # type: ignore[misc]


@receiver(user_login_failed)
def note_failed_sign_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    """An attempt with a name of ours; what else was typed may be a password in the wrong field."""
    name = str(credentials.get("username", ""))
    user = get_user_model()._default_manager.filter(username=name.replace("\0", "")).first()
    if user and not settings.READ_ONLY:
        SignIn.objects.create(user=user, kind=SignIn.Kind.FAILED)
