"""What templates may print: unescaped markup in few known places, and no comment."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from faq.templatetags.faq_tags import unbroken

ROOT = Path(__file__).resolve().parent.parent

# Sanitised when it was saved, and printed here only; a text document has no markup to escape.
UNESCAPED = {"components/prose.html", "faq/llms.txt"}
TRUSTING = {"faq/templatetags/faq_tags.py", "faq/admin/second_factor.py"}


def test_stored_html_is_printed_in_one_place() -> None:
    folder = ROOT / "templates"
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.*")
        if re.search(r"\|\s*safe\b|autoescape off|safeseq", path.read_text(encoding="utf-8"))
    }

    assert found == UNESCAPED


def test_comment_ends_in_its_line() -> None:
    """Django prints what goes on in the next one."""
    folder = ROOT / "templates"
    found = [
        f"{path.relative_to(folder)}: {line}"
        for path in folder.rglob("*.*")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.count("{#") != line.count("#}")
    ]

    assert found == []


def test_only_presentation_trusts_strings() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "faq").rglob("*.py")
        if "mark_safe(" in path.read_text(encoding="utf-8")
    }

    assert found == TRUSTING


def test_email_stays_on_one_line_and_attributes_stay_as_they_are() -> None:
    picture = '<img src="a.svg" alt="Eine E-Mail &gt; ein Ordner">'

    assert unbroken(mark_safe(f"<p>{picture} Ihre E-Mail-Adresse</p>")) == (
        f'<p>{picture} Ihre <span class="unbroken">E-Mail</span>-Adresse</p>'
    )


@pytest.mark.parametrize(
    "name", ["mail.mm-com.de", "https://webmail.mm-com.de", "name@ihre-domain.de"]
)
def test_name_of_a_host_stays_on_one_line_and_its_link_as_it_is(name: str) -> None:
    html = f'<a href="https://mail.mm-com.de/">{name}</a>, PDF-Datei.'

    assert unbroken(mark_safe(html)) == html.replace(
        f">{name}", f'><span class="unbroken unbroken--name">{name}</span>'
    )


def test_plain_text_is_escaped_on_the_way() -> None:
    html = Template("{{ title|unbroken }}").render(Context({"title": "<b>E-Mails & Co."}))

    assert html == '&lt;b&gt;<span class="unbroken">E-Mails</span> &amp; Co.'
