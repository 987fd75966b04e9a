"""Which models are content: what fixtures bring, by what key, and what readers see of it."""

from typing import Final

from django.db.models import Model

from faq.models.content import Category, Entry
from faq.models.errorcodes import ErrorCode, Explanation
from faq.models.frames import AnswerFrame
from faq.models.glossary import GlossaryTerm
from faq.models.links import EntryAlias
from faq.models.mailprograms import MailProgram
from faq.models.mailservers import MailServer
from faq.models.pages import Page
from faq.models.search import SynonymGroup
from faq.models.serverchecks import MailServerCheck
from faq.models.text import SeededModel

# In the order of their references: a file may name rows of the files before it, and of itself.
FIXTURES: Final[dict[str, type[SeededModel]]] = {
    "categories": Category,
    "entries": Entry,
    "error_codes": ErrorCode,
    "explanations": Explanation,
    "mail_servers": MailServer,
    "mail_programs": MailProgram,
    "pages": Page,
    "answer_frames": AnswerFrame,
    "synonym_groups": SynonymGroup,
    "glossary_terms": GlossaryTerm,
}
# What pages are made of: a change of it makes every kept page old.
PUBLIC_CONTENT: Final[tuple[type[Model], ...]] = (
    Category, Entry, EntryAlias, ErrorCode, Explanation, GlossaryTerm, MailProgram, MailServer,
    MailServerCheck, Page, SynonymGroup,
)  # fmt: skip
