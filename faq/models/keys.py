"""What a permanent key looks like, and which words paths already use."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

validate_key = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, "
    "zum Beispiel „pop3-imap“.",
)

# First parts of the site's own paths: a category with such a key could not be reached.
RESERVED_CATEGORY_KEYS = frozenset(
    {
        "admin", "api", "autodiscover", "barrierefreiheit", "bereit", "datenschutz", "einrichten",
        "faq", "feedback", "fehleranalyse", "fehlercode", "fehlercodes", "gesund", "impressum",
        "kategorien", "mail", "media", "metrics", "seite", "static", "suche", "vorschau",
    }
)  # fmt: skip

CODE_KEY = re.compile(r"\A(?:[245]\d\d|[245]\.\d{1,3}\.\d{1,3})(?:-[a-z0-9]+)*\Z")


def validate_category_key(value: str) -> None:
    """Refuse a key that would hide a page of the site."""
    validate_key(value)
    if value in RESERVED_CATEGORY_KEYS:
        raise ValidationError(
            "Diese Adresse benutzt die Website selbst. Wählen Sie ein anderes Wort."
        )


def validate_code_key(value: str) -> None:
    """Accept `550`, `5.1.1` and a variant such as `555-smtputf8`."""
    if not CODE_KEY.match(value):
        raise ValidationError("Beispiele für gültige Schlüssel: „550“, „5.1.1“, „555-smtputf8“.")
