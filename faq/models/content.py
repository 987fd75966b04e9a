"""Categories and entries: the questions of the help site and their answers."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.history import OneRecordEachSave
from faq.models.keys import validate_category_key, validate_key
from faq.models.paths import address
from faq.models.reviewable import Reviewable
from faq.models.seeded import SeededModel, SeededQuerySet
from faq.models.text import DERIVED, RenderedModel, render_markdown
from faq.models.withdrawable import State, Withdrawable, WithdrawableQuerySet


class CategoryQuerySet(SeededQuerySet["Category"]):
    def with_published_entries(self, *, limit: int | None = None) -> Self:
        """Categories that have something to read, each with its entries at `published_entries`.

        The entries carry what a list of questions needs, at most `limit` in each category;
        `entry_count` tells how many there are.
        """
        listed = models.Prefetch(
            "entries", Entry.objects.published().for_lists()[:limit], to_attr="published_entries"
        )
        return self.with_entry_count().prefetch_related(listed)

    def with_entry_count(self) -> Self:
        """Categories that have something to read, each with the number of its entries."""
        is_published = models.Q(entries__status=Entry.Status.PUBLISHED, entries__has_gap=False)
        counted = self.annotate(entry_count=models.Count("entries", filter=is_published))
        # Counting drops the usual order.
        return counted.filter(entry_count__gt=0).order_by("position", "key")


class Category(SeededModel):
    """A group of entries with a page of its own."""

    fixture_fields = ("key", "title", "lead", "position")

    key = models.CharField(
        "Schlüssel",
        max_length=60,
        unique=True,
        validators=[validate_category_key],
        help_text="Steht in der Adresse der Seite. Bleibt für immer gleich.",
    )
    title = models.CharField("Titel", max_length=120)
    lead = models.CharField(
        "Einleitung",
        max_length=300,
        blank=True,
        help_text="Ein Satz. Steht unter dem Titel und in Suchmaschinen.",
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Kleine Zahlen stehen oben."
    )

    entry_count: int  # of those that come from `with_entry_count`

    objects = CategoryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Kategorie"
        verbose_name_plural = "Kategorien"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("faq:category", self.key)


class EntryQuerySet(WithdrawableQuerySet["Entry"]):
    def get_by_natural_key(self, key: str) -> "Entry":
        """The entry of this key, or else the one that had it before it was renamed."""
        return self.filter(key=key).first() or self.get(aliases__key=key)

    def for_lists(self) -> Self:
        """Only what a list of questions shows: no text is read from the database."""
        return self.only("key", "title", "category")

    def in_category(self, category: Category) -> Self:
        return self.filter(category=category)


class Entry(Withdrawable, Reviewable, RenderedModel):
    """A question with its answer. `key` is its address, its anchor and its name for ever."""

    Status = State
    IS_PUBLISHED = models.Q(status=State.PUBLISHED)

    class Block(models.TextChoices):
        NONE = "", "Nichts"
        ERROR_CODES = "error-codes", "Tabellen der Fehlercodes"
        MAIL_SERVERS = "mail-servers", "Tabelle der Mailserver"

    fixture_fields = (
        "key", "category", "position", "title", "short_answer", "body", "block", "search_words",
        "related", "reviewed_on", "status",
    )  # fmt: skip
    optional_fields = ("successor", "addresses", "is_pinned")
    source_fields = ("short_answer", "body")
    depends_on = ("key",)  # links to its sections
    rendered_fields = ("short_html", "body_html", "plain_text", "headings")

    key = models.CharField(
        "Schlüssel",
        max_length=80,
        unique=True,
        validators=[validate_key],
        help_text="Steht in der Adresse. Bleibt gleich, auch wenn sich die Frage ändert.",
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="entries", verbose_name="Kategorie"
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Platz innerhalb der Kategorie."
    )
    title = models.CharField(
        "Frage",
        max_length=160,
        help_text="Die Frage oder das Problem in den Worten der Leser.",
    )
    short_answer = models.TextField(
        "Kurz gesagt",
        help_text="Die Antwort in höchstens drei Sätzen. Steht im Kasten oben, in der Suche und in "
        "Antworten für Tickets.",
    )
    body = models.TextField("Text", blank=True, help_text="Die Einzelheiten, in Markdown.")
    block = models.CharField(
        "Tabelle darunter", max_length=20, choices=Block, default=Block.NONE, blank=True
    )
    search_words = models.TextField(
        "Suchwörter",
        blank=True,
        help_text="Wörter, die Kunden benutzen und die im Text fehlen: eines je Zeile.",
    )
    related = models.ManyToManyField(
        "self", symmetrical=False, verbose_name="Verwandte Einträge", blank=True
    )
    status = models.CharField("Zustand", max_length=10, choices=State, default=State.DRAFT)
    is_pinned = models.BooleanField(
        "Auf der Startseite",
        default=False,
        db_default=False,  # a release without this column goes on writing rows
        help_text="Steht dort unter „Häufig gelesen“ vor dem, was Leser am meisten öffnen.",
    )
    created_at = models.DateTimeField("Angelegt", auto_now_add=True)
    updated_at = models.DateTimeField("Geändert", auto_now=True)

    short_html = models.TextField(editable=False, default="")
    body_html = models.TextField(editable=False, default="")
    plain_text = models.TextField(editable=False, default="")
    headings = models.JSONField(editable=False, default=list)

    objects = EntryQuerySet.as_manager()
    history = OneRecordEachSave(excluded_fields=[*rendered_fields, *DERIVED], m2m_fields=[related])

    class Meta:
        verbose_name = "Eintrag"
        verbose_name_plural = "Einträge"
        ordering = ["category__position", "position", "key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("faq:entry", self.key)

    @property
    def state(self) -> State:
        return State(self.status)

    @property
    def is_withdrawn(self) -> bool:
        return self.state is State.WITHDRAWN

    @property
    def shows_error_codes(self) -> bool:
        return self.block == self.Block.ERROR_CODES

    @property
    def shows_mail_servers(self) -> bool:
        return self.block == self.Block.MAIL_SERVERS

    def render_text(self) -> None:
        address = self.get_absolute_url()
        short = render_markdown(self.filled("short_answer"))
        body = render_markdown(self.filled("body"), section_base=address)
        self.short_html, self.body_html = short.html, body.html
        self.plain_text = "\n".join([short.plain_text, body.plain_text]).strip()
        self.headings = [
            {"level": h.level, "anchor": h.anchor, "title": h.title} for h in body.headings
        ]
