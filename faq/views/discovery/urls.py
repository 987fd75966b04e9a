"""Addresses that mail programs and their owners' profiles have, under every host name."""

from django.urls import path

from faq.views.discovery import documents

urlpatterns = [
    path(".well-known/autoconfig/mail/config-v1.1.xml", documents.autoconfig),
    path("mail/config-v1.1.xml", documents.autoconfig, name="autoconfig"),
    path(".well-known/user-agent-configuration.json", documents.pacc_configuration, name="pacc"),
    path("autodiscover/autodiscover.xml", documents.autodiscover_xml, name="autodiscover"),
    path("autodiscover/autodiscover.json", documents.autodiscover_json),
    path("autodiscover/autodiscover.json/v1.0/<path:address>", documents.autodiscover_json),
    path("apple.mobileconfig", documents.apple_profile, name="apple-profile"),
    path("dns.txt", documents.zone_file, name="zone-file"),
]
