"""Which models are content: what fixtures bring, by what key, and what readers see of it."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Model

from faq.models.content import Category, Entry
from faq.models.errorcodes import ErrorCode, Explanation
from faq.models.frames import AnswerFrame
from faq.models.glossary import GlossaryTerm
from faq.models.house import House
from faq.models.links import EntryAlias
from faq.models.mailprograms import MailProgram
from faq.models.mailservers import MailServer
from faq.models.notices import NoticeUpdate, ServiceNotice
from faq.models.pages import Page
from faq.models.placeholders import values_of_one_moment
from faq.models.programwindows import ProgramWindow
from faq.models.search import Phrasing, SynonymGroup
from faq.models.seeded import SeededModel
from faq.models.serverchecks import MailServerCheck
from faq.models.serviceblocks import ServiceBlock
from faq.models.text import RenderedModel

# In the order of their references: a file may name rows of the files before it, and of itself.
FIXTURES: Final[dict[str, type[SeededModel]]] = {
    "houses": House,
    "service_blocks": ServiceBlock,
    "mail_servers": MailServer,
    "categories": Category,
    "entries": Entry,
    "error_codes": ErrorCode,
    "explanations": Explanation,
    "mail_programs": MailProgram,
    "program_windows": ProgramWindow,
    "pages": Page,
    "answer_frames": AnswerFrame,
    "synonym_groups": SynonymGroup,
    "glossary_terms": GlossaryTerm,
}
# The kinds of content that are written in Markdown.
TEXTS: Final[tuple[type[RenderedModel], ...]] = tuple(
    model for model in FIXTURES.values() if issubclass(model, RenderedModel)
)
# What pages are made of: a change of it makes every kept page old.
PUBLIC_CONTENT: Final[tuple[type[Model], ...]] = (
    Category, Entry, EntryAlias, ErrorCode, Explanation, GlossaryTerm, House, MailProgram,
    MailServer, MailServerCheck, NoticeUpdate, Page, Phrasing, ProgramWindow, ServiceBlock,
    ServiceNotice, SynonymGroup,
)  # fmt: skip


def render_stale() -> list[RenderedModel]:
    """Render again what an older renderer or an older value of a token left behind; those rows."""
    with values_of_one_moment():
        stale = list(_stale())
        for row in stale:
            row.render_again()
    return stale


def stale_rows() -> list[str]:
    """Names of rows whose HTML does not belong to their source."""
    with values_of_one_moment():
        return [f"{row._meta.model_name} {'/'.join(row.natural_key())}" for row in _stale()]


def _stale() -> Iterator[RenderedModel]:
    for model in TEXTS:
        for row in model._default_manager.all():
            if row.rendered_with != row.render_stamp():
                yield row
