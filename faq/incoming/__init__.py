"""The gate for text that comes in: forms, API, imports, uploads, and what is stored.

Pure: standard library only. `clean_text` and `clean_line` make what is typed storable and
comparable; `without_markup` turns a pasted piece of HTML into the text that its reader saw;
`without_personal` drops what could tell who wrote a sentence, `without_addresses` the addresses
alone, and `blank_addresses` leaves blanks in their place.
"""

from faq.incoming.characters import clean_line, clean_text
from faq.incoming.pasted_html import without_markup
from faq.incoming.personal import (
    EXAMPLE_ADDRESS,
    blank_addresses,
    without_addresses,
    without_personal,
)

__all__ = [
    "EXAMPLE_ADDRESS", "blank_addresses", "clean_line", "clean_text", "without_addresses",
    "without_markup", "without_personal",
]  # fmt: skip
