"""What of a sentence for staff is English."""

import re

from faq.analysis.everyday import is_english
from faq.analysis.normalise import fold

# Names: quoted, in front of a colon, addresses and files, tokens, types.
_NAMES = re.compile(r"„[^“]*“|\b[\w./-]+: |[/#]\S+|\b[\w-]+(?:\.[\w-]+)+|\{[^}]*\}|\w+\[.*\]")


def english_words(sentence: str) -> list[str]:
    """The words of a sentence that are English and not German as well."""
    words = re.findall(r"[^\W\d_]{3,}", _NAMES.sub(" ", sentence))
    return [word for word in words if is_english([fold(word)])]
