"""What readers may send: limits, trimming and the German messages."""

from collections.abc import Mapping
from typing import Any

from django import forms

from faq.autoconfig import (
    InvalidAddress,
    InvalidDomain,
    MailAddress,
    Protocol,
    parse_address,
    parse_domain,
)
from faq.bounce.outlook import is_outlook_file, outlook_text
from faq.incoming import clean_line, clean_text, without_markup
from faq.models import SearchDocument
from faq.models.feedback import Answer

QUERY_LENGTH = 2000
MESSAGE_BYTES = 1_000_000
MESSAGE_LENGTH = 200_000
EMBEDDED_WIDTH = 680  # pixels: the measure of a text on our own pages


class SearchForm(forms.Form):
    """A search. Anything is a valid query; what is too long is cut, never refused.

    `text`, `category` and `page` are always usable: what makes no sense counts as not given.
    """

    q = forms.CharField(label="Suche", required=False, strip=False)
    kategorie = forms.SlugField(required=False, max_length=80)
    seite = forms.IntegerField(required=False, min_value=1, max_value=100)

    @property
    def text(self) -> str:
        return self._value("q") or ""

    @property
    def category(self) -> str:
        return self._value("kategorie") or ""

    @property
    def page(self) -> int:
        return self._value("seite") or 1

    @property
    def is_address(self) -> bool:
        """Whether nothing but an e-mail address was typed: no text answers that."""
        try:
            parse_address(self.text)
        except InvalidAddress:
            return False
        return True

    def _value(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)

    def clean_q(self) -> str:
        return clean_line(self.cleaned_data["q"][:QUERY_LENGTH])


class FeedbackForm(forms.Form):
    """ "War das hilfreich?": yes, no, or after a no the reason and a sentence."""

    page = forms.CharField(max_length=200)
    answer = forms.ChoiceField(choices=Answer.choices)
    remark = forms.CharField(required=False, max_length=2000)

    @property
    def given(self) -> Answer:
        return Answer(self.cleaned_data["answer"])

    def is_from_here(self, headers: Mapping[str, str]) -> bool:
        """Refuse what another site's page sends (Fetch Metadata, or Origin in older browsers)."""
        if site := headers.get("Sec-Fetch-Site"):
            return site in {"same-origin", "none"}
        origin = headers.get("Origin", "")
        return not origin or origin.partition("://")[2] == headers.get("Host")


