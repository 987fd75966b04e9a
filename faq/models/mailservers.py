"""The services that customers connect to: the one source of every table and document.

Programs obey what is published without a word, so what would hurt is refused here: no encryption,
the weaker way first, an empty port, a host that is no host name.
"""

from typing import TYPE_CHECKING, Any, Final, Self

from django.core.exceptions import ValidationError
from django.core.validators import (
    DomainNameValidator,
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from faq.models.brand import current_brand
from faq.models.hostnames import IS_NO_NAME, in_one_spelling, is_number_or_private
from faq.models.seeded import SeededModel, SeededQuerySet
from faq.models.serviceblocks import ServiceBlock

if TYPE_CHECKING:
    from faq.models.serverchecks import MailServerCheck

HTTPS_PORT: Final = 443


class MailServerQuerySet(SeededQuerySet["MailServer"]):
    def offered(self) -> Self:
        """What is offered under any name: the check looks at all of it."""
        return self.filter(status=MailServer.Status.SHOWN, block__is_hidden=False)

    def of_brand(self) -> Self:
        """The services of the brand that answers; of each kind that it has none of, the house's."""
        brand = current_brand()
        if not brand:
            return self.filter(block__house=None)
        own = MailServer.objects.filter(block__house__key=brand)
        shared = Q(block__house=None) & ~Q(protocol__in=own.values("protocol"))
        return self.filter(Q(block__house__key=brand) | shared)

    def published(self) -> Self:
        """What readers and programs may be told. The only definition of it."""
        return self.offered().of_brand()

    def with_checks(self) -> Self:
        """Each with its block and the result of its last check, in the same query."""
        return self.select_related("block", "last_check")


class MailServer(SeededModel):
    """One service and the way to it: protocol, encryption, host, port and, on the web, path."""

    class Protocol(models.TextChoices):
        """The members stand in the order of preference."""

        IMAP = "imap", "IMAP"
        POP3 = "pop3", "POP3"
        SMTP = "smtp", "SMTP"
        SIEVE = "managesieve", "ManageSieve"
        CALDAV = "caldav", "CalDAV"
        CARDDAV = "carddav", "CardDAV"
        WEB = "web", "Web"

    class Security(models.TextChoices):
        """The members stand in the order of preference (RFC 8314); no encryption is no choice."""

        TLS = "ssl-tls", "SSL/TLS"
        STARTTLS = "starttls", "STARTTLS"

    class Authentication(models.TextChoices):
        PASSWORD = "password-cleartext", "Passwort, normal"

    class UsernameForm(models.TextChoices):
        ADDRESS = "address", "vollständige E-Mail-Adresse"

    class Status(models.TextChoices):
        SHOWN = "shown", "Angeboten"
        HIDDEN = "hidden", "Ausgeblendet"
        WITHDRAWN = "withdrawn", "Zurückgezogen"

    USUAL_PORTS: dict[tuple[str, str], int] = {
        (Protocol.IMAP, Security.TLS): 993,
        (Protocol.IMAP, Security.STARTTLS): 143,
        (Protocol.POP3, Security.TLS): 995,
        (Protocol.POP3, Security.STARTTLS): 110,
        (Protocol.SMTP, Security.TLS): 465,
        (Protocol.SMTP, Security.STARTTLS): 587,
        (Protocol.SIEVE, Security.STARTTLS): 4190,
        (Protocol.CALDAV, Security.TLS): HTTPS_PORT,
        (Protocol.CARDDAV, Security.TLS): HTTPS_PORT,
        (Protocol.WEB, Security.TLS): HTTPS_PORT,
    }
    MAIL = (Protocol.IMAP, Protocol.POP3, Protocol.SMTP)
    ON_THE_WEB = (Protocol.CALDAV, Protocol.CARDDAV, Protocol.WEB)
    # The ids that the first release gave its rows: links to them stand in tickets.
    FIRST_KEYS = (
        "imap-ssl-tls", "imap-starttls", "pop3-ssl-tls", "pop3-starttls", "smtp-ssl-tls",
        "smtp-starttls",
    )  # fmt: skip

    fixture_fields = (
        "key", "block", "label", "protocol", "security", "host", "port", "path", "position",
        "authentication", "username_form", "note", "is_recommended", "status",
    )  # fmt: skip

    # Its id in the tables, made once from protocol and encryption: links keep their target.
    key = models.CharField(
        "Anker", max_length=40, unique=True, editable=False, default="", db_default=""
    )
    block = models.ForeignKey(
        ServiceBlock,
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name="Block",
        blank=True,
        help_text="Dienste eines Blocks stehen zusammen in einer Tabelle. Leer: der erste Block.",
    )
    label = models.CharField(
        "Bezeichnung",
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="Nur nötig, wenn es mehrere gleiche gibt oder für eine Webadresse: „Webmail“.",
    )
    protocol = models.CharField("Protokoll", max_length=12, choices=Protocol)
    security = models.CharField(
        "Verschlüsselung",
        max_length=8,
        choices=Security,
        help_text="Ohne Verschlüsselung wird nichts veröffentlicht.",
    )
    host = models.CharField(
        "Server",
        max_length=253,
        validators=[DomainNameValidator(accept_idna=False, message=IS_NO_NAME)],
        help_text="Nur der Name, zum Beispiel mail.example.org.",
    )
    port = models.PositiveIntegerField(
        "Port",
        validators=[MinValueValidator(1), MaxValueValidator(65535)],
        help_text="Üblich sind 993, 143 (IMAP), 995, 110 (POP3), 465 und 587 (SMTP), "
        "4190 (ManageSieve), 443 (CalDAV, CardDAV, Web).",
    )
    path = models.CharField(
        "Pfad",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        validators=[
            RegexValidator(
                r"\A/[A-Za-z0-9._~/%-]*\Z",
                "Ein Pfad beginnt mit / und hat weder Leerzeichen noch Umlaute: /dav/",
            )
        ],
        help_text="Nur für CalDAV, CardDAV und Web, zum Beispiel /dav/.",
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge",
        default=0,
        help_text="Kleine Zahlen stehen oben: IMAP vor POP3, SSL/TLS vor STARTTLS.",
    )
    authentication = models.CharField(
        "Authentifizierung", max_length=20, choices=Authentication, default=Authentication.PASSWORD
    )
    username_form = models.CharField(
        "Benutzername", max_length=10, choices=UsernameForm, default=UsernameForm.ADDRESS
    )
    note = models.CharField(
        "Hinweis",
        max_length=200,
        blank=True,
        help_text="Steht in der Tabelle in der Spalte „Wann“.",
    )
    is_recommended = models.BooleanField(
        "Empfohlen",
        default=False,
        db_default=False,
        help_text="Anleitungen nennen diesen Dienst, und Mailprogramme bekommen ihn zuerst: vor "
        "anderen mit gleichem Protokoll und gleicher Verschlüsselung.",
    )
    status = models.CharField(
        "Zustand",
        max_length=10,
        choices=Status,
        default=Status.SHOWN,
        db_default=Status.SHOWN,
        help_text="Ausgeblendet: Niemand erfährt davon. Zurückgezogen: Die Tabelle sagt, dass es "
        "diesen Dienst nicht mehr gibt. Alte Links führen weiter zur Tabelle.",
    )

    objects = MailServerQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Dienst"
        verbose_name_plural = "Server und Dienste"
        ordering = ["block__position", "block__key", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, Port {self.port}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the host as programs get it; a new service gets its key and a block."""
        self.host = in_one_spelling(self.host)
        if not self.key:
            self.key = self._free_key()
        if self.block_id is None:
            self.block = ServiceBlock.objects.default()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Keep the host in one spelling, and refuse what programs would obey to harm."""
        self.host = in_one_spelling(self.host)
        if is_number_or_private(self.host):
            raise ValidationError({"host": IS_NO_NAME})
        if self.protocol and self.security:
            self._refuse_what_is_not_spoken()
        for other in self._alike():
            better, worse = sorted((self, other), key=lambda server: server.preference)
            if better.position > worse.position:
                raise ValidationError({"position": _order_problem(better, worse)})

    @property
    def name(self) -> str:
        """What people call it: "IMAP mit SSL/TLS", or the label of a web address."""
        if self.is_on_the_web:
            return self.label or self.get_protocol_display()
        name = f"{self.get_protocol_display()} mit {self.get_security_display()}"
        return f"{name} ({self.label})" if self.label else name

    @property
    def preference(self) -> tuple[int, int]:
        """Its rank by protocol and encryption, the smaller the better."""
        return (
            self.Protocol.values.index(self.protocol) if self.protocol else 0,
            self.Security.values.index(self.security) if self.security else 0,
        )

    @property
    def rank(self) -> tuple[int, int, bool]:
        """What guides and programs are given first, the smaller; alike keep their order."""
        return (*self.preference, not self.is_recommended)

    @property
    def is_mail(self) -> bool:
        return self.protocol in self.MAIL

    @property
    def is_outgoing(self) -> bool:
        return self.protocol == self.Protocol.SMTP

    @property
    def is_on_the_web(self) -> bool:
        return self.protocol in self.ON_THE_WEB

    @property
    def url(self) -> str:
        """The whole address of a service on the web, else nothing."""
        if not self.is_on_the_web:
            return ""
        port = "" if self.port == HTTPS_PORT else f":{self.port}"
        return f"https://{self.host}{port}{self.path or '/'}"

    @property
    def anchor(self) -> str:
        """Its id in the settings table."""
        return self.key

    @property
    def current_check(self) -> "MailServerCheck | None":
        """The last check if it was of this host and port, else None."""
        check: MailServerCheck | None = getattr(self, "last_check", None)
        return check if check and (check.host, check.port) == (self.host, self.port) else None

    def _free_key(self) -> str:
        base = f"{self.protocol}-{self.security}"
        taken = set(MailServer.objects.filter(key__startswith=base).values_list("key", flat=True))
        names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def _refuse_what_is_not_spoken(self) -> None:
        if self.is_on_the_web and self.security != self.Security.TLS:
            raise ValidationError({"security": "Im Web gibt es nur SSL/TLS (https)."})
        if self.path and not self.is_on_the_web:
            raise ValidationError({"path": "Einen Pfad haben nur CalDAV, CardDAV und Web."})

    def _alike(self) -> list["MailServer"]:
        """Other published ways into the same host, or out of it: programs choose among these."""
        others = MailServer.objects.filter(host=self.host, status=self.Status.SHOWN)
        others = others.filter(block__house=self.block.house if self.block_id else None)
        if self.status != self.Status.SHOWN or not self.is_mail:
            return []
        return [
            other
            for other in others.exclude(pk=self.pk)
            if other.is_mail and other.is_outgoing == self.is_outgoing
        ]


def _order_problem(better: MailServer, worse: MailServer) -> str:
    return (
        f"{better.get_protocol_display()} mit {better.get_security_display()} muss vor "
        f"{worse.get_protocol_display()} mit {worse.get_security_display()} stehen: "
        "Mailprogramme nehmen stumm den ersten Server."
    )
