"""The content of the site and its invariants, one module per reason to change."""

from faq.models.cache import (
    Kept,
    announced_version,
    content_version,
    favourite_entries,
    listed_codes,
    shown_categories,
    shown_mail_servers,
    shown_programs,
)
from faq.models.content import Category, Entry
from faq.models.errorcodes import ErrorCode, Explanation
from faq.models.feedback import Feedback, PageView, Remark
from faq.models.frames import AnswerFrame
from faq.models.house import House
from faq.models.links import Anchor, DeadLink, EntryAlias
from faq.models.mailprograms import MailProgram
from faq.models.mailservers import MailServer
from faq.models.next_version import PreviewLink, WorkingCopy
from faq.models.pages import Page
from faq.models.search import SearchCount, SearchDocument, SearchTerm, SynonymGroup
from faq.models.serverchecks import MailServerCheck
from faq.models.sign_ins import SignIn
from faq.models.version import ContentVersion

__all__ = [
    "Anchor",
    "AnswerFrame",
    "Category",
    "ContentVersion",
    "DeadLink",
    "Entry",
    "EntryAlias",
    "ErrorCode",
    "Explanation",
    "Feedback",
    "House",
    "Kept",
    "MailProgram",
    "MailServer",
    "MailServerCheck",
    "Page",
    "PageView",
    "PreviewLink",
    "Remark",
    "SearchCount",
    "SearchDocument",
    "SearchTerm",
    "SignIn",
    "SynonymGroup",
    "WorkingCopy",
    "announced_version",
    "content_version",
    "favourite_entries",
    "listed_codes",
    "shown_categories",
    "shown_mail_servers",
    "shown_programs",
]
