"""The paragraph and the steps with which a text begins."""

import pytest

from faq.markup import first_paragraph, first_steps, letter

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


BETWEEN = {
    "box": "::: hinweis\nWichtig.\n:::",
    "warning": "::: achtung\nWichtig.\n\n1. Innen\n:::",
    "fence": "```\ntelnet mail.example.org\n```",
    "indented code": "A\n\n        code",
    "bullets": "- eins\n- zwei",
    "paragraph": "Dann erscheint ein Fenster.",
    "picture": "![Das Fenster](bild:fenster.svg)",
    "quotation": "> Zitat",
    "table": "| a |\n|---|\n| b |",
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
@pytest.mark.parametrize("indent", ["", "   "], ids=["at the margin", "within the step"])
def test_steps_go_on_behind_what_stands_between(between: str, indent: str) -> None:
    block = "\n".join(f"{indent}{line}" for line in between.splitlines())
    steps = f"1. Öffnen.\n\n{block}\n\n2. Speichern.\n3. Neu starten."

    assert first_steps(f"Vorweg.\n\n{steps}\n\nDanach.\n\n## Mehr\n\n1. Anders") == steps


@pytest.mark.parametrize("sub", ["   - a\n   - b", "   1. a\n   2. b"])
def test_list_within_a_step_does_not_count(sub: str) -> None:
    steps = f"1. Öffnen.\n{sub}\n\n::: hinweis\nHalt.\n:::\n\n2. Speichern."

    assert first_steps(steps) == steps


@pytest.mark.parametrize("other", ["1. Ein zweiter Weg.", "7. Eine andere Zahl."])
def test_list_that_counts_anew_is_another_one(other: str) -> None:
    assert first_steps(f"{STEPS}\n\nOder so:\n\n{other}") == STEPS


def test_what_follows_the_last_step_is_none() -> None:
    assert first_steps(f"{STEPS}\n\n::: hinweis\nDanach.\n:::") == STEPS


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


@pytest.mark.parametrize("place", ["{steps}\n\nEnde.\n\n{address}", "{address}\n\n{steps}"])
@pytest.mark.parametrize("name", ["weg", "Der  Weg", "WEG"])
def test_link_by_name_keeps_its_address(place: str, name: str) -> None:
    steps = f"1. Siehe [hier][{name}].\n2. Fertig."
    source = place.format(steps=steps, address=f"[{name.lower()}]: /faq/x/\n[nie]: /faq/y/")

    found = first_steps(source)

    assert letter(found) == "1. Siehe hier (/faq/x/).\n2. Fertig."
    assert "/faq/y/" not in found


def test_address_that_the_steps_bring_along_stands_once() -> None:
    steps = "1. Siehe [hier].\n\n[hier]: /faq/x/\n\n2. Fertig."

    assert first_steps(steps) == steps
