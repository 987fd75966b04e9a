"""Words that texts use and readers may not know, each explained once by staff."""

from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.keys import validate_key
from faq.models.seeded import SeededModel, SeededQuerySet


class GlossaryTermQuerySet(SeededQuerySet["GlossaryTerm"]):
    pass


class GlossaryTerm(SeededModel):
    """One word with its explanation; it stands below every text that uses the word."""

    fixture_fields = ("key", "term", "forms", "explanation")

    key = models.CharField(
        "Schlüssel",
        max_length=40,
        unique=True,
        validators=[validate_key],
        help_text="Name für die Technik, z.\u00a0B. „ip-adresse“. Bleibt für immer gleich.",
    )
    term = models.CharField("Begriff", max_length=60, unique=True)
    forms = models.CharField(
        "Andere Formen",
        max_length=200,
        blank=True,
        help_text="Wie der Begriff in Texten noch vorkommt, durch Leerzeichen getrennt, "
        "z.\u00a0B. „IP-Adressen“. Groß- und Kleinschreibung zählt.",
    )
    explanation = models.CharField(
        "Erklärung",
        max_length=300,
        help_text="Ein oder zwei kurze Sätze, die ohne den Text verständlich sind.",
    )

    objects = GlossaryTermQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Begriff"
        verbose_name_plural = "Begriffe"
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    @property
    def names(self) -> tuple[str, ...]:
        """The word and its other forms."""
        return (self.term, *self.forms.split())
