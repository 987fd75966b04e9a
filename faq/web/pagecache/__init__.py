"""The one page cache: finished answers in front of Django, current within a second, also in need.

`layer` is the WSGI layer, `page` a finished answer, `files` its copies on disk, `poller` the eye on
the content version. Why it stands outside Django: measured, see docs/betrieb.md.
"""

from faq.web.pagecache.files import PageFiles
from faq.web.pagecache.layer import PageCache
from faq.web.pagecache.poller import Poller
from faq.web.pagecache.release import release

__all__ = ["PageCache", "PageFiles", "Poller", "release"]
