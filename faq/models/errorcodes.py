"""What codes and causes of returned messages mean, in words for the people who get them."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from faq.models.history import OneRecordEachSave
from faq.models.keys import validate_code_key
from faq.models.paths import address
from faq.models.reviewable import Reviewable
from faq.models.seeded import SeededQuerySet
from faq.models.text import DERIVED, RenderedModel
from faq.models.withdrawable import Lasting, WithdrawableQuerySet


class Party(models.TextChoices):
    """Who must act. The values are those of `faq.bounce.Party`."""

    SENDER = "sender", "Sie (Absender)"
    RECIPIENT = "recipient", "Empfänger"
    HOST = "host", "Wir"
    RECIPIENT_HOST = "recipient-host", "Server des Empfängers"
    NETWORK = "network", "Netz oder Verbindung"
    NOBODY = "nobody", "Niemand"
    UNKNOWN = "unknown", "Unklar"


class Permanence(models.TextChoices):
    TEMPORARY = "temporary", "Vorübergehend"
    PERMANENT = "permanent", "Dauerhaft"
    SUCCESS = "success", "Zugestellt"


class Advice(Reviewable, RenderedModel):
    """A title, a short answer, steps and details: the shape of everything the analysis says."""

    source_fields = ("short_answer", "steps", "details")
    rendered_fields = ("short_html", "steps_html", "details_html", "plain_text")

    title = models.CharField("Titel", max_length=160, help_text="Was geschehen ist, in einem Satz.")
    party = models.CharField("Wer muss handeln", max_length=15, choices=Party)
    short_answer = models.TextField("Kurz gesagt", help_text="Höchstens drei Sätze.")
    steps = models.TextField(
        "Das können Sie tun", blank=True, help_text="Nummerierte Schritte, in Markdown."
    )
    details = models.TextField("Das bedeutet es genau", blank=True)
    search_words = models.TextField(
        "Suchwörter", blank=True, help_text="Wörter, die Kunden benutzen: eines je Zeile."
    )
    updated_at = models.DateTimeField("Geändert", auto_now=True)

    short_html = models.TextField(editable=False, default="")
    steps_html = models.TextField(editable=False, default="")
    details_html = models.TextField(editable=False, default="")
    plain_text = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class ErrorCodeQuerySet(WithdrawableQuerySet["ErrorCode"]):
    def listed(self) -> Self:
        """The codes in the tables that every reader sees."""
        return self.published().filter(is_listed=True)

    def for_lists(self) -> Self:
        """Only what one line of a list shows: no text is read from the database."""
        return self.only("key", "reply_code", "enhanced_code", "text", "title")


class ErrorCode(Lasting, Advice):
    """A reply code (RFC 5321), an enhanced status code (RFC 3463) or a variant told by its text."""

    fixture_fields = (
        "key", "reply_code", "enhanced_code", "text", "title", "permanence", "party",
        "short_answer", "steps", "details", "example", "is_standard", "source", "is_listed",
        "search_words", "related",
    )  # fmt: skip

    key = models.CharField(
        "Schlüssel",
        max_length=60,
        unique=True,
        validators=[validate_code_key],
        help_text="Der Code, wie er in der Adresse steht, z.\u00a0B. „550“ oder „5.1.1“.",
    )
    reply_code = models.CharField("Dreistelliger Code", max_length=3, blank=True)
    enhanced_code = models.CharField("Erweiterter Code", max_length=9, blank=True)
    text = models.CharField(
        "Nur mit diesem Text",
        max_length=120,
        blank=True,
        help_text="Nur ausfüllen, wenn der Eintrag allein für Meldungen mit diesen Worten gilt.",
    )
    permanence = models.CharField("Dauer", max_length=10, choices=Permanence)
    example = models.CharField(
        "So sieht die Meldung aus",
        max_length=300,
        blank=True,
        help_text="Eine Zeile, wie Server sie schreiben. Adressen immer mit example.",
    )
    is_standard = models.BooleanField("In einem RFC festgelegt", default=False)
    source = models.CharField(
        "Quelle", max_length=200, blank=True, help_text="RFC oder die Produkte, die ihn benutzen."
    )
    is_listed = models.BooleanField("In den Tabellen zeigen", default=False)
    related = models.ManyToManyField(
        "self", symmetrical=False, verbose_name="Verwandte Codes", blank=True
    )

    objects = ErrorCodeQuerySet.as_manager()
    history = OneRecordEachSave(
        excluded_fields=[*Advice.rendered_fields, *DERIVED],
        m2m_fields=[related],
    )

    class Meta:
        verbose_name = "Fehlercode"
        verbose_name_plural = "Fehlercodes"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="errorcode_has_a_code",
                condition=~models.Q(reply_code="", enhanced_code=""),
                violation_error_message="Tragen Sie einen dreistelligen oder erweiterten Code ein.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} – {self.title}"

    def get_absolute_url(self) -> str:
        return address("faq:error-code", self.key)

    @property
    def code(self) -> str:
        return self.enhanced_code or self.reply_code

    @property
    def label(self) -> str:
        """The code as it is shown, with the text that makes it a variant."""
        return f"{self.code} mit {self.text}" if self.text else self.code

    @property
    def family(self) -> str:
        """The codes it is listed with: `5xx` or `5.x.x`."""
        return f"{self.code[0]}.x.x" if self.enhanced_code else f"{self.code[0]}xx"

    @property
    def place(self) -> tuple[bool, list[int], str]:
        """Where it stands in a list: three digits first, then by number (5.7.9 before 5.7.10)."""
        return bool(self.enhanced_code), [int(part) for part in self.code.split(".")], self.text

    @property
    def anchor(self) -> str:
        """Its id in the tables."""
        return f"code-{self.key}"


class ExplanationQuerySet(SeededQuerySet["Explanation"]):
    pass


class Explanation(Advice):
    """What the error analysis says of a cause when no code says it better."""

    natural_field = "cause"
    fixture_fields = (
        "cause", "title", "party", "short_answer", "steps", "details", "search_words",
    )  # fmt: skip

    cause = models.CharField(
        "Ursache", max_length=40, unique=True, help_text="Der Name, den die Fehleranalyse vergibt."
    )

    objects = ExplanationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=[*Advice.rendered_fields, *DERIVED])

    class Meta:
        verbose_name = "Erklärung einer Ursache"
        verbose_name_plural = "Erklärungen der Ursachen"
        ordering = ["cause"]
