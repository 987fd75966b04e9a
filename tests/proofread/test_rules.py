"""Each rule beside its neighbours: what it must see, and what it must leave alone."""

import pytest

from faq.proofread import Context, Kind, Role, mended, missing_search_words, proofread

QUIET = [
    'Öffnen Sie `mail-client "x"` und *Extras → Account → Kennwort*.',
    "Auf dem Bildschirm steht „Your account has a bounce“.",
    '```\nsmtp-host "mail.example.org" Port 25\n```',
    "[Was der Code\u00a0550 bedeutet](/fehlercode/550/)",
    "Nehmen Sie z.\u00a0B. Port\u00a0993 oder warten Sie bis zum 23. November.",
    "Der Server nimmt sie an … Warten Sie.",
    "{#anker}\n## Titel\n\n::: hinweis\nEin Satz.\n:::",
    "Öffnen Sie das Admin Center.",
    "Schreiben Sie an die E-Mail-Adresse aus dem Brief.",
    "| Port | Server |\n|---|---|\n| 993 | mail.example.org |",
    "Das DNS (das Adressbuch des Internets) nennt den Server.",
    "Nach Art. 6 Abs.\u00a01 und § 25 TDDDG gilt das.".replace("§ ", "§\u00a0").replace(
        "Art. 6", "Art.\u00a06"
    ),
    "1. Öffnen Sie das Menü.\n2. Menü öffnen.\n3. Wenn etwas erscheint, dann warten Sie.\n",
    "1. Posteingang:\n   - Server\n",
    "## Eins\n\n### Zwei\n\n## Drei\n",
    "![Die Meldung mit dem Code 552](bild:meldung.svg)",
    "Der Server wird antworten. Er wird später noch einmal fragen.",
    "",
]


@pytest.mark.parametrize("source", QUIET)
def test_sound_text_gets_no_hint(source: str) -> None:
    assert proofread(source) == []


@pytest.mark.parametrize(
    ("source", "kind", "marked", "suggestion"),
    [
        ("Erst das.\n\nIhr **Account** ist neu.", Kind.HOUSE_WORD, "Account", "Konto"),
        ('Ein "Wort".', Kind.STRAIGHT_QUOTE, '"', "„…“"),
        ("Nehmen Sie z.B. Webmail.", Kind.MISSING_NBSP, "z.B.", "z.\u00a0B."),
        ("Port 25 ist zu.", Kind.MISSING_NBSP, "Port 25", "Port\u00a025"),
        ("Ende .", Kind.SPACE_BEFORE_MARK, " ", "."),
        ("Lesen Sie [hier](/x/).", Kind.LINK_TEXT, "hier", ""),
        ("## A\n\n#### B", Kind.HEADING_ORDER, "####", "###"),
        ("Fragen Sie den SRV.", Kind.ABBREVIATION, "SRV", ""),
    ],
)
def test_hint_marks_its_place(source: str, kind: Kind, marked: str, suggestion: str) -> None:
    hint = next(hint for hint in proofread(source) if hint.kind is kind)

    assert source[hint.start : hint.end] == marked
    assert hint.line == source[: hint.start].count("\n") + 1
    assert hint.suggestion == suggestion
    assert hint.sentence


def test_dead_link_is_the_callers_word() -> None:
    source = "[a](/faq/a/) [b](/faq/b/) `[c](/faq/b/)`"

    hints = proofread(source, Context(is_dead=lambda target: target == "/faq/b/"))

    assert [(hint.kind, source[hint.start : hint.end]) for hint in hints] == [
        (Kind.DEAD_LINK, "/faq/b/")
    ]


def test_glossary_explains() -> None:
    assert proofread("Fragen Sie den SRV.", Context(explained=frozenset({"SRV"}))) == []


@pytest.mark.parametrize(
    ("beginning", "points_back"),
    [
        ("Dies erledigen Sie in Webmail.", True),
        ("Das richten Sie in Webmail ein.", True),
        ("Das stellt sich von selbst ein.", True),
        ("Das neue Outlook fragt nach dem Passwort.", False),
        ("Das Passwort ändern Sie in Webmail.", False),
    ],
)
def test_short_answer_begins_with_what_it_is_about(beginning: str, points_back: bool) -> None:
    kinds = {hint.kind for hint in proofread(beginning, role=Role.SHORT_ANSWER)}

    assert (Kind.NOT_ALONE in kinds) is points_back


@pytest.mark.parametrize(
    "verb", ["aufbewahrt", "weitergeleitet", "verschoben", "eingetragen", "zurückbehalten"]
)
def test_separable_participle_makes_a_passive(verb: str) -> None:
    source = f"Die E-Mail wird {verb}. Dann wird sie gelöscht."

    assert Kind.PASSIVE_CHAIN in {hint.kind for hint in proofread(source)}


@pytest.mark.parametrize("role", Role)
def test_only_a_short_answer_must_stand_alone(role: Role) -> None:
    hints = proofread("Dafür gibt es zwei Wege.", role=role)

    assert [hint.kind for hint in hints] == ([Kind.NOT_ALONE] if role is Role.SHORT_ANSWER else [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Klicken Sie auf "Neu".', "Klicken Sie auf „Neu“."),
        ("Wählen Sie 'Neu'.", "Wählen Sie ‚Neu‘."),
        ('("Neu")', "(„Neu“)"),
        ('**"Neu"**', "**„Neu“**"),
        ('"Neu" und "Alt"', "„Neu“ und „Alt“"),
        ('`"x"` und [a](/b/ "c")', '`"x"` und [a](/b/ "c")'),
        ('```\n"x"\n```', '```\n"x"\n```'),
        ("So geht's", "So geht's"),
    ],
)
def test_straight_quotes_are_mended_in_prose_alone(source: str, expected: str) -> None:
    text, count = mended(source)

    assert text == expected
    assert (count > 0) == (source != expected)
    assert mended(text) == (text, 0)


@pytest.mark.parametrize(
    ("words", "is_missing"),
    [("", True), ("\n  \n", True), ("Postfach", True), ("Mailbox voll\nQuota", False)],
)
def test_search_words_are_those_that_the_title_lacks(words: str, is_missing: bool) -> None:
    assert (missing_search_words("Warum ist mein Postfach voll?", words) is not None) == is_missing
