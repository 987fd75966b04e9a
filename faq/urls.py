"""Public addresses: German for people, as standardised for machines. Mounted at `/`."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from faq.views import autoconfig as mail
from faq.views import (
    bounce,
    contact,
    drafts,
    entries,
    errorcodes,
    feedback,
    health,
    installing,
    machines,
    media,
    notices,
    pages,
    programwindows,
    prometheus,
    search,
    setup,
)
from faq.views.api import analysis as analysis_api
from faq.views.api import reading as api
from faq.views.feeds import ChangesFeed, NoticesFeed
from faq.views.sitemaps import SITEMAPS
from faq.web.policy import page

app_name = "faq"

# Django's own views, to which every reader is the same, too
sitemap_page = require_safe(page(public=True, query=("p",), mirror=True)(sitemap))
feed = require_safe(page(public=True, mirror=True)(ChangesFeed().__call__))
notices_feed = require_safe(page(public=True, mirror=True)(NoticesFeed().__call__))

urlpatterns = [
    # Pages for people
    path("", pages.start, name="start"),
    path("suche/", search.search, name="search"),
    path("suche/vorschlaege", search.suggestions, name="suggest"),
    path("fehleranalyse/", bounce.analysis, name="bounce"),
    path("einrichten/", setup.mail_setup, name="mail-setup"),
    path("einrichten/handy/", setup.scan, name="scan"),
    path("einrichten/dns/", setup.dns, name="dns"),
    path("einrichten/<slug:key>/", setup.mail_program, name="mail-program"),
    path("faq/<slug:key>/", entries.entry, name="entry"),
    path("faq/<slug:key>/<slug:anchor>/", entries.section, name="section"),
    path("fehlercodes/", errorcodes.error_codes, name="error-codes"),
    path("fehlercode/<str:code>/", errorcodes.error_code, name="error-code"),
    path("meldung/<slug:key>/", programwindows.program_window, name="program-window"),
    path("stoerungen/", notices.notices, name="notices"),
    path("stoerungen/<int:pk>/", notices.notice, name="notice"),
    path("kontakt/", contact.contact, name="contact"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("vorschau/<str:token>/", drafts.draft, name="draft"),
    # Documents for machines
    path("faq/<slug:key>.md", entries.entry_markdown, name="entry-markdown"),
    path("sitemap.xml", sitemap_page, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("feed.atom", feed, name="feed"),
    path("stoerungen.atom", notices_feed, name="notices-feed"),
    path("marke.css", installing.brand_style, name="brand-style"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("sw.js", installing.service_worker, name="service-worker"),
    path("offline/", installing.offline, name="offline"),
    path("favicon.ico", installing.favicon, name="favicon"),
    path(".well-known/security.txt", installing.security_txt, name="security-txt"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    # What mail programs ask for, under every host name: see faq.views.autoconfig_middleware
    path(".well-known/autoconfig/mail/config-v1.1.xml", mail.autoconfig),
    path("mail/config-v1.1.xml", mail.autoconfig, name="autoconfig"),
    path(".well-known/user-agent-configuration.json", mail.pacc_configuration, name="pacc"),
    path("autodiscover/autodiscover.xml", mail.autodiscover_xml, name="autodiscover"),
    path("autodiscover/autodiscover.json", mail.autodiscover_json),
    path("autodiscover/autodiscover.json/v1.0/<path:address>", mail.autodiscover_json),
    path("apple.mobileconfig", mail.apple_profile, name="apple-profile"),
    path("dns.txt", mail.zone_file, name="zone-file"),
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
    path("api/v1/notices", api.notices, name="api-notices"),
    path("api/v1/oembed", api.oembed, name="api-oembed"),
    path("api/v1/fehleranalyse", analysis_api.analysis, name="api-bounce"),
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
