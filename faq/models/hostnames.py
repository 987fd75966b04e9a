"""Names of hosts that customers' programs connect to: names on the open net, never numbers."""

import re
from typing import Final

IS_NO_NAME: Final = (
    "Das ist kein Servername. Beispiel: mail.example.org – ohne https:// und ohne Port."
)
# A name whose last part is a number is read as an IPv4 address, in any of its spellings.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
# Names that lead to the machine itself or to its own network (RFC 6761, RFC 6762, RFC 8375).
_NOT_PUBLIC = frozenset({"localhost", "local", "internal", "localdomain", "lan", "arpa"})


def in_one_spelling(name: str) -> str:
    """Small letters, without the dot that ends a name in a zone file."""
    return name.strip().lower().removesuffix(".")


def is_number_or_private(name: str) -> bool:
    """Whether a name, in one spelling, is an IPv4 address or leads into one's own network."""
    last = name.rpartition(".")[2]
    return last in _NOT_PUBLIC or _NUMBER.fullmatch(last) is not None
