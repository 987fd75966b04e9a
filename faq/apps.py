"""The one application: what has to be connected when Django starts."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin import apps as admin_apps

# Owners set up their second factor themselves and a command forgets it: a list of everybody's
# secrets would help only a thief.
HIDDEN_MODELS = ("otp_totp.TOTPDevice", "otp_static.StaticDevice")


class HelpAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site object: titles, start page, editor endpoints."""

    default = False
    default_site = "faq.admin.site.HelpAdminSite"

    def ready(self) -> None:
        super().ready()
        for module in iter_modules(import_module("faq.admin").__path__, "faq.admin."):
            import_module(module.name)
        for name in HIDDEN_MODELS:
            admin.site.unregister(apps.get_model(name))


class FaqConfig(AppConfig):
    default = True
    name = "faq"
    verbose_name = "Hilfeseiten"

    def ready(self) -> None:
        import faq.checks
        import faq.signals  # noqa: F401  (importing them registers their receivers)