class PageForm(forms.Form):
    """`?page=` of a list; without it the first."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def clean_page(self) -> int:
        if self["page"].data == "":
            raise forms.ValidationError("empty", code="invalid")
        return self.cleaned_data["page"] or 1


class EntriesForm(PageForm):
    """`?category=` and `?page=` of the list of entries."""

    category = forms.SlugField(required=False)


class SearchApiForm(PageForm):
    """`?q=` and `?page=` of the search for machines, which must say what they look for."""

    q = forms.CharField(strip=False)

    def clean_q(self) -> str:
        if not self.cleaned_data["q"].strip():
            raise forms.ValidationError("empty", code="required")
        return clean_line(self.cleaned_data["q"][:QUERY_LENGTH])


class OEmbedForm(forms.Form):
    """What a consumer of oEmbed asks for."""

    url = forms.CharField(max_length=2000)
    format = forms.ChoiceField(choices=[("json", "json"), ("xml", "xml")], required=False)
    maxwidth = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def clean_maxwidth(self) -> int:
        return min(self.cleaned_data["maxwidth"] or EMBEDDED_WIDTH, EMBEDDED_WIDTH)


class MailAddressForm(forms.Form):
    """The mailbox that a configuration profile is for."""

    error_texts = {
        "invalid": "Das ist keine vollständige E-Mail-Adresse. Sie sieht so aus: "
        "name@ihre-domain.de",
    }

    email = forms.CharField(
        label="Ihre E-Mail-Adresse",
        max_length=320,
        error_messages={
            "required": "Bitte geben Sie Ihre E-Mail-Adresse ein.",
            "max_length": error_texts["invalid"],
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
    protocol = forms.ChoiceField(
        label="Art des Kontos",
        choices=[
            ("imap", "IMAP – die E-Mails bleiben auf dem Server (empfohlen)"),
            ("pop3", "POP3 – die E-Mails liegen nur auf diesem Gerät"),
        ],
        required=False,
        error_messages={"invalid_choice": "Wählen Sie IMAP oder POP3."},
    )

    def clean_email(self) -> MailAddress:
        """The address as programs know it."""
        try:
            return parse_address(clean_line(self.cleaned_data["email"]))
        except InvalidAddress:
            raise forms.ValidationError(self.error_texts["invalid"], code="invalid") from None

    def clean_protocol(self) -> Protocol:
        """IMAP unless POP3 was chosen."""
        return Protocol(self.cleaned_data["protocol"] or Protocol.IMAP)


class DomainForm(forms.Form):
    """The domain that DNS records are for."""

    domain = forms.CharField(
        label="Ihre Domain",
        max_length=260,
        help_text="Der Teil Ihrer E-Mail-Adresse hinter dem @, zum Beispiel ihre-domain.de.",
        error_messages={
            "required": "Bitte geben Sie Ihre Domain ein.",
            "max_length": "Eine Domain hat höchstens 253 Zeichen.",
        },
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "off",
                "autocomplete": "off",
                "inputmode": "url",
                "placeholder": "ihre-domain.de",
                "spellcheck": "false",
            }
        ),
    )

    def clean_domain(self) -> str:
        """The domain as the DNS has it; a whole mail address is understood, too."""
        try:
            return parse_domain(clean_line(self.cleaned_data["domain"]).rpartition("@")[2])
        except InvalidDomain:
            raise forms.ValidationError(
                "Das ist keine Domain. Sie sieht so aus: ihre-domain.de", code="invalid"
            ) from None

    @property
    def first_error(self) -> str:
        """What is wrong, as one sentence for a plain text."""
        return f"{self.errors['domain'][0]}\n"


class BounceForm(forms.Form):
    """A returned message: pasted, or as a file. Its text is never kept anywhere."""

    message = forms.CharField(
        label="Ihre Meldung",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 12,
                "spellcheck": "false",
                "autocomplete": "off",
                "autocapitalize": "off",
            }
        ),
    )
    file = forms.FileField(
        label="Oder eine Datei auswählen",
        required=False,
        allow_empty_file=True,
        help_text="Eine gespeicherte E-Mail (.eml, .msg) oder ein Text (.txt), höchstens 1 MB.",
        widget=forms.FileInput(attrs={"accept": ".eml,.txt,.msg,message/rfc822,text/plain"}),
    )

    def clean_file(self) -> bytes:
        """The file's content; from Outlook's own format there must be something to read."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return b""
        content: bytes = upload.read(MESSAGE_BYTES + 1)
        if is_outlook_file(content) and not outlook_text(content):
            raise forms.ValidationError(
                "In dieser Datei von Outlook steht kein lesbarer Text. Öffnen Sie die Meldung in "
                "Outlook, wählen Sie „Datei“, „Speichern unter“ und den Dateityp „Nur Text“. "
                "Oder kopieren Sie den Text der Meldung in das Feld.",
                code="msg",
            )
        if len(content) > MESSAGE_BYTES:
            raise self.too_large()
        return content

    def clean_message(self) -> str:
        message: str = self.cleaned_data["message"]
        if len(message.encode("utf-8", "replace")) > MESSAGE_BYTES:
            raise self.too_large()
        return without_markup(clean_text(message))

    def clean(self) -> dict[str, object]:
        """Something must be there to read."""
        if not self.errors and not self.source:
            self.add_error(
                "message", "Fügen Sie hier die Meldung ein, oder wählen Sie eine Datei aus."
            )
        return self.cleaned_data

    @property
    def source(self) -> bytes | str:
        """What is to be analysed: the file if there is one, else the pasted text."""
        message: str = self.cleaned_data.get("message", "")
        file: bytes = self.cleaned_data.get("file") or b""
        return file if file.strip() else message if message.strip() else ""

    @property
    def is_too_large(self) -> bool:
        return any(
            error.code == "too-large"
            for errors in self.errors.as_data().values()
            for error in errors
        )

    @staticmethod
    def too_large() -> forms.ValidationError:
        return forms.ValidationError(
            "Das ist mehr als 1 MB. Der Anfang der Meldung reicht: Kopieren Sie nur den Text bis "
            "zu Ihrer eigenen E-Mail.",
            code="too-large",
        )


class DeskForm(SearchForm):
    """What the desk is asked for: words, and at `path` the address of the answer that is open."""

    antwort = forms.CharField(required=False)

    @property
    def path(self) -> str:
        return self._value("antwort") or ""


class MessageForm(forms.Form):
    """A customer's message, as it stands in the ticket."""

    text = forms.CharField(
        label="Nachricht des Kunden",
        help_text="Auch eine zurückgekommene E-Mail, am besten ganz. Die Nachricht wird nur für "
        "diese Suche gelesen und nirgends gespeichert.",
        max_length=MESSAGE_LENGTH,
        error_messages={
            "required": "Fügen Sie die Nachricht ein, zu der Sie eine Antwort suchen.",
            "max_length": "Die Nachricht ist zu lang. Fügen Sie nur den Teil mit der Frage oder "
            "der Fehlermeldung ein.",
        },
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_text(self) -> str:
        return without_markup(clean_text(self.cleaned_data["text"]))


class TeachForm(forms.Form):
    """Questions of readers, one a line, and the key of their answer; none where it is empty."""

    key = forms.CharField(max_length=120, required=False)
    texts = forms.CharField(max_length=20_000)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key and not SearchDocument.objects.filter(key=key).exists():
            raise forms.ValidationError("Diese Antwort gibt es nicht.")
        return key

    @property
    def questions(self) -> list[str]:
        lines = (" ".join(line.split())[:200] for line in self.cleaned_data["texts"].splitlines())
        return [line for line in lines if line]

    @property
    def title(self) -> str:
        """What the answer is called."""
        return str(SearchDocument.objects.shown().get(key=self.cleaned_data["key"]))
