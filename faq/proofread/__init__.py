"""What a copy editor would say to a German help text: hints with place and suggestion, no walls.

Pure: knows no Django and no database. What it must know of the site (which link is dead, which
terms are explained) the caller gives in a Context.
"""

from faq.proofread.hint import Context, Hint, Kind, Role
from faq.proofread.mend import mended
from faq.proofread.proofread import proofread
from faq.proofread.record import missing_search_words

__all__ = [
    "Context",
    "Hint",
    "Kind",
    "Role",
    "mended",
    "missing_search_words",
    "proofread",
]
