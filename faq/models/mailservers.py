"""The servers that customers' mail programs talk to: the one source of every settings table."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.text import SeededModel


class MailServerQuerySet(models.QuerySet["MailServer"]):
    def get_by_natural_key(self, protocol: str, security: str) -> "MailServer":
        return self.get(protocol=protocol, security=security)

    def incoming(self) -> Self:
        return self.exclude(protocol=MailServer.Protocol.SMTP)

    def outgoing(self) -> Self:
        return self.filter(protocol=MailServer.Protocol.SMTP)


class MailServer(SeededModel):
    """One way to reach the host's mail server: protocol, encryption, host and port."""

    class Protocol(models.TextChoices):
        IMAP = "imap", "IMAP"
        POP3 = "pop3", "POP3"
        SMTP = "smtp", "SMTP"

    class Security(models.TextChoices):
        TLS = "ssl-tls", "SSL/TLS"
        STARTTLS = "starttls", "STARTTLS"

    class Authentication(models.TextChoices):
        PASSWORD = "password-cleartext", "Passwort, normal"

    class UsernameForm(models.TextChoices):
        ADDRESS = "address", "vollständige E-Mail-Adresse"

    fixture_fields = (
        "protocol", "security", "host", "port", "position", "authentication", "username_form",
        "note",
    )  # fmt: skip

    protocol = models.CharField("Protokoll", max_length=4, choices=Protocol)
    security = models.CharField("Verschlüsselung", max_length=8, choices=Security)
    host = models.CharField("Server", max_length=253)
    port = models.PositiveIntegerField(
        "Port", validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Kleine Zahlen werden bevorzugt."
    )
    authentication = models.CharField(
        "Authentifizierung", max_length=20, choices=Authentication, default=Authentication.PASSWORD
    )
    username_form = models.CharField(
        "Benutzername", max_length=10, choices=UsernameForm, default=UsernameForm.ADDRESS
    )
    note = models.CharField("Hinweis", max_length=200, blank=True)

    objects = MailServerQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["seed_hash"])

    class Meta:
        verbose_name = "Mailserver"
        verbose_name_plural = "Mailserver"
        ordering = ["position", "protocol"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "security"], name="mailserver_one_per_protocol_and_security"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_protocol_display()} mit {self.get_security_display()}, Port {self.port}"

    def natural_key(self) -> tuple[str, str]:
        return (self.protocol, self.security)

    @property
    def is_outgoing(self) -> bool:
        return self.protocol == self.Protocol.SMTP

    @property
    def anchor(self) -> str:
        """Its id in the settings table."""
        return f"{self.protocol}-{self.security}"
