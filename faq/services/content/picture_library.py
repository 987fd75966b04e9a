"""The library of uploaded pictures: where each is shown, and what may become of it.

A picture never changes under its address. Replacing one stores another and writes its address into
the texts of today; their former versions keep the old one, and the old address leads to the new.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Final

from django.core.files.images import get_image_dimensions
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from faq.models import StoredPicture
from faq.models.stored_pictures import FOLDER
from faq.services.content.picture_uses import Use, UsesByName, uses_of_pictures
from faq.services.content.uploads import move_picture, store_picture

ENDINGS: Final = frozenset({".jpg", ".png", ".webp"})
# Pictures of a text that somebody is writing are not saved in it yet.
IN_THE_MAKING: Final = timedelta(days=1)


class StillShown(Exception):
    """A text of today shows the picture: it cannot be removed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the library and the texts of today that show it."""

    picture: StoredPicture
    uses: list[Use]

    @property
    def is_orphan(self) -> bool:
        is_settled = self.picture.uploaded_at < timezone.now() - IN_THE_MAKING
        return not self.uses and (is_settled or self.picture.replaced_by_id is not None)

    @property
    def alternative(self) -> str:
        """What it shows, in the words of the library or else of a text."""
        said = (words for use in self.uses for words in use.alternatives if words)
        return self.picture.alternative or next(said, "")

    def answers(self, words: Iterable[str]) -> bool:
        """Whether each of the words stands in what is known of it."""
        titles = (use.title for use in self.uses)
        text = " ".join((self.alternative, self.picture.name, *titles)).casefold()
        return all(word in text for word in words)


def add_picture(file: IO[bytes], size: int, alternative: str = "") -> StoredPicture:
    """Store a picture and list it; raises PictureRefused."""
    picture = _listed(PurePosixPath(store_picture(file, size)).name)
    picture.alternative = alternative
    picture.save()
    return picture


def list_stored(names: Iterable[str] | None = None) -> int:
    """List pictures that lie in the storage and that the library does not know; how many.

    Without names all of them, as a site of an older release or a restored one has them.
    """
    found = {
        name
        for name in (_stored_names() if names is None else names)
        if PurePosixPath(name).suffix in ENDINGS
    }
    known = StoredPicture.objects.filter(name__in=found).values_list("name", flat=True)
    fresh = [_listed(name) for name in sorted(found - set(known))]
    for picture in fresh:
        picture.save()
    return len(fresh)


def library(query: str = "") -> list[Shown]:
    """The pictures that are there and answer all words of a query, the newest first."""
    uses = uses_of_pictures()
    words = query.casefold().split()
    found = (Shown(row, _of(uses, row)) for row in StoredPicture.objects.present())
    return [shown for shown in found if shown.answers(words)]


def shown(picture: StoredPicture) -> Shown:
    """One picture with its uses."""
    return Shown(picture, _of(uses_of_pictures(), picture))


def remove(picture: StoredPicture) -> None:
    """Take a picture that no text shows away; raises StillShown, or OSError without the store."""
    with transaction.atomic():
        if shown(picture).uses:
            raise StillShown
        source = picture.path
        picture.removed_at = timezone.now()
        picture.save()
        move_picture(source, picture.path)


def bring_back(picture: StoredPicture) -> None:
    """Undo `remove`, as long as the pixels are kept."""
    with transaction.atomic():
        source = picture.path
        picture.removed_at = None
        picture.save()
        move_picture(source, picture.path)


def leads_to(path: str) -> StoredPicture | None:
    """The picture that stands today in place of one that is gone; DoesNotExist for an unknown."""
    name = path.removeprefix(f"{FOLDER}/")
    return StoredPicture.objects.select_related("replaced_by").get(name=name).today()


def _of(uses: UsesByName, picture: StoredPicture) -> list[Use]:
    return uses.get(picture.name, [])


def _stored_names() -> list[str]:
    is_there = default_storage.exists("") and FOLDER in default_storage.listdir("")[0]
    return default_storage.listdir(FOLDER)[1] if is_there else []


def _listed(name: str) -> StoredPicture:
    """A row for pixels that lie in the storage."""
    with default_storage.open(f"{FOLDER}/{name}") as file:
        data = file.read()
    width, height = get_image_dimensions(BytesIO(data))
    return StoredPicture(name=name, width=width, height=height, size=len(data))
