"""What the search keeps: documents of finished terms, readers' questions, synonyms and the log."""

from datetime import date
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from faq.models.brand import current_brand
from faq.models.keys import validate_key
from faq.models.seeded import SeededModel, SeededQuerySet

MOST_A_DAY: Final = 5_000
"""Different searches that are kept of one day, whoever sends them."""


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def shown(self) -> Self:
        """The documents that readers find: the brand's own before those of the house."""
        brand = current_brand()
        if not brand:
            return self.filter(brand="")
        own = SearchDocument.objects.filter(brand=brand)
        return self.filter(Q(brand=brand) | Q(brand="") & ~Q(key__in=own.values("key")))


class SearchDocument(models.Model):
    """What is searched and shown of one answer: an entry, a code, a guide, a tool, a page.

    This table is the index as it is stored; processes read it into memory (`faq.search.index`).
    Only what the public may read has a document. Terms are parted by blanks. A brand has documents
    of its own where it says something else than the house.
    """

    key = models.CharField(max_length=120)
    brand = models.CharField(max_length=40, default="", db_default="")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    label = models.CharField(max_length=200, default="")
    place_key = models.CharField(max_length=80, default="")
    place = models.CharField(max_length=200, default="")
    is_rare = models.BooleanField(default=False)
    shows_servers = models.BooleanField(default=False)
    codes = models.TextField(default="")  # what typed codes it answers, one a line
    short_texts = models.TextField(default="")  # title, search words and headings, one a line
    terms = models.TextField(default="")  # each once
    strengths = models.BinaryField(default=b"")  # of each term, as 2-byte floats
    forms = models.TextField(default="")
    text = models.TextField(default="")  # where excerpts come from
    places = models.BinaryField(default=b"")  # start and end of each word of title and text
    words = models.TextField(default="")  # the terms at these places, those of one word with a +
    meanings = models.BinaryField(default=b"")  # directions of its short texts, if known
    analyzer_version = models.PositiveSmallIntegerField(default=0)
    indexed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "brand"], name="searchdocument_one_per_brand")
        ]
        verbose_name = "Suchdokument"
        verbose_name_plural = "Suchdokumente"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Phrasing(models.Model):
    """A question as readers ask it, and the answer it is meant for; without one, none is right.

    `answer` is the key of a search document. The answer may be gone or yet to come: then the
    phrasing waits.
    """

    answer = models.CharField(
        "Antwort",
        max_length=120,
        blank=True,
        db_index=True,
        help_text="Schlüssel der Antwort, z.\u00a0B. „abwesenheit“ oder „code-550“. Leer: Diese "
        "Frage beantworten wir nicht.",
    )
    text = models.CharField("So fragen Leser", max_length=200, unique=True)
    from_search = models.BooleanField("Aus einer Suche", default=False, editable=False)
    meaning = models.BinaryField(default=b"", editable=False)  # its direction, if known

    class Meta:
        verbose_name = "Leserfrage"
        verbose_name_plural = "Leserfragen"
        ordering = ["answer", "text"]

    def __str__(self) -> str:
        return self.text


class SynonymGroupQuerySet(SeededQuerySet["SynonymGroup"]):
    pass


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

    def clean(self) -> None:
        if len(self.phrases) < 2:
            raise ValidationError({"terms": "Eine Gruppe braucht mindestens zwei Wörter."})

    @property
    def phrases(self) -> list[str]:
        return [line.strip() for line in self.terms.splitlines() if line.strip()]


class SearchCountQuerySet(models.QuerySet["SearchCount"]):
    def unsure(self) -> "SearchCountQuerySet":
        """Searches without a sure answer."""
        return self.filter(has_hit=False)

    def is_full(self, day: date) -> bool:
        """Whether a day has as many different searches as are kept of one."""
        return self.filter(day=day).count() >= MOST_A_DAY


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
