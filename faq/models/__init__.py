"""The content of the site and its invariants, one module per reason to change."""

from faq.models.cache import (
    Cached,
    announced_version,
    content_version,
    current_notices,
    favourite_entries,
    glossary_terms,
    listed_codes,
    shown_blocks,
    shown_categories,
    shown_house,
    shown_mail_servers,
    shown_programs,
    shown_windows,
)
from faq.models.content import Category, Entry
from faq.models.errorcodes import ErrorCode, Explanation
from faq.models.feedback import Feedback, PageView, Remark
from faq.models.frames import AnswerFrame
from faq.models.glossary import GlossaryTerm
from faq.models.house import House
from faq.models.links import Anchor, DeadLink, EntryAlias
from faq.models.mailprograms import MailProgram
from faq.models.mailservers import MailServer
from faq.models.next_version import PreviewLink, WorkingCopy
from faq.models.notices import NoticeUpdate, ServiceNotice
from faq.models.openforms import OpenForm
from faq.models.pages import Page
from faq.models.programwindows import ProgramWindow
from faq.models.savedforms import SavedForm
from faq.models.search import Phrasing, SearchCount, SearchDocument, SynonymGroup
from faq.models.serverchecks import MailServerCheck
from faq.models.serviceblocks import Place, ServiceBlock
from faq.models.shownblocks import ShownBlock
from faq.models.sign_ins import SignIn
from faq.models.stored_pictures import StoredPicture
from faq.models.version import ContentVersion

__all__ = [
    "Anchor",
    "AnswerFrame",
    "Cached",
    "Category",
    "ContentVersion",
    "DeadLink",
    "Entry",
    "EntryAlias",
    "ErrorCode",
    "Explanation",
    "Feedback",
    "GlossaryTerm",
    "House",
    "MailProgram",
    "MailServer",
    "MailServerCheck",
    "NoticeUpdate",
    "OpenForm",
    "Page",
    "PageView",
    "Phrasing",
    "Place",
    "PreviewLink",
    "ProgramWindow",
    "Remark",
    "SavedForm",
    "SearchCount",
    "SearchDocument",
    "ServiceBlock",
    "ServiceNotice",
    "ShownBlock",
    "SignIn",
    "StoredPicture",
    "SynonymGroup",
    "WorkingCopy",
    "announced_version",
    "content_version",
    "current_notices",
    "favourite_entries",
    "glossary_terms",
    "listed_codes",
    "shown_blocks",
    "shown_categories",
    "shown_house",
    "shown_mail_servers",
    "shown_programs",
    "shown_windows",
]
