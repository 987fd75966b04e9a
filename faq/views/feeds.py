"""The latest changes as an Atom feed (RFC 4287)."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed

from faq.incoming import clean_line, clean_text
from faq.models import Entry, ServiceNotice, shown_house, site_url

LENGTH = 20
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class SteadyFeed(Atom1Feed):
    """An Atom feed that is the same until an item changes: an empty one names no time of day."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


class SiteFeed(Feed):
    """A feed with complete addresses: Django would take the host of the request.

    Texts pass the gate once more: a row that was stored before there was one breaks no XML.
    """

    feed_type = SteadyFeed
    path: str
    feed_path: str
    name: str

    def link(self) -> str:
        return f"{site_url()}{self.path}"

    def feed_url(self) -> str:
        return f"{site_url()}{self.feed_path}"

    def title(self) -> str:
        return f"{shown_house().site_name}: {self.name}"

    def item_link(self, item: Any) -> str:
        return f"{site_url()}{item.get_absolute_url()}"

    def item_updateddate(self, item: Any) -> datetime:
        updated: datetime = item.updated_at
        return updated


class ChangesFeed(SiteFeed):
    """Entries in the order of their last change, newest first."""

    path, feed_path, name = "/", "/feed.atom", "Änderungen"
    subtitle = "Neue und geänderte Antworten."

    def items(self) -> QuerySet[Entry]:
        return Entry.objects.published().select_related("category").order_by("-updated_at")[:LENGTH]

    def item_title(self, item: Entry) -> str:
        return clean_line(item.title)

    def item_description(self, item: Entry) -> str:
        return clean_text(item.short_html)

    def item_pubdate(self, item: Entry) -> datetime:
        return item.created_at

    def item_categories(self, item: Entry) -> list[str]:
        return [clean_line(item.category.title)]


class NoticesFeed(SiteFeed):
    """Faults and announced work, the latest first."""

    path, feed_path = "/stoerungen/", "/stoerungen.atom"
    name = "Störungen und geplante Arbeiten"

    def items(self) -> QuerySet[ServiceNotice]:
        return ServiceNotice.objects.published().with_details()[:LENGTH]

    def item_title(self, item: ServiceNotice) -> str:
        return clean_line(f"{item.get_kind_display()}: {item.title}")

    def item_description(self, item: ServiceNotice) -> str:
        updates = (update.text for update in item.updates.all())
        return clean_text("\n\n".join(filter(None, (*updates, item.text, item.meanwhile))))

    def item_pubdate(self, item: ServiceNotice) -> datetime:
        return item.starts_at
