"""The content of the site and its invariants, one module per reason to change."""

from faq.models.cache import (
    Kept,
    announced_version,
    content_version,
    glossary_terms,
    listed_codes,
    shown_categories,
    shown_mail_servers,
    shown_programs,
)
from faq.models.content import Category, Entry
from faq.models.errorcodes import ErrorCode, Explanation
from faq.models.feedback import EntryFeedback
from faq.models.frames import AnswerFrame
from faq.models.glossary import GlossaryTerm
from faq.models.links import Anchor, DeadLink, EntryAlias
from faq.models.mailprograms import MailProgram
from faq.models.mailservers import MailServer
from faq.models.openforms import OpenForm
from faq.models.pages import Page
from faq.models.savedforms import SavedForm
from faq.models.search import SearchCount, SearchDocument, SearchTerm, SynonymGroup
from faq.models.serverchecks import MailServerCheck
from faq.models.version import ContentVersion

__all__ = [
    "Anchor",
    "AnswerFrame",
    "Category",
    "ContentVersion",
    "DeadLink",
    "Entry",
    "EntryAlias",
    "EntryFeedback",
    "ErrorCode",
    "Explanation",
    "GlossaryTerm",
    "Kept",
    "MailProgram",
    "MailServer",
    "MailServerCheck",
    "OpenForm",
    "Page",
    "SavedForm",
    "SearchCount",
    "SearchDocument",
    "SearchTerm",
    "SynonymGroup",
    "announced_version",
    "content_version",
    "glossary_terms",
    "listed_codes",
    "shown_categories",
    "shown_mail_servers",
    "shown_programs",
]
