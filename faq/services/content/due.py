"""What goes public or away at a set time: seen by every process within a second.

The eye on the change stamp (`web.pagecache`) reads when the next approved text is due, with the
query it makes anyhow. The first process that sees the time has come publishes; the others find
nothing left to do. In a thread of its own, so that no reader waits for the database's write lock.
"""

import logging
import threading

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, transaction
from django.utils import timezone

from faq.models import ContentVersion, WorkingCopy, brand_names, content_version
from faq.models.seeded import EditConflict
from faq.services.content.working_copies import publish

logger = logging.getLogger(__name__)

OUTDATED = "Der Text wurde inzwischen geändert. Vergleichen Sie beide Fassungen."

_publishing = threading.Lock()


def current_version() -> int:
    """The content version; when an approved text is due, its publication begins."""
    number, due_at = ContentVersion.current_and_due()
    if due_at and due_at <= timezone.now() and not settings.READ_ONLY and not _publishing.locked():
        threading.Thread(target=_publish_and_close, name="publish-due", daemon=True).start()
    with content_version(number):
        brand_names()  # so that no request need ask for them
    return number


def publish_due() -> int:
    """Publish every approved copy whose time has come; how many went.

    One that cannot be published waits for staff again, with the reason.
    """
    count = 0
    for pk in WorkingCopy.objects.due(timezone.now()).values_list("pk", flat=True):
        with transaction.atomic():
            copies = WorkingCopy.objects.due(timezone.now()).select_for_update(of=("self",))
            if copy := copies.filter(pk=pk).first():
                count += _published(copy)
    return count


def _published(copy: WorkingCopy) -> bool:
    try:
        with transaction.atomic():
            publish(copy)
    except EditConflict:
        problem = OUTDATED
    except (ValidationError, PermissionDenied) as error:
        problem = " ".join(getattr(error, "messages", [])) or str(error)
    else:
        return True
    copy.state, copy.problem = WorkingCopy.State.READY, problem[:300]
    copy.save()
    logger.warning("approved text not published", extra={"kind": copy.kind})
    return False


def _publish_and_close() -> None:
    if not _publishing.acquire(blocking=False):
        return
    try:
        publish_due()
    except Error as error:
        logger.warning("approved texts wait", extra={"reason": type(error).__name__})
    finally:
        connection.close()
        _publishing.release()
