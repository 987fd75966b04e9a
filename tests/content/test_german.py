"""Is the German of every shipped text well set and easy to read?"""

import re
from pathlib import Path
from statistics import median

import pytest
import yaml

FIXTURES = Path(__file__).parents[2] / "fixtures"

# Fields with German sentences. Search words are typed carelessly on purpose; examples are quoted.
WRITTEN = ("title", "lead", "short_answer", "body", "steps", "details", "note")
SPACE = "\N{NO-BREAK SPACE}"

FAULTS = [
    ("ordinary space inside an abbreviation", r"\b[zduios]\. ?[a-zA-Zäöü]\."),
    ("ordinary space between a word and its number", r"\b(?:Port|Code|Codes|Art\.|Abs\.|Nr\.) \d"),
    ("ordinary space after a paragraph sign", r"§ "),
    ("straight quotation mark", r"[\"']"),
    ("English quotation mark", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    ("hyphen used as a dash", r"(?<=\S) - (?=\S)|--"),
    ("three dots instead of an ellipsis", r"\.\.\."),
    ("two spaces in a row", r"(?<=\S)  +(?=\S)"),
    ("space before a punctuation mark", r"\w [,;:!?](?=\s|$)"),
]

# “Klappt das, senden Sie …” reads like a command; “Wenn das klappt, …” does not. A question may.
CONDITION = re.compile(
    r"(?:Klappt|Bleibt|Steht|Stehen|Fehlt|Kommt|Hilft|Ist|Sind|War|Hat|Stimmt|Stimmen|Geht|Meldet"
    r"|Erscheint|Liegt|Passt|Gilt|Wird|Werden|Verwaltet|Lässt|Fragt|Zeigt|Nennt|Scheitert|Reicht"
    r"|Antwortet|Enthält|Gehört|Findet|Tritt|Schlägt|Dauert|Betrifft|Gibt|Räumt|Sinkt|Betreibt|Hält|Taucht|Funktioniert"
    r"|Besteht|Bricht|Erschien|Leitet|Betreiben Sie"
    r"|Nutzen Sie|Haben Sie|Brauchen Sie|Möchten Sie|Kennen Sie|Sehen Sie [^.?!]* nicht"
    r"|Verarbeiten wir)\b[^.?!:]*?, [^.?!]*[.!:]"
)

# “Mit der richtigen Adresse kommt die E-Mail an” is not ours to say: another server decides that.
PROMISE = re.compile(
    r"(?:Mit|Ohne|Sobald|Danach|In|Als)\b[^.]*\b(?:kommt (?:sie|(?:die|Ihre) E-Mail|der Inhalt)"
    r"[^.]* an|klappt|gelingt|wird sie [^.]*(?:angenommen|zugestellt))\b[^.]*\."
)
HEDGE = re.compile(r"\b(?:meist|oft|eher|vielleicht|kann|nicht|nie)\b")

SWITCHED_OFF = re.compile(r"\b(?:kurz|für einen Versuch)\b[^.]*\baus\b")

# What is not German prose: code, targets of links, addresses, anchors, containers, table rules.
NOT_PROSE = re.compile(
    r"^[ \t]*```[\s\S]*?^[ \t]*```$|`[^`\n]*`|\]\([^)\n]*\)|<https?://[^>\n]*>|^\{#[^}\n]*\}$|^:::.*$|^[|:\s-]+$",
    re.MULTILINE,
)


def written_texts(path: Path) -> dict[str, str]:
    """Every German text of a fixture by its record and field."""
    return {
        f"{fields.get('key') or fields.get('cause') or fields.get('port')}: {field}": fields[field]
        for record in yaml.safe_load(path.read_text(encoding="utf-8"))
        for fields in [record["fields"]]
        for field in WRITTEN
        if fields.get(field)
    }


# One case per fixture, which names every text at fault: a case per text would be thousands.
TEXTS = [
    pytest.param(written_texts(path), id=path.stem)
    for path in sorted(FIXTURES.glob("*.yaml"))
    if path.stem != "phrasings"  # readers' own words, typed carelessly
]


def prose(source: str) -> str:
    return NOT_PROSE.sub("x", source)


def sentences(source: str) -> list[str]:
    """The sentences of a Markdown text; a list item or heading without a full stop is one too."""
    text = re.sub(rf"\b([a-zA-Z])\.{SPACE}?(?=[a-zA-Z]\.)", r"\1", prose(source))
    text = re.sub(r"\b(zB|dh|ua|oÄ)\.|^\s*(?:[-#>|]+|\d+\.) ", r"\1", text, flags=re.MULTILINE)
    parts = re.split(r"(?<=[.!?])[“‘]?[.)]?\s+|\n\s*\n|\n(?=\S)", text)
    return [part for part in parts if re.search(r"\w{2}", part)]


@pytest.mark.parametrize("texts", TEXTS)
def test_typography_is_right(texts: dict[str, str]) -> None:
    found = [
        f"{label}: {fault}: {match[0]!r} in {line.strip()[:80]!r}"
        for label, text in texts.items()
        for line in prose(text).splitlines()
        for fault, pattern in FAULTS
        if (match := re.search(pattern, line.lstrip(" -")))
    ]

    assert found == []


@pytest.mark.parametrize("texts", TEXTS)
def test_quotation_marks_are_paired(texts: dict[str, str]) -> None:
    unpaired = [
        label
        for label, text in texts.items()
        for left, right in ("„“", "‚‘")
        if text.count(left) != text.count(right)
    ]

    assert unpaired == []


@pytest.mark.parametrize("texts", TEXTS)
def test_short_answer_has_at_most_three_sentences(texts: dict[str, str]) -> None:
    answers = {label: text for label, text in texts.items() if label.endswith(": short_answer")}

    wrong = [label for label, text in answers.items() if not 1 <= len(sentences(text)) <= 3]

    assert wrong == []


@pytest.mark.parametrize("texts", TEXTS)
def test_half_of_the_sentences_have_at_most_eighteen_words(texts: dict[str, str]) -> None:
    long_texts = {label: text for label, text in texts.items() if len(text.split()) > 100}

    heavy = [
        label
        for label, text in long_texts.items()
        if median(len(sentence.split()) for sentence in sentences(text)) > 18
    ]

    assert heavy == []


@pytest.mark.parametrize("texts", TEXTS)
def test_no_condition_reads_like_a_command(texts: dict[str, str]) -> None:
    found = [
        f"{label}: {sentence}"
        for label, text in texts.items()
        for sentence in sentences(text)
        if CONDITION.match(sentence.lstrip("*_ "))
    ]

    assert found == []


@pytest.mark.parametrize("texts", TEXTS)
def test_no_short_answer_promises_what_another_server_decides(texts: dict[str, str]) -> None:
    found = [
        f"{label}: {sentence}"
        for label, text in texts.items()
        if label.endswith(": short_answer")
        for sentence in sentences(text)
        if PROMISE.match(sentence) and not HEDGE.search(sentence)
    ]

    assert found == []


@pytest.mark.parametrize("texts", TEXTS)
def test_protection_that_is_switched_off_is_switched_on_again(texts: dict[str, str]) -> None:
    careless = [
        f"{label}: {line}"
        for label, text in texts.items()
        for line in text.splitlines()
        if "Prüfung" in line and SWITCHED_OFF.search(line) and "wieder ein" not in line
    ]

    assert careless == []


@pytest.mark.parametrize("texts", TEXTS)
def test_no_sentence_is_longer_than_twenty_five_words(texts: dict[str, str]) -> None:
    too_long = [
        f"{label}: {sentence}"
        for label, text in texts.items()
        for sentence in sentences(text)
        if len(sentence.split()) > 25
    ]

    assert too_long == []


def test_every_fixture_with_texts_is_read() -> None:
    assert sum(bool(param.values[0]) for param in TEXTS) >= 6
