"""The details of the house: what only the mail host knows, kept by staff, quoted in every text.

One row is the house; every other row is a brand of it, with a host name of its own. What a brand
does not say is as the house has it.
"""

from collections.abc import Iterator
from typing import Final, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, RegexValidator, URLValidator
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.brand import DEFAULT, current_brand
from faq.models.colours import GROUNDS, faint_on
from faq.models.hostnames import IS_NO_NAME, in_one_spelling
from faq.models.keys import validate_key
from faq.models.seeded import SeededModel, SeededQuerySet
from faq.models.stored_pictures import FOLDER

UNKNOWN: Final = "Leer lassen, solange es nicht feststeht: Texte damit bleiben dann Entwürfe."

https = URLValidator(schemes=["https"], message="Eine Adresse beginnt mit https://.")
colour = RegexValidator(r"^#[0-9a-f]{6}$", "Eine Farbe besteht aus # und sechs Zeichen: #0a525a.")
domain_name = DomainNameValidator(accept_idna=False, message=IS_NO_NAME)
phone = RegexValidator(
    r"^[+0-9][0-9 /()\u00a0-]{4,}$", "Eine Telefonnummer besteht aus Ziffern und Leerzeichen."
)


class HouseQuerySet(SeededQuerySet["House"]):
    def default(self) -> "House":
        """The house whose name the site bears; an empty one before the first seed."""
        return self.filter(key=DEFAULT).first() or House(key=DEFAULT)

    def brands(self) -> Self:
        """Every other name under which the site answers."""
        return self.exclude(key=DEFAULT)

    def shown(self) -> "House":
        """What readers are told: the brand that answers, filled up from the house."""
        house, brand = self.default(), current_brand()
        if not brand:
            return house
        shown = self.filter(key=brand).first()
        return shown.over(house) if shown else House(key=brand)  # better no name than a wrong one


