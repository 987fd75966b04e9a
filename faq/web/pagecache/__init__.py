"""The one page cache: finished answers in front of Django, current within a second, also in need.

`layer` is the WSGI layer, `page` a finished answer, `files` its copies on disk, `watch` the eye on
the change stamp. Why it stands outside Django: measured, see docs/betrieb.md.
"""

from faq.web.pagecache.files import PageFiles
from faq.web.pagecache.layer import PageCache
from faq.web.pagecache.page import FinishedHeaders
from faq.web.pagecache.poller import Watch
from faq.web.pagecache.release import release

__all__ = ["FinishedHeaders", "PageCache", "PageFiles", "Watch", "release"]
