"""What the last check of each published mail server found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models

from faq.models.mailservers import MailServer

FAILURES_UNTIL_DOWN: Final = 2


class MailServerCheck(models.Model):
    """The last result for one server, with the host and port it was found at."""

    class Fault(models.TextChoices):
        """What was wrong. The values are those of `faq.mailcheck.Fault`."""

        NONE = "", "in Ordnung"
        NOT_RESOLVABLE = "not-resolvable", "Der Servername lässt sich nicht auflösen"
        UNREACHABLE = "unreachable", "Der Server ist im Netz nicht erreichbar"
        CLOSED = "closed", "Auf diesem Port antwortet niemand"
        TIMEOUT = "timeout", "Der Server antwortet zu langsam"
        DISCONNECTED = "disconnected", "Der Server bricht das Gespräch ab"
        REFUSED = "refused", "Der Dienst weist Verbindungen ab"
        WRONG_PROTOCOL = "wrong-protocol", "Hier antwortet ein anderer Dienst"
        NOT_ENCRYPTED = "not-encrypted", "Der Dienst spricht unverschlüsselt"
        ENCRYPTED_AT_ONCE = (
            "encrypted-at-once",
            "Der Dienst verschlüsselt von Anfang an: SSL/TLS statt STARTTLS",
        )
        STARTTLS_MISSING = "starttls-missing", "Der Dienst bietet STARTTLS nicht an"
        STARTTLS_REFUSED = "starttls-refused", "Der Dienst lehnt STARTTLS ab"
        DATA_INJECTED = "data-injected", "Hinter STARTTLS kamen unverschlüsselte Daten"
        TLS_HANDSHAKE = "tls-handshake", "Die Verschlüsselung kommt nicht zustande"
        TLS_TOO_OLD = "tls-too-old", "Der Dienst kann nur veraltetes TLS"
        CERTIFICATE_EXPIRED = "certificate-expired", "Das Zertifikat ist abgelaufen"
        CERTIFICATE_EXPIRES_SOON = (
            "certificate-expires-soon",
            "Das Zertifikat läuft in weniger als 14 Tagen ab",
        )
        CERTIFICATE_NOT_YET_VALID = (
            "certificate-not-yet-valid",
            "Das Zertifikat gilt noch nicht",
        )
        CERTIFICATE_WRONG_NAME = (
            "certificate-wrong-name",
            "Das Zertifikat gilt für einen anderen Namen",
        )
        CERTIFICATE_UNTRUSTED = (
            "certificate-untrusted",
            "Dem Aussteller des Zertifikats wird nicht vertraut",
        )
        REDIRECTED = "redirected", "Der Dienst verweist an eine andere Adresse"
        NOT_FOUND = "not-found", "Unter diesem Pfad gibt es den Dienst nicht"
        LOGIN_MISSING = "login-missing", "Anmelden mit Passwort wird nicht angeboten"

    server = models.OneToOneField(
        MailServer, on_delete=models.CASCADE, related_name="last_check", verbose_name="Mailserver"
    )
    host = models.CharField("Server", max_length=253)
    port = models.PositiveIntegerField("Port")
    checked_at = models.DateTimeField("Geprüft")
    fault = models.CharField(
        "Ergebnis", max_length=30, choices=Fault, default=Fault.NONE, blank=True
    )
    unchanged_since = models.DateTimeField("So seit")
    is_usable = models.BooleanField("Kunden können arbeiten")
    failures = models.PositiveIntegerField("Fehlschläge in Folge", default=0, db_default=0)
    detail = models.CharField("Antwort des Servers", max_length=200, blank=True)
    tls_version = models.CharField("TLS", max_length=10, blank=True)
    expires_at = models.DateTimeField("Zertifikat gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Serverprüfung"
        verbose_name_plural = "Serverprüfungen"
        ordering = ["server"]

    def __str__(self) -> str:
        return f"{self.port}: {self.get_fault_display()}"

    @property
    def is_down(self) -> bool:
        """Whether readers are told: once may be chance, so two checks in a row must fail."""
        return self.failures >= FAILURES_UNTIL_DOWN


@dataclass(frozen=True, slots=True)
class ServiceState:
    """What the checks say of some services: since when all are known, and which do not answer.

    `checked_at` is None where one of them was never checked as it is published.
    """

    checked_at: datetime | None
    down: tuple[MailServer, ...]


def state_of(services: Iterable[MailServer]) -> ServiceState:
    """The state of services that were read `with_checks`."""
    pairs = [(server, server.current_check) for server in services]
    times = [check.checked_at for _, check in pairs if check]
    down = tuple(server for server, check in pairs if check and check.is_down)
    is_known = bool(pairs) and (bool(down) or len(times) == len(pairs))
    return ServiceState(min(times) if is_known else None, down)
