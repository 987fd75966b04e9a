"""The content of the site and its invariants, one module per reason to change."""

from faq.models.brand import current_brand, in_brand, is_chosen
from faq.models.brandhosts import (
    brand_names,
    brand_of_customer,
    brand_of_host,
    for_customer,
    site_url,
)
from faq.models.cache import (
    current_notices,
    favourite_entries,
    glossary_terms,
    last_house,
    listed_codes,
    shown_blocks,
    shown_categories,
    shown_house,
    shown_mail_servers,
    shown_programs,
    shown_windows,
)
from faq.models.cached import Cached, announced_version, content_version
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
    "brand_names",
    "brand_of_customer",
    "brand_of_host",
    "content_version",
    "current_brand",
    "current_notices",
    "favourite_entries",
    "for_customer",
    "glossary_terms",
    "in_brand",
    "is_chosen",
    "last_house",
    "listed_codes",
    "shown_blocks",
    "shown_categories",
    "shown_house",
    "shown_mail_servers",
    "shown_programs",
    "shown_windows",
    "site_url",
]
