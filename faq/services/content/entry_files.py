"""One Markdown file per entry: its values in a head of YAML, its text below.

---
key: pop3-imap
title: Wie unterscheiden sich POP3 und IMAP?
---

POP3 und IMAP sind zwei Wege …
"""

from pathlib import Path
from typing import Final, cast

from faq.services.content.strict_yaml import Unreadable, read_text_file, read_yaml

FOLDER: Final = "entries"
TEXT: Final = "body"  # the column that is written in Markdown below the head
_LINE: Final = "---\n"


def entry_file(head: str, text: str) -> str:
    """The file of an entry from its values as YAML and its text."""
    return f"{_LINE}{head}{_LINE}\n{text}"


def read_entry_file(path: Path) -> dict[str, object]:
    """The values of an entry; raises Unreadable for another form."""
    before, _, rest = read_text_file(path).partition(_LINE)
    head, line, text = rest.partition(f"\n{_LINE}")
    # The line end before the second line of --- is that of the last value; the one in front lets
    # lines count as in the file.
    values = read_yaml(f"\n{head}\n") if line and not before else None
    if not isinstance(values, dict):
        raise Unreadable("Die Datei beginnt nicht mit einem Kopf zwischen zwei Zeilen „---“.")
    return {**cast("dict[str, object]", values), TEXT: text.removeprefix("\n")}
