"""Rendered texts: bringing stale ones up to date, and an entry as one Markdown document."""

from django.conf import settings

from faq.models import Entry
from faq.models.registry import FIXTURES
from faq.models.text import RenderedModel


def render_stale() -> int:
    """Render again what another renderer or another way of writing left behind; how many rows."""
    stale = [row for row in _rendered_rows() if row.rendered_with != row.render_stamp()]
    for row in stale:
        row.save()
    return len(stale)


def stale_rows() -> list[str]:
    """Names of rows whose HTML does not belong to their source."""
    return [
        f"{row._meta.model_name} {'/'.join(row.natural_key())}"  # type: ignore[attr-defined]
        for row in _rendered_rows()
        if row.rendered_with != row.render_stamp()
    ]


def _rendered_rows() -> list[RenderedModel]:
    models = [model for model in FIXTURES.values() if issubclass(model, RenderedModel)]
    return [row for model in models for row in model._default_manager.all()]


def markdown_document(entry: Entry) -> str:
    """An entry as one Markdown text, with its permalink."""
    parts = [
        f"# {entry.title}",
        entry.short_answer.strip(),
        entry.body.strip(),
        f"Quelle: {settings.SITE_URL}{entry.get_absolute_url()}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
