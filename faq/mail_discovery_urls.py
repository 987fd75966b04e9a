"""Addresses that mail programs and their owners' profiles have, under every host name."""

from django.urls import path

from faq.views import autoconfig

urlpatterns = [
    path(".well-known/autoconfig/mail/config-v1.1.xml", autoconfig.autoconfig),
    path("mail/config-v1.1.xml", autoconfig.autoconfig, name="autoconfig"),
    path("autodiscover/autodiscover.xml", autoconfig.autodiscover_xml, name="autodiscover"),
    path("autodiscover/autodiscover.json", autoconfig.autodiscover_json),
    path("autodiscover/autodiscover.json/v1.0/<path:address>", autoconfig.autodiscover_json),
    path("apple.mobileconfig", autoconfig.apple_profile, name="apple-profile"),
    path("dns.txt", autoconfig.zone_file, name="zone-file"),
]
