"""The paragraph and the steps with which a text begins."""

import pytest

from faq.markup import first_paragraph, first_steps

STEPS = "1. Öffnen Sie das Programm.\n2. Klicken Sie auf „Neu“."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (STEPS, STEPS),
        (f"Vorweg ein Satz.\n\n{{#weg}}\n## Der Weg\n\n{STEPS}\n\nDanach.", STEPS),
        (f"## Eins\n\nText.\n\n## Zwei\n\n{STEPS}", ""),
        ("- Keine\n- Schritte", ""),
        (f"> {STEPS.splitlines()[0]}", ""),
        (STEPS.replace("\n", "\r\n"), STEPS),
        ("", ""),
    ],
)
def test_steps_are_the_first_numbered_list(source: str, expected: str) -> None:
    assert first_steps(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**IMAP** passt,\nwenn …\n\nMehr.", "**IMAP** passt,\nwenn …"),
        (STEPS, ""),
        ("## Überschrift\n\nText.", ""),
        ("", ""),
    ],
)
def test_paragraph_is_the_first_block(source: str, expected: str) -> None:
    assert first_paragraph(source) == expected
