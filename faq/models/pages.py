"""Pages that the law asks for: imprint, privacy, accessibility."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from faq.models.keys import validate_key
from faq.models.paths import address
from faq.models.reviewable import Reviewable
from faq.models.seeded import SeededQuerySet
from faq.models.text import DERIVED, RenderedModel, render_markdown

UNFILLED_MARK = "‹"


class PageQuerySet(SeededQuerySet["Page"]):
    def unfilled(self) -> "PageQuerySet":
        """Pages whose particulars only the operator knows, and has not given yet."""
        return self.filter(Q(is_template=True) | Q(body__contains=UNFILLED_MARK))


class Page(Reviewable, RenderedModel):
    """A text with an address of its own at the top level."""

    fixture_fields = ("key", "title", "body", "is_template", "reviewed_on")
    source_fields = ("body",)
    rendered_fields = ("body_html", "plain_text")

    key = models.CharField("Schlüssel", max_length=40, unique=True, validators=[validate_key])
    title = models.CharField("Titel", max_length=120)
    body = models.TextField("Text", help_text="Markdown.")
    is_template = models.BooleanField(
        "Noch Vorlage",
        default=False,
        help_text="Solange gesetzt, sagt die Seite, dass Angaben fehlen, und die Prüfung vor dem "
        "Betrieb warnt.",
    )
    reviewed_on = models.DateField("Stand", null=True, blank=True)
    updated_at = models.DateTimeField("Geändert", auto_now=True)
    body_html = models.TextField(editable=False, default="")
    plain_text = models.TextField(editable=False, default="")

    objects = PageQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=[*rendered_fields, *DERIVED])

    class Meta:
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("faq:page", self.key)

    def render_text(self) -> None:
        body = render_markdown(self.filled("body"))
        self.body_html, self.plain_text = body.html, body.plain_text

    @property
    def is_unfilled(self) -> bool:
        return self.is_template or UNFILLED_MARK in self.body
