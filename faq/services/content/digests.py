"""Telling what staff have edited from what is still as a seed or an import left it.

The digest is over what a text says, with related rows by their primary keys: neither the renaming
of a neighbour nor a new order or a review makes anything else look edited.
"""

import hashlib
import json

from django.db.models import ForeignKey, ManyToManyField

from faq.models.seeded import SeededModel
from faq.services.content.fixtures import Values

# Staff's own books: no part of the text, and left alone by every later seed.
BOOKKEEPING = frozenset({"position", "reviewed_on", "is_pinned"})


def digest(row: SeededModel) -> str:
    """Identify what a row says today."""
    return digest_of(type(row), {name: _value(row, name) for name in row.content_fields()})


def digest_of(model: type[SeededModel], values: Values) -> str:
    """The same of values, in which related rows are primary keys.

    What a fixture may leave out counts where it is not what it is without saying.
    """
    left_out = BOOKKEEPING | {model.natural_field}
    said = {name: value for name, value in values.items() if name not in left_out}
    for name in set(model.optional_fields).intersection(said):
        if said[name] == model._meta.get_field(name).get_default():  # type: ignore[union-attr]
            del said[name]
    return _hashed(said)


def is_edited(row: SeededModel) -> bool:
    """Whether anybody has edited a row since it was last seeded or imported."""
    return row.seed_hash not in (digest(row), former_digest(row))


def former_digest(row: SeededModel) -> str:
    """The digest of earlier releases, over natural keys and all values."""
    return _hashed(row_values(row))


def row_values(row: SeededModel) -> Values:
    """The values of a row as a fixture gives them."""
    return {name: fixture_value(row, name) for name in row.fixture_fields}


def fixture_value(row: SeededModel, name: str) -> object:
    """One value as a fixture gives it: related rows by their natural keys."""
    column = row._meta.get_field(name)
    if isinstance(column, ManyToManyField):
        return sorted(list(other.natural_key()) for other in getattr(row, name).all())
    if isinstance(column, ForeignKey):
        other = getattr(row, name)
        return list(other.natural_key()) if other else None
    return getattr(row, name)


def _value(row: SeededModel, name: str) -> object:
    column = row._meta.get_field(name)
    if isinstance(column, ManyToManyField):
        return sorted(other.pk for other in getattr(row, name).all())
    return getattr(row, column.attname)  # type: ignore[union-attr]


def _hashed(values: Values) -> str:
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
