"""The one page cache: finished answers in front of Django, current within a second, also in need.

`layer` is the WSGI layer, `page` a finished answer, `files` its copies on disk, `watch` the eye on
the change stamp. Why it stands outside Django: measured, see docs/betrieb.md.
"""

from faq.pagecache.files import PageFiles
from faq.pagecache.layer import PageCache
from faq.pagecache.page import FinishedHeaders
from faq.pagecache.release import release
from faq.pagecache.watch import Watch

__all__ = ["FinishedHeaders", "PageCache", "PageFiles", "Watch", "release"]
