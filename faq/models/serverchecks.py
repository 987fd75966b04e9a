"""What the last check of each published mail server found."""

from django.db import models

from faq.models.mailservers import MailServer


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
    detail = models.CharField("Antwort des Servers", max_length=200, blank=True)
    tls_version = models.CharField("TLS", max_length=10, blank=True)
    expires_at = models.DateTimeField("Zertifikat gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Serverprüfung"
        verbose_name_plural = "Serverprüfungen"
        ordering = ["server"]

    def __str__(self) -> str:
        return f"{self.port}: {self.get_fault_display()}"
