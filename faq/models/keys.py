"""What a permanent key looks like; which words paths already use, the address table says."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from faq.web.policy import first_words

validate_key = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und einzelnen Bindestrichen, "
    "zum Beispiel „pop3-imap“.",
)

# Pages that the law asks for: a category would stand in front of them.
LEGAL_PAGES = frozenset({"barrierefreiheit", "datenschutz", "impressum"})

CODE_KEY = re.compile(r"\A(?:[245]\d\d|[245]\.\d{1,3}\.\d{1,3})(?:-[a-z0-9]+)*\Z")


# Ids of rows in the tables below texts: an old link to one stays alive, so no heading takes it.
# All other ids of the page around a text begin with an underscore, which no heading has.
_ROW_ID = re.compile(r"code-[245][\d.]*|(?:imap|pop3|smtp)-(?:ssl-tls|starttls)")
# Ids of the sections in which codes, explanations and mail programs show their texts.
PAGE_IDS = frozenset(
    {
        "adresse", "adresse-fehler", "adresse-hilfe", "adresse-stand", "andere-programme",
        "angaben", "beispiel", "fuer-den-support", "genau", "gut-zu-wissen", "hilfe",
        "ihre-meldung", "noch-eine", "profil", "pruefen", "schritte", "verwandt", "vorher",
        "weiter", "wie-kopieren", "zusammenfassung",
    }
)  # fmt: skip


def is_row_id(name: str) -> bool:
    """Whether a row of a table has this id, or could have it."""
    return _ROW_ID.fullmatch(name) is not None


def validate_category_key(value: str) -> None:
    """Refuse a key that would hide a page of the site."""
    validate_key(value)
    if value in LEGAL_PAGES | first_words():
        raise ValidationError(
            "Diese Adresse benutzt die Website selbst. Wählen Sie ein anderes Wort."
        )


def validate_code_key(value: str) -> None:
    """Accept `550`, `5.1.1` and a variant such as `555-smtputf8`."""
    if not CODE_KEY.match(value):
        raise ValidationError("Beispiele für gültige Schlüssel: „550“, „5.1.1“, „555-smtputf8“.")
