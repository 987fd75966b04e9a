"""The one application: what has to be connected when Django starts."""

from django.apps import AppConfig


class FaqConfig(AppConfig):
    name = "faq"
    verbose_name = "Hilfeseiten"

    def ready(self) -> None:
        from faq import checks, signals  # noqa: F401  (importing them registers their receivers)
