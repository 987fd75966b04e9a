"""What search engines should know: start, categories, entries, codes."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from faq.models import Category, Entry, ErrorCode, MailProgram


class SiteSitemap(Sitemap):
    """Addresses begin with the configured one, whatever host a request names: pages are cached."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return str(urlsplit(settings.SITE_URL).netloc)


class PlaceSitemap(SiteSitemap):
    """The pages that belong to no row."""

    def items(self) -> list[str]:
        return ["faq:start", "faq:error-codes", "faq:bounce", "faq:mail-setup", "faq:dns"]

    def location(self, item: str) -> str:
        return reverse(item)


class CategorySitemap(SiteSitemap):
    def items(self) -> QuerySet[Category]:
        return Category.objects.filter(entries__status=Entry.Status.PUBLISHED).distinct()


class EntrySitemap(SiteSitemap):
    def items(self) -> QuerySet[Entry]:
        return Entry.objects.published()

    def lastmod(self, item: Entry) -> datetime:
        return item.updated_at


class ErrorCodeSitemap(SiteSitemap):
    def items(self) -> QuerySet[ErrorCode]:
        return ErrorCode.objects.published()

    def lastmod(self, item: ErrorCode) -> datetime:
        return item.updated_at


class MailProgramSitemap(SiteSitemap):
    def items(self) -> QuerySet[MailProgram]:
        return MailProgram.objects.published()

    def lastmod(self, item: MailProgram) -> datetime:
        return item.updated_at


SITEMAPS: dict[str, type[Sitemap]] = {
    "places": PlaceSitemap,
    "categories": CategorySitemap,
    "entries": EntrySitemap,
    "codes": ErrorCodeSitemap,
    "programs": MailProgramSitemap,
}
