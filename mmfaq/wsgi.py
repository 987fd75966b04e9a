"""The WSGI callable that every server starts: Django behind the layers that do not need it."""

import os
import sys
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmfaq.settings")

try:
    django = get_wsgi_application()
except ImproperlyConfigured as error:  # in a sentence, as gunicorn and the commands say it
    sys.exit(str(error))

# These import models, which Django must have loaded before.
from faq.search import count_search
from faq.services.content.due import current_version
from faq.services.content.page_views import count_view
from faq.web.bodies import WholeBodies
from faq.web.charset import OnlyUtf8
from faq.web.pagecache import PageCache, PageFiles, Poller, release
from faq.web.proxies import TrustedProxies
from faq.web.rate_limit import reader_at

MANIFEST = settings.STATIC_ROOT / "staticfiles.json"
if settings.STATIC_HASHES and not MANIFEST.exists():  # no page could be made
    sys.exit(f"STATIC_ROOT={settings.STATIC_ROOT} is empty: run collectstatic first.")

SEARCH = reverse("faq:search")
RELEASE = release(
    folders=[settings.BASE_DIR / name for name in ("faq", "mmfaq", "templates")],
    files=[MANIFEST],
    settings=[
        settings.SITE_URL,
        settings.READ_ONLY,
        settings.SECURE_CSP,
        settings.MAIL_PROVIDER_DOMAIN,
        settings.AUTOCONFIG_HOST,
        settings.AUTODISCOVER_HOST,
        settings.PACC_HOST,
    ],
)


def count(environ: dict[str, Any]) -> None:
    """Count a page that was ready; views count what they make."""
    path = environ["PATH_INFO"]
    if path == SEARCH:
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        if asked.keys() == {"q"}:
            count_search(asked["q"][0], reader_at(environ.get("REMOTE_ADDR", "")), has_hit=None)
    else:
        count_view(path)


page_cache = PageCache(
    OnlyUtf8(django),
    poller=Poller(current_version),
    files=PageFiles(settings.DATA_DIR / "pages", RELEASE),
    max_bytes=settings.PAGE_CACHE_BYTES,
    max_rendering=settings.MAX_RENDERING,
    count=count,
)
application = TrustedProxies(WholeBodies(page_cache), settings.TRUSTED_PROXIES)
