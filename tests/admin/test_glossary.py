"""Terms that staff explain stand below every text that uses them."""

import pytest
from django.test import Client

from faq.models import GlossaryTerm
from faq.services.content.explained_terms import explained_names, terms_in
from tests.factories import make_code, make_entry

pytestmark = pytest.mark.django_db


def make_term(term: str = "IMAP", forms: str = "", **values: str) -> GlossaryTerm:
    explanation = f"Was {term} ist."
    return GlossaryTerm.objects.create(
        **{"key": term.lower(), "term": term, "forms": forms, "explanation": explanation} | values
    )


def found(text: str) -> list[str]:
    return [term.term for term in terms_in(text)]


def test_each_term_stands_once_in_the_order_of_first_use() -> None:
    for name in ("DNS", "IMAP", "SPF"):
        make_term(name)

    assert found("IMAP und dann das DNS, noch einmal IMAP.") == ["IMAP", "DNS"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Der MX-Eintrag fehlt.", True),
        ("Der MX.", True),
        ("(MX)", True),
        ("„MX“", True),
        ("MXE", False),
        ("mx.example.org", False),
        ("a@MX.example", False),
        ("/MX/", False),
        ("der mx", False),
    ],
)
def test_only_whole_words_are_terms(text: str, is_found: bool) -> None:
    make_term("MX")

    assert (found(text) == ["MX"]) == is_found


def test_other_forms_lead_to_the_term() -> None:
    make_term("IP-Adresse", "IP IP-Adressen")

    assert found("Zwei IP-Adressen") == ["IP-Adresse"]
    assert explained_names() == {"IP-Adresse", "IP", "IP-Adressen"}


def test_longest_form_wins() -> None:
    make_term("TLS")
    make_term("TLSA", "TLSA-Eintrag")

    assert found("Der TLSA-Eintrag") == ["TLSA"]


def test_without_terms_nothing_is_explained() -> None:
    assert found("IMAP") == []


@pytest.mark.parametrize("make", [make_entry, make_code])
def test_page_explains_its_terms(client: Client, make: object) -> None:
    make_term("IMAP")
    make_term("SPF")
    row = make(short_answer="Nehmen Sie IMAP.")

    page = client.get(row.get_absolute_url()).text

    assert "<dt>IMAP</dt>" in page and "Was IMAP ist." in page
    assert "<dt>SPF</dt>" not in page


def test_page_without_terms_has_no_list(client: Client) -> None:
    assert "Begriffe" not in client.get(make_entry().get_absolute_url()).text


def test_changed_explanation_is_on_the_page_at_once(client: Client) -> None:
    term, entry = make_term("IMAP"), make_entry(short_answer="Nehmen Sie IMAP.")
    client.get(entry.get_absolute_url())

    term.explanation = "Neu erklärt."
    term.save()

    assert "Neu erklärt." in client.get(entry.get_absolute_url()).text


def test_support_keeps_the_glossary(support_client: Client) -> None:
    term = make_term()
    url = f"/admin/faq/glossaryterm/{term.pk}/change/"

    sent = {"term": "IMAP", "explanation": "Anders.", "forms": "", "based_on": 1}

    assert support_client.post(url, sent).status_code == 302
    assert GlossaryTerm.objects.get().explanation == "Anders."
