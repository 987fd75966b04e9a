"""What windows of mail programs say, and what their readers can check."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.errorcodes import Advice
from faq.models.keys import validate_key
from faq.models.paths import address
from faq.models.placeholders import COPIED_TOKENS
from faq.models.text import DERIVED
from faq.models.withdrawable import Lasting, WithdrawableQuerySet

_SHORTEST_WORDING = 8


def validate_wordings(text: str) -> None:
    """Refuse a wording of which too little is fixed: it would stand in any text."""
    short = [
        line for line in text.splitlines()
        if line.strip() and len(line.replace("*", "").strip()) < _SHORTEST_WORDING
    ]  # fmt: skip
    if short:
        raise ValidationError(
            f"Zu kurz, um ein Fenster daran zu erkennen: „{short[0].strip()}“. Schreiben Sie den "
            "ganzen Satz."
        )


class ProgramWindowQuerySet(WithdrawableQuerySet["ProgramWindow"]):
    def for_lists(self) -> "ProgramWindowQuerySet":
        """Only what one line of a list shows."""
        return self.only("key", "title", "programs", "codes")


class ProgramWindow(Lasting, Advice):
    """A window, or a family of them: told by its codes and wordings, explained like an error."""

    class Direction(models.TextChoices):
        """Which way the mail was going. The values are those of `faq.bounce.Direction`."""

        SENDING = "sending", "Senden"
        RECEIVING = "receiving", "Empfangen"
        LOGIN = "login", "Anmelden"
        CERTIFICATE = "certificate", "Zertifikat"
        BOTH = "both", "Senden oder Empfangen"

    fixture_fields = (
        "key", "title", "programs", "codes", "wordings", "direction", "party", "short_answer",
        "steps", "details", "search_words", "related",
    )  # fmt: skip
    left_tokens = COPIED_TOKENS  # the page shows each value with a button to copy it

    key = models.CharField(
        "Schlüssel",
        max_length=80,
        unique=True,
        validators=[validate_key],
        help_text="Steht in der Adresse /meldung/…/. Bleibt für immer gleich.",
    )
    programs = models.CharField(
        "Programme", max_length=200, blank=True, help_text="Zum Beispiel „Outlook, neues Outlook“."
    )
    codes = models.TextField(
        "Codes", blank=True, help_text="Wie sie im Fenster stehen: einer je Zeile."
    )
    wordings = models.TextField(
        "Wortlaute",
        blank=True,
        validators=[validate_wordings],
        help_text="Wie die Sätze im Fenster lauten: einer je Zeile. Ein * steht für das, was sich "
        "ändert, zum Beispiel den Servernamen.",
    )
    direction = models.CharField(
        "Richtung", max_length=11, choices=Direction, default=Direction.BOTH
    )
    related = models.TextField(
        "Passt dazu",
        blank=True,
        help_text="Schlüssel, einer je Zeile: ein Eintrag „client-config“, ein Mailprogramm "
        "„program-outlook“, ein Fehlercode „code-535“, ein Fenster „window-…“.",
    )

    objects = ProgramWindowQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=[*Advice.rendered_fields, *DERIVED])

    class Meta:
        verbose_name = "Fenster eines Mailprogramms"
        verbose_name_plural = "Fenster der Mailprogramme"
        ordering = ["key"]

    def get_absolute_url(self) -> str:
        return address("faq:program-window", self.key)

    def clean(self) -> None:
        """Something must tell the window."""
        super().clean()
        if not self.codes.strip() and not self.wordings.strip():
            raise ValidationError("Tragen Sie einen Code oder einen Wortlaut ein.")

    @property
    def code_list(self) -> list[str]:
        """The codes, one by one."""
        return [line.strip() for line in self.codes.splitlines() if line.strip()]

    @property
    def wording_list(self) -> list[str]:
        """The wordings, one by one."""
        return [line.strip() for line in self.wordings.splitlines() if line.strip()]

    @property
    def program_list(self) -> list[str]:
        """The programs, one by one."""
        return [name.strip() for name in self.programs.split(",") if name.strip()]

    @property
    def related_keys(self) -> list[str]:
        """The keys of what goes with it, one by one."""
        return self.related.split()
