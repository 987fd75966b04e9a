"""What every page shows: names, addresses of the host's other sites, and the categories."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from faq.models import current_notices, shown_categories


def site(request: HttpRequest) -> dict[str, Any]:
    """Constants, and the categories, which a template calls only where it shows them."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "contact_url": settings.CONTACT_URL,
        "webmail_url": settings.WEBMAIL_URL,
        "admin_center_url": settings.ADMIN_CENTER_URL,
        "read_only": settings.READ_ONLY,
        "categories": shown_categories,
        "notices": current_notices,
    }
