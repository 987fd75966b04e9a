"""What readers may send: limits, trimming and the German messages."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django import forms

from faq.models import Entry

QUERY_LENGTH = 2000
EMBEDDED_WIDTH = 680  # pixels: the measure of a text on our own pages


class SearchForm(forms.Form):
    """A search. Anything is a valid query; what is too long is cut, never refused."""

    q = forms.CharField(label="Suche", required=False, strip=False)

    def clean_q(self) -> str:
        """Without NUL and lone surrogates, at most `QUERY_LENGTH` characters."""
        text: str = self.cleaned_data["q"][:QUERY_LENGTH].replace("\0", " ")
        return text.encode("utf-8", "replace").decode()


class FeedbackForm(forms.Form):
    """ "War das hilfreich?" with yes or no."""

    entry = forms.ModelChoiceField(Entry.objects.published(), to_field_name="key")
    helpful = forms.TypedChoiceField(
        choices=[("ja", "Ja"), ("nein", "Nein")], coerce=lambda answer: answer == "ja"
    )

    def is_from_here(self, headers: Mapping[str, str]) -> bool:
        """Refuse what another site's page sends (Fetch Metadata, or Origin in older browsers)."""
        if site := headers.get("Sec-Fetch-Site"):
            return site in {"same-origin", "none"}
        origin = headers.get("Origin", "")
        return not origin or urlsplit(origin).netloc == headers.get("Host")


class PageForm(forms.Form):
    """`?page=` of a list; without it the first."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1


class OEmbedForm(forms.Form):
    """What a consumer of oEmbed asks for."""

    url = forms.URLField(assume_scheme="https", max_length=2000)
    format = forms.ChoiceField(choices=[("json", "json"), ("xml", "xml")], required=False)
    maxwidth = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def clean_maxwidth(self) -> int:
        return min(self.cleaned_data["maxwidth"] or EMBEDDED_WIDTH, EMBEDDED_WIDTH)
