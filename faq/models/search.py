"""What the search keeps: documents of finished terms, the vocabulary, synonyms and the log."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.content import Entry
from faq.models.errorcodes import ErrorCode
from faq.models.keys import validate_key
from faq.models.seeded import SeededModel


class SearchDocument(models.Model):
    """The terms of one entry or code, field by field, parted by blanks.

    This table is the truth; the database's own index follows it by itself (see
    `0006_search_index`). Only what the public may read has a document.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    error_code = models.OneToOneField(
        ErrorCode, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    codes = models.TextField(default="")
    title = models.TextField(default="")
    keywords = models.TextField(default="")
    lead = models.TextField(default="")
    body = models.TextField(default="")
    place = models.TextField(default="")
    forms = models.TextField(default="")
    body_length = models.PositiveIntegerField(default=0)
    analyzer_version = models.PositiveSmallIntegerField(default=0)
    indexed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = "Suchdokument"
        verbose_name_plural = "Suchdokumente"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="searchdocument_of_exactly_one",
                condition=models.Q(entry__isnull=False, error_code__isnull=True)
                | models.Q(entry__isnull=True, error_code__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.entry or self.error_code)


class SearchTerm(models.Model):
    """A word of the vocabulary, and how many documents use it."""

    class Kind(models.TextChoices):
        FORM = "form", "Wort, wie es geschrieben steht"
        TERM = "term", "Suchbegriff"

    kind = models.CharField(max_length=4, choices=Kind)
    text = models.CharField(max_length=255)
    documents = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Wort des Suchindex"
        verbose_name_plural = "Wörter des Suchindex"
        ordering = ["kind", "text"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "text"], name="searchterm_one_per_text")
        ]

    def __str__(self) -> str:
        return self.text


class SynonymGroupQuerySet(models.QuerySet["SynonymGroup"]):
    def get_by_natural_key(self, key: str) -> "SynonymGroup":
        return self.get(key=key)


class SynonymGroup(SeededModel):
    """Words and phrases that customers use for the same thing."""

    fixture_fields = ("key", "terms")

    key = models.CharField(
        "Thema",
        max_length=80,
        unique=True,
        validators=[validate_key],
        help_text="Kurzer Name der Gruppe, z.\u00a0B. „abwesenheit“.",
    )
    terms = models.TextField(
        "Wörter",
        help_text="Wörter und Wendungen, die dasselbe meinen: eine je Zeile. Wer eine davon sucht, "
        "findet auch die anderen. Beugungen, Umlaute und Tippfehler erkennt die Suche selbst.",
    )
    updated_at = models.DateTimeField("Geändert", auto_now=True, db_index=True)

    objects = SynonymGroupQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Synonymgruppe"
        verbose_name_plural = "Synonymgruppen"
        ordering = ["key"]

    def __str__(self) -> str:
        return ", ".join(self.phrases)

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    def clean(self) -> None:
        if len(self.phrases) < 2:
            raise ValidationError({"terms": "Eine Gruppe braucht mindestens zwei Wörter."})

    @property
    def phrases(self) -> list[str]:
        return [line.strip() for line in self.terms.splitlines() if line.strip()]


class SearchCountQuerySet(models.QuerySet["SearchCount"]):
    def in_vain(self) -> "SearchCountQuerySet":
        """Searches that found nothing."""
        return self.filter(has_hit=False)


class SearchCount(models.Model):
    """How often something was searched on a day, without any trace of who did."""

    terms = models.CharField("Suche", max_length=120)
    day = models.DateField("Tag")
    has_hit = models.BooleanField("Mit Treffer")
    count = models.PositiveIntegerField("Anzahl", default=0)

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = "Suche"
        verbose_name_plural = "Suchen"
        ordering = ["-day", "-count", "terms"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "terms", "has_hit"], name="searchcount_one_per_day"
            )
        ]

    def __str__(self) -> str:
        return self.terms
