"""Public addresses: German for people, as standardised for machines. Mounted at `/`."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from faq.views import (
    bounce,
    codes,
    drafts,
    entries,
    feedback,
    health,
    machines,
    media,
    pages,
    prometheus,
    search,
    setup,
)
from faq.views.api import bounce as bounce_api
from faq.views.api import content as api
from faq.views.discovery.urls import urlpatterns as mail_discovery
from faq.views.feeds import ChangesFeed
from faq.views.public import public_page
from faq.views.sitemaps import SITEMAPS

app_name = "faq"

# Django's own views, to which every reader is the same, too
sitemap_page = require_safe(public_page(query=("p",))(sitemap))
feed = require_safe(public_page()(ChangesFeed().__call__))

urlpatterns = [
    # Pages for people
    path("", pages.start, name="start"),
    path("suche/", search.search, name="search"),
    path("suche/vorschlaege", search.suggestions, name="suggest"),
    path("fehleranalyse/", bounce.analysis, name="bounce"),
    path("einrichten/", setup.mail_setup, name="mail-setup"),
    path("einrichten/dns/", setup.dns, name="dns"),
    path("einrichten/<slug:key>/", setup.mail_program, name="mail-program"),
    path("faq/<slug:key>/", entries.entry, name="entry"),
    path("faq/<slug:key>/<slug:anchor>/", entries.section, name="section"),
    path("fehlercodes/", codes.error_codes, name="error-codes"),
    path("fehlercode/<str:code>/", codes.error_code, name="error-code"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("vorschau/<str:token>/", drafts.draft, name="draft"),
    # Documents for machines
    path("faq/<slug:key>.md", entries.entry_markdown, name="entry-markdown"),
    path("sitemap.xml", sitemap_page, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("feed.atom", feed, name="feed"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    # What mail programs ask for: the middleware answers before, here for their names
    *mail_discovery,
    # The read API for ticket systems
    path("api/v1/", api.index, name="api-index"),
    path("api/v1/openapi.json", api.openapi, name="api-openapi"),
    path("api/v1/search", api.search, name="api-search"),
    path("api/v1/entries", api.entries, name="api-entries"),
    path("api/v1/entries/<slug:key>", api.entry, name="api-entry"),
    path("api/v1/entries/<slug:key>/sections/<slug:anchor>", api.section, name="api-section"),
    path("api/v1/codes", api.codes, name="api-codes"),
    path("api/v1/codes/<str:code>", api.code, name="api-code"),
    path("api/v1/settings", api.mail_settings, name="api-settings"),
    path("api/v1/oembed", api.oembed, name="api-oembed"),
    path("api/v1/fehleranalyse", bounce_api.analysis, name="api-bounce"),
    re_path(r"^api/v1/[\s\S]+$", api.unknown, name="api-unknown"),
    path("media/<path:name>", media.media, name="media"),
    # The site about itself
    path("gesund/", health.alive, name="alive"),
    path("bereit/", health.ready, name="ready"),
    path("metrics", prometheus.metrics, name="metrics"),
    # Last: one word at the top level is a legal page or a category
    path("<slug:key>/", pages.page_or_category, name="page"),
    path("<slug:key>/", pages.page_or_category, name="category"),
]
