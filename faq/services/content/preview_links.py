"""Links for a colleague without a login: signed, for seven days, and taken back at any time."""

import secrets
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from faq.models import PreviewLink, WorkingCopy
from faq.models.text import RenderedModel
from faq.services.content.publishing import BY_NAME
from faq.services.content.working_copies import copy_of, filled

LIFETIME: Final = timedelta(days=7)
_signer = TimestampSigner(salt="faq.preview")


def make_link(shown: RenderedModel | WorkingCopy, author: AbstractBaseUser) -> str:
    """A new token for a text or its working copy."""
    link = PreviewLink(secret=secrets.token_urlsafe(16), author=author)  # type: ignore[misc]
    if isinstance(shown, WorkingCopy):
        link.model, link.row, link.copy = shown.model, shown.row, shown
    else:
        link.model, link.row = str(shown._meta.model_name), shown.pk
    link.save()
    return token_of(link)


def token_of(link: PreviewLink) -> str:
    """What stands in the address."""
    return str(_signer.sign_object(link.secret))


def links_to(shown: RenderedModel | WorkingCopy) -> list[PreviewLink]:
    """The links that work today."""
    links = PreviewLink.objects.filter(made_at__gt=timezone.now() - LIFETIME)
    if isinstance(shown, WorkingCopy):
        return list(links.filter(copy=shown))
    return list(links.filter(model=shown._meta.model_name, row=shown.pk, copy=None))


def take_back(links: list[PreviewLink]) -> None:
    """From now on these lead nowhere."""
    for link in links:
        link.delete()


def shown_at(token: str) -> RenderedModel | None:
    """The unpublished text behind a token, rendered; None when the link is over or was never."""
    try:
        secret = _signer.unsign_object(token, max_age=LIFETIME)
    except (BadSignature, ValueError):
        return None
    link = PreviewLink.objects.select_related("copy").filter(secret=secret).first()
    if link is None or link.made_at < timezone.now() - LIFETIME:
        return None
    if link.copy:
        return filled(link.copy)
    row = BY_NAME[link.model]._default_manager.filter(pk=link.row).first()
    copy = copy_of(row) if row else None
    return filled(copy) if copy else row
