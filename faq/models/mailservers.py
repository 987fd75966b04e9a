"""The servers that customers' mail programs talk to: the one source of every settings table.

Programs obey what is published without a word, so what would hurt is refused here: no encryption,
the weaker way first, an empty port, a host that is no host name.
"""

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.hostnames import IS_NO_NAME, in_one_spelling, is_number_or_private
from faq.models.seeded import SeededModel

if TYPE_CHECKING:
    from faq.models.serverchecks import MailServerCheck


class MailServerQuerySet(models.QuerySet["MailServer"]):
    def get_by_natural_key(self, protocol: str, security: str) -> "MailServer":
        return self.get(protocol=protocol, security=security)

    def with_checks(self) -> Self:
        """Each with the result of its last check, in the same query."""
        return self.select_related("last_check")


class MailServer(SeededModel):
    """One way to reach the host's mail server: protocol, encryption, host and port."""

    class Protocol(models.TextChoices):
        """The members stand in the order of preference."""

        IMAP = "imap", "IMAP"
        POP3 = "pop3", "POP3"
        SMTP = "smtp", "SMTP"

    class Security(models.TextChoices):
        """The members stand in the order of preference (RFC 8314); no encryption is no choice."""

        TLS = "ssl-tls", "SSL/TLS"
        STARTTLS = "starttls", "STARTTLS"

    class Authentication(models.TextChoices):
        PASSWORD = "password-cleartext", "Passwort, normal"

    class UsernameForm(models.TextChoices):
        ADDRESS = "address", "vollständige E-Mail-Adresse"

    USUAL_PORTS: dict[tuple[str, str], int] = {
        (Protocol.IMAP, Security.TLS): 993,
        (Protocol.IMAP, Security.STARTTLS): 143,
        (Protocol.POP3, Security.TLS): 995,
        (Protocol.POP3, Security.STARTTLS): 110,
        (Protocol.SMTP, Security.TLS): 465,
        (Protocol.SMTP, Security.STARTTLS): 587,
    }

    ANCHORS = tuple(f"{protocol}-{security}" for protocol, security in USUAL_PORTS)

    fixture_fields = (
        "protocol", "security", "host", "port", "position", "authentication", "username_form",
        "note",
    )  # fmt: skip

    protocol = models.CharField("Protokoll", max_length=4, choices=Protocol)
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
        help_text="Nur der Name, zum Beispiel mail.mm-com.de.",
    )
    port = models.PositiveIntegerField(
        "Port",
        validators=[MinValueValidator(1), MaxValueValidator(65535)],
        help_text="Üblich sind 993, 143 (IMAP), 995, 110 (POP3), 465 und 587 (SMTP).",
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge",
        default=0,
        help_text="Kleine Zahlen werden bevorzugt: IMAP vor POP3, SSL/TLS vor STARTTLS.",
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

    objects = MailServerQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Mailserver"
        verbose_name_plural = "Mailserver"
        ordering = ["position", "protocol", "security"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "security"], name="mailserver_one_per_protocol_and_security"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_protocol_display()} mit {self.get_security_display()}, Port {self.port}"

    def natural_key(self) -> tuple[str, str]:
        return (self.protocol, self.security)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the host in the spelling that programs get, whoever wrote it."""
        self.host = in_one_spelling(self.host)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Keep the host in one spelling, and the order such that programs take the best first."""
        self.host = in_one_spelling(self.host)
        if is_number_or_private(self.host):
            raise ValidationError({"host": IS_NO_NAME})
        for other in type(self).objects.exclude(pk=self.pk):
            better, worse = sorted((self, other), key=lambda server: server.preference)
            if better.position > worse.position:
                raise ValidationError({"position": _order_problem(better, worse)})

    @property
    def preference(self) -> tuple[int, int]:
        """Its rank by protocol and encryption, the smaller the better."""
        return (
            self.Protocol.values.index(self.protocol) if self.protocol else 0,
            self.Security.values.index(self.security) if self.security else 0,
        )

    @property
    def usual_port(self) -> int | None:
        """The port that every program tries first for this protocol and encryption."""
        return self.USUAL_PORTS.get((self.protocol, self.security))

    @property
    def is_outgoing(self) -> bool:
        return self.protocol == self.Protocol.SMTP

    @property
    def anchor(self) -> str:
        """Its id in the settings table."""
        return f"{self.protocol}-{self.security}"

    @property
    def current_check(self) -> "MailServerCheck | None":
        """The last check if it was of this host and port, else None."""
        check: MailServerCheck | None = getattr(self, "last_check", None)
        return check if check and (check.host, check.port) == (self.host, self.port) else None


def _order_problem(better: MailServer, worse: MailServer) -> str:
    return (
        f"{better.get_protocol_display()} mit {better.get_security_display()} muss vor "
        f"{worse.get_protocol_display()} mit {worse.get_security_display()} stehen: "
        "Mailprogramme nehmen stumm den ersten Server."
    )
