"""What search engines should know: start, categories, entries, codes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from faq.models import (
    Category,
    Entry,
    ErrorCode,
    MailProgram,
    ProgramWindow,
    shown_categories,
    shown_programs,
    shown_windows,
)


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
    def items(self) -> Sequence[Category]:
        return shown_categories()


class EntrySitemap(SiteSitemap):
    def items(self) -> Sequence[Entry]:
        return list(Entry.objects.published().only("key", "updated_at"))

    def lastmod(self, item: Entry) -> datetime:
        return item.updated_at


class ErrorCodeSitemap(SiteSitemap):
    def items(self) -> Sequence[ErrorCode]:
        return list(ErrorCode.objects.published().only("key", "updated_at"))

    def lastmod(self, item: ErrorCode) -> datetime:
        return item.updated_at


class MailProgramSitemap(SiteSitemap):
    def items(self) -> Sequence[MailProgram]:
        return shown_programs()

    def lastmod(self, item: MailProgram) -> datetime:
        return item.updated_at


class ProgramWindowSitemap(SiteSitemap):
    def items(self) -> Sequence[ProgramWindow]:
        return shown_windows()

    def lastmod(self, item: ProgramWindow) -> datetime:
        return item.updated_at


SITEMAPS: dict[str, type[Sitemap]] = {
    "places": PlaceSitemap,
    "categories": CategorySitemap,
    "entries": EntrySitemap,
    "codes": ErrorCodeSitemap,
    "programs": MailProgramSitemap,
    "windows": ProgramWindowSitemap,
}
