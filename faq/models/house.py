"""The details of the house: what only the mail host knows, kept by staff, quoted in every text."""

from typing import Final

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.keys import validate_key
from faq.models.seeded import SeededModel

DEFAULT: Final = "mmcom"
UNKNOWN: Final = "Leer lassen, solange es nicht feststeht: Texte damit bleiben dann Entwürfe."

https = URLValidator(schemes=["https"], message="Eine Adresse beginnt mit https://.")
phone = RegexValidator(
    r"^[+0-9][0-9 /()\u00a0-]{4,}$", "Eine Telefonnummer besteht aus Ziffern und Leerzeichen."
)


class HouseQuerySet(models.QuerySet["House"]):
    def get_by_natural_key(self, key: str) -> "House":
        return self.get(key=key)

    def default(self) -> "House":
        """The house whose name the site bears; an empty one before the first seed."""
        return self.filter(key=DEFAULT).first() or House(key=DEFAULT)


class House(SeededModel):
    """A mail host with its names, addresses, limits and the ways to reach its people."""

    fixture_fields = (
        "key", "name", "website", "support_mail", "support_form", "support_phone", "support_hours",
        "emergency", "mailbox_size", "message_size", "messages_per_hour", "webmail_name",
        "webmail_url", "admin_name", "admin_url", "postfixadmin_name", "postfixadmin_url",
        "password_url", "backup_days",
    )  # fmt: skip

    key = models.CharField("Schlüssel", max_length=40, unique=True, validators=[validate_key])
    name = models.CharField("Name", max_length=60, help_text="Wie das Haus in Texten heißt.")
    website = models.URLField("Website", validators=[https], help_text="Die Startseite des Hauses.")

    support_mail = models.EmailField("E-Mail-Adresse des Supports", blank=True, help_text=UNKNOWN)
    support_form = models.URLField("Formular des Supports", blank=True, validators=[https])
    support_phone = models.CharField("Telefon", max_length=40, blank=True, validators=[phone])
    support_hours = models.CharField(
        "Zeiten", max_length=120, blank=True, help_text="Zum Beispiel „Mo–Fr 9–17 Uhr“."
    )
    emergency = models.CharField(
        "Im Notfall",
        max_length=200,
        blank=True,
        help_text="Wen ein Kunde erreicht, dessen Postfach missbraucht wird, auch nachts.",
    )

    mailbox_size = models.CharField(
        "Größe eines Postfachs", max_length=40, blank=True, help_text="Zum Beispiel „10 GB“."
    )
    message_size = models.CharField(
        "Größe einer E-Mail",
        max_length=40,
        blank=True,
        help_text="Mit Anhang, zum Beispiel „50 MB“.",
    )
    messages_per_hour = models.CharField("E-Mails je Stunde", max_length=40, blank=True)

    webmail_name = models.CharField("Name von Webmail", max_length=40, default="Webmail")
    webmail_url = models.URLField("Adresse von Webmail", validators=[https])
    admin_name = models.CharField("Name der Verwaltung", max_length=40, default="Admin Center")
    admin_url = models.URLField("Adresse der Verwaltung", validators=[https])
    postfixadmin_name = models.CharField(
        "Name der Postfachverwaltung", max_length=40, default="PostfixAdmin"
    )
    postfixadmin_url = models.URLField("Adresse der Postfachverwaltung", validators=[https])
    password_url = models.URLField(
        "Hier ändern Kunden ihr Passwort", blank=True, validators=[https], help_text=UNKNOWN
    )
    backup_days = models.CharField(
        "So viele Tage werden E-Mails gesichert",
        max_length=40,
        blank=True,
        help_text="Leer lassen, solange es nicht feststeht. Eine Zahl ist ein Versprechen.",
    )

    objects = HouseQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Angaben des Hauses"
        verbose_name_plural = "Angaben des Hauses"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    @property
    def site_name(self) -> str:
        """What this site is called."""
        return f"{self.name} Hilfe".strip()

    @property
    def has_contact(self) -> bool:
        """Whether readers can be told how to reach a person."""
        return bool(self.support_mail or self.support_form or self.support_phone)
