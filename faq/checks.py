"""System checks of what cannot be wrong without hurting readers or operators."""

from collections.abc import Sequence
from typing import Any

from django import db
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.http.request import validate_host

from faq.services.setup.profile_signing import signed
from faq.web.policy import Route, routes


@register(deploy=True)
def profiles_can_be_signed(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Find out at deployment, not at the first download, that the certificate cannot sign."""
    try:
        signed(b"")
    except (ImportError, OSError, TypeError, ValueError) as error:
        return [
            Error(
                f"Apple profiles cannot be signed: {type(error).__name__}: {error}",
                hint="See PROFILE_CERTIFICATE and PROFILE_KEY in docs/betrieb.md.",
                id="faq.E010",
            )
        ]
    return []


@register(Tags.database)
def sqlite_keeps_a_log(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse SQLite without write-ahead log or full-text search: readers would wait for writers."""
    if db.connection.vendor != "sqlite":
        return []
    with db.connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        options = {name for (name,) in cursor.execute("PRAGMA compile_options")}
    errors: list[CheckMessage] = []
    if mode not in ("wal", "memory"):  # tests keep theirs in memory
        hint = f"{settings.DATA_DIR} must lie on a local disk; network file systems cannot do it."
        errors.append(Error(f"SQLite's journal mode is {mode}, not wal.", hint=hint, id="faq.E001"))
    if "ENABLE_FTS5" not in options:
        hint = "Use a Python whose SQLite has FTS5, or PostgreSQL."
        errors.append(Error("SQLite has no full-text search (FTS5).", hint=hint, id="faq.E002"))
    return errors


@register(deploy=True)
def the_public_site_is_protected(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Name each protection that a public site runs without."""
    if settings.IS_LOCAL:
        return []
    missing = {
        "faq.W011": (
            "TRUSTED_PROXIES is empty: all readers share one limit and one log-in lock.",
            settings.TRUSTED_PROXIES,
        ),
        "faq.W012": (
            "STAFF_SECOND_FACTOR is off: a password is enough.",
            settings.STAFF_SECOND_FACTOR,
        ),
        "faq.W013": ("RATE_LIMITS is off: one reader can take all the time.", settings.RATE_LIMITS),
    }
    return [
        Warning(sentence, hint="See docs/betrieb.md.", id=name)
        for name, (sentence, is_there) in missing.items()
        if not is_there
    ]


@register(Tags.database)
def brands_can_answer(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Name each brand's host that the site refuses: the operator's list decides."""
    try:
        brands = list(apps.get_model("faq", "House").objects.brands())
    except db.Error:  # before the first migration
        return []
    hint = "Add it to ALLOWED_HOSTS, see docs/betrieb.md."
    return [
        Warning(f"The brand {brand.key} cannot answer under {host}.", hint=hint, id="faq.W014")
        for brand in brands
        for host in brand.host_names
        if not validate_host(host, settings.ALLOWED_HOSTS)
    ]


@register()
def every_view_has_a_policy(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a view of ours that does not say how it is served: it would have no limit."""
    hint = "Decorate it with @page(…), see faq/web/policy.py."
    return [
        Error(f"The view at {route.route!r} has no policy.", hint=hint, id="faq.E020")
        for route in routes()
        if is_ours(route) and not hasattr(route.view, "policy")
    ]


def is_ours(route: Route) -> bool:
    """Everything public, and of the admin what is neither Django's own nor a model's page.

    Those are for staff alone, and the strictest policy is right for them.
    """
    is_own_code = route.view.__module__.startswith("faq.")
    return route.name.startswith("faq:") or (is_own_code and "admin:faq_" not in route.name)
