"""Blocks of services: what belongs together for one purpose, and where readers see it."""

from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.brand import DEFAULT
from faq.models.house import House
from faq.models.keys import validate_key
from faq.models.seeded import SeededModel, SeededQuerySet


class Place(models.TextChoices):
    """A kind of page that shows blocks. The values are columns of `ServiceBlock`."""

    ENTRY = "on_entry", "beim Eintrag mit den Einstellungen"
    GUIDES = "on_guides", "bei den Anleitungen unter „Einrichten“"
    START = "on_start", "auf der Startseite"


class ServiceBlockQuerySet(SeededQuerySet["ServiceBlock"]):
    def default(self) -> "ServiceBlock":
        """The block of a service that names none: the first one, made where there is none yet."""
        return self.filter(house=None).first() or self.create(
            key="e-mail", label="E-Mail", position=1
        )


class ServiceBlock(SeededModel):
    """Services for one purpose: e-mail, calendar and contacts, a second host."""

    fixture_fields = (
        "key", "label", "audience", "note", "position", "is_hidden", "publishes_faults",
        *Place.values,
    )  # fmt: skip
    optional_fields = ("house",)

    key = models.CharField(
        "Schlüssel",
        max_length=40,
        unique=True,
        validators=[validate_key],
        help_text="Steht in Links auf den Block. Bleibt für immer gleich.",
    )
    label = models.CharField(
        "Name", max_length=60, help_text="Überschrift, zum Beispiel „Kalender und Kontakte“."
    )
    audience = models.CharField(
        "Für wen",
        max_length=120,
        blank=True,
        help_text="Zum Beispiel „Für Postfächer, die vor 2020 angelegt wurden“.",
    )
    note = models.CharField(
        "Hinweis", max_length=300, blank=True, help_text="Ein Satz unter der Überschrift."
    )
    house = models.ForeignKey(
        House,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="blocks",
        limit_choices_to=~models.Q(key=DEFAULT),
        verbose_name="Nur für die Marke",
        help_text="Leer: für das Haus, und für jede Marke, die von einem Protokoll nichts Eigenes "
        "hat.",
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Kleine Zahlen stehen oben."
    )
    is_hidden = models.BooleanField(
        "Ausgeblendet",
        default=False,
        help_text="Weder Leser noch Mailprogramme erfahren von diesen Diensten.",
    )
    publishes_faults = models.BooleanField(
        "Störungen ohne Rückfrage melden",
        default=False,
        db_default=False,
        help_text="Antwortet ein Dienst zweimal nicht, steht die Meldung sofort auf allen Seiten. "
        "Sonst wird sie nur vorbereitet.",
    )
    on_entry = models.BooleanField(Place.ENTRY.label, default=True)
    on_guides = models.BooleanField(Place.GUIDES.label, default=True)
    on_start = models.BooleanField(Place.START.label, default=True)

    objects = ServiceBlockQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Block von Diensten"
        verbose_name_plural = "Blöcke von Diensten"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.label
