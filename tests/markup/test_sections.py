"""Cutting one section out of a text."""

import pytest

from faq.markup import section

SOURCE = """Vorab.

{#imap}
## IMAP

Nachrichten bleiben auf dem Server.

### Ordner

Auch Ordner.

{#pop3}
## POP3

Nachrichten ziehen um.
"""


def test_section_ends_before_the_next_of_its_level() -> None:
    assert section(SOURCE, "imap") == (
        "## IMAP\n\nNachrichten bleiben auf dem Server.\n\n### Ordner\n\nAuch Ordner.\n"
    )


def test_last_section_ends_with_the_text() -> None:
    assert section(SOURCE, "pop3") == "## POP3\n\nNachrichten ziehen um.\n"


def test_section_below_another_ends_before_the_higher_one() -> None:
    assert section(SOURCE, "ordner") == "### Ordner\n\nAuch Ordner.\n"


def test_unknown_section_is_none() -> None:
    assert section(SOURCE, "smtp") is None


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_foreign_line_ends_do_not_matter(line_end: str) -> None:
    assert section(SOURCE.replace("\n", line_end), "pop3") == "## POP3\n\nNachrichten ziehen um.\n"


def test_link_by_name_keeps_its_address() -> None:
    assert section(f"{SOURCE}\nEnde.\n\n[a]: /faq/x/", "imap") == section(SOURCE, "imap")
    assert section("## S\n\n[A][a]\n\n## T\n\n[a]: /faq/x/", "s") == (
        "## S\n\n[A][a]\n\n[A]: </faq/x/>\n"
    )
