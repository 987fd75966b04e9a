"""What search engines should know: every page whose view says so."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap

from faq.models import site_url
from faq.web.policy import Address, addresses


class SiteSitemap(Sitemap):
    """Addresses begin with that of the brand, whatever host a request names: pages are cached."""

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(site_url()).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(site_url()).scheme

    def items(self) -> list[Address]:
        return list(addresses(lambda policy: policy.sitemap))

    def location(self, item: Address) -> str:
        return item.path

    def lastmod(self, item: Address) -> datetime | None:
        return getattr(item.row, "updated_at", None)


SITEMAPS: dict[str, type[Sitemap]] = {"pages": SiteSitemap}