class House(SeededModel):
    """A mail host with its names, addresses, limits and the ways to reach its people."""

    fixture_fields = (
        "key", "name", "website", "support_mail", "support_form", "support_phone", "support_hours",
        "emergency", "mailbox_size", "message_size", "messages_per_hour", "webmail_name",
        "webmail_url", "admin_name", "admin_url", "postfixadmin_name", "postfixadmin_url",
        "password_url", "backup_days",
    )  # fmt: skip
    optional_fields = ("hosts", "domains", "mail_domain", "mark", "accent", "accent_dark")
    # A brand takes each of these from the house where it says nothing.
    inherited = (
        "website", "mailbox_size", "message_size", "messages_per_hour", "webmail_name",
        "webmail_url", "admin_name", "admin_url", "postfixadmin_name", "postfixadmin_url",
        "password_url", "backup_days",
    )  # fmt: skip
    # And all of these together: half of them would send its customers to another name.
    inherited_together = (
        "support_mail", "support_form", "support_phone", "support_hours", "emergency",
    )  # fmt: skip

    key = models.CharField("Schlüssel", max_length=40, unique=True, validators=[validate_key])
    name = models.CharField("Name", max_length=60, help_text="Wie das Haus in Texten heißt.")
    website = models.URLField(
        "Website", blank=True, validators=[https], help_text="Die Startseite des Hauses."
    )

    hosts = models.TextField(
        "Rechnernamen der Hilfe",
        blank=True,
        default="",
        db_default="",
        help_text="Unter diesen Namen antwortet die Hilfe als diese Marke, einer je Zeile. Der "
        "erste steht in Links. Jeder muss auch in ALLOWED_HOSTS stehen.",
    )
    domains = models.TextField(
        "Domains der Kunden",
        blank=True,
        default="",
        db_default="",
        help_text="Eine je Zeile. Mailprogramme mit einer Adresse dieser Domains bekommen die "
        "Einstellungen der Marke, unter welchem Namen sie auch fragen.",
    )
    mail_domain = models.CharField(
        "Domain des Anbieters",
        max_length=253,
        blank=True,
        default="",
        db_default="",
        validators=[domain_name],
        help_text="Steht in den Dateien für Mailprogramme. Unter „autoconfig.“ vor dieser Domain "
        "finden sie die Einstellungen.",
    )
    mark = models.CharField(
        "Bildzeichen", max_length=200, blank=True, default="", db_default="", editable=False
    )
    accent = models.CharField(
        "Farbe",
        max_length=7,
        blank=True,
        default="",
        db_default="",
        validators=[colour],
        help_text="Für Links und Knöpfe auf hellem Grund, zum Beispiel #7a1f3d.",
    )
    accent_dark = models.CharField(
        "Farbe auf dunklem Grund",
        max_length=7,
        blank=True,
        default="",
        db_default="",
        validators=[colour],
        help_text="Eine helle Farbe, zum Beispiel #f2a9be.",
    )

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

    webmail_name = models.CharField(
        "Name von Webmail", max_length=40, blank=True, default="Webmail"
    )
    webmail_url = models.URLField("Adresse von Webmail", blank=True, validators=[https])
    admin_name = models.CharField(
        "Name der Verwaltung", max_length=40, blank=True, default="Admin Center"
    )
    admin_url = models.URLField("Adresse der Verwaltung", blank=True, validators=[https])
    postfixadmin_name = models.CharField(
        "Name der Postfachverwaltung", max_length=40, blank=True, default="PostfixAdmin"
    )
    postfixadmin_url = models.URLField(
        "Adresse der Postfachverwaltung", blank=True, validators=[https]
    )
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
        verbose_name_plural = "Angaben des Hauses und der Marken"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The house says everything; a brand has a host of its own, and colours one can read."""
        self.hosts, self.domains = _lines(self.hosts), _lines(self.domains)
        self.mail_domain = in_one_spelling(self.mail_domain)
        faults = dict(self._faults_of_brand() if self.is_brand else self._faults_of_house())
        if faults:
            raise ValidationError(faults)

    @property
    def is_brand(self) -> bool:
        return self.key != DEFAULT

    @property
    def host_names(self) -> list[str]:
        """The names under which the site answers as this brand; links have the first."""
        return self.hosts.split()

    @property
    def customer_domains(self) -> list[str]:
        """The domains whose programs are told what this brand offers."""
        return [*self.domains.split(), *filter(None, [self.mail_domain])]

    @property
    def site_url(self) -> str:
        """Where the site is under this name, without a slash at the end."""
        if not self.hosts:
            return settings.SITE_URL
        site = urlsplit(settings.SITE_URL)
        port = f":{site.port}" if site.port else ""
        return f"{site.scheme}://{self.host_names[0]}{port}"

    @property
    def colours(self) -> dict[str, str]:
        """Its colour on each ground for which it has one."""
        own = {"light": self.accent, "dark": self.accent_dark}
        return {ground: value for ground, value in own.items() if value}

    def over(self, house: "House") -> Self:
        """Take what is not said here from the house; for showing, never for saving."""
        names = list(self.inherited)
        if not any(getattr(self, name) for name in self.inherited_together):
            names += self.inherited_together
        for name in names:
            setattr(self, name, getattr(self, name) or getattr(house, name))
        return self

    @property
    def site_name(self) -> str:
        """What this site is called."""
        return f"{self.name} Hilfe".strip()

    @property
    def has_contact(self) -> bool:
        """Whether readers can be told how to reach a person."""
        return bool(self.support_mail or self.support_form or self.support_phone)

    def _faults_of_house(self) -> Iterator[tuple[str, str]]:
        for name in ("website", "webmail_url", "admin_url", "postfixadmin_url"):
            if not getattr(self, name):
                yield name, "Diese Angabe braucht das Haus."
        for name in ("hosts", "domains", "mail_domain"):
            if getattr(self, name):
                yield name, "Das Haus antwortet überall, wo keine Marke antwortet."

    def _faults_of_brand(self) -> Iterator[tuple[str, str]]:
        taken = {urlsplit(settings.SITE_URL).hostname: "dem Haus"}
        for other in House.objects.brands().exclude(pk=self.pk):
            taken |= dict.fromkeys((*other.host_names, *other.customer_domains), other.name)
        if not self.hosts:
            yield "hosts", "Eine Marke braucht einen Rechnernamen."
        names = [("hosts", name) for name in self.host_names]
        names += [("domains", name) for name in self.domains.split()]
        for field, name in [*names, ("mail_domain", self.mail_domain)]:
            if name in taken:
                yield field, f"„{name}“ gehört schon {taken[name]}."
            elif name and not _is_name(name):
                yield field, f"„{name}“: {IS_NO_NAME}"
        if self.mark and not self.mark.startswith(f"{settings.MEDIA_URL}{FOLDER}/"):
            yield "mark", "Das ist kein Bild dieser Hilfe."
        for field, ground in (("accent", "light"), ("accent_dark", "dark")):
            if faint := faint_on(GROUNDS[ground], getattr(self, field)):
                yield (
                    field,
                    (
                        f"Die Farbe ist auf {faint} zu schlecht zu lesen: Das Verhältnis der "
                        "Helligkeiten muss 4,5 : 1 sein."
                    ),
                )


def _lines(text: str) -> str:
    """One name a line, each once and in one spelling."""
    return "\n".join(dict.fromkeys(map(in_one_spelling, text.split())))


def _is_name(name: str) -> bool:
    try:
        domain_name(name)
    except ValidationError:
        return False
    return True
