"""Is the German of every shipped text well set and easy to read?"""

import re
from collections.abc import Iterator
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

# What is not German prose: code, targets of links, addresses, anchors, containers, table rules.
NOT_PROSE = re.compile(
    r"`[^`\n]*`|\]\([^)\n]*\)|<https?://[^>\n]*>|^\{#[^}\n]*\}$|^:::.*$|^[|:\s-]+$", re.MULTILINE
)


def written_texts() -> Iterator[tuple[str, str]]:
    """Every German text as (fixture, key, field) label and its source."""
    for path in sorted(FIXTURES.glob("*.yaml")):
        for record in yaml.safe_load(path.read_text(encoding="utf-8")):
            fields = record["fields"]
            name = fields.get("key") or fields.get("cause") or fields.get("port")
            for field in WRITTEN:
                if fields.get(field):
                    yield f"{path.stem}: {name}: {field}", fields[field]


TEXTS = [pytest.param(text, id=label) for label, text in written_texts()]
LONG_TEXTS = [param for param in TEXTS if len(param.values[0].split()) > 100]
ANSWERS = [param for param in TEXTS if param.id.endswith(": short_answer")]


def prose(source: str) -> str:
    return NOT_PROSE.sub("x", source)


def sentences(source: str) -> list[str]:
    """The sentences of a Markdown text; a list item or heading without a full stop is one too."""
    text = re.sub(rf"\b([a-zA-Z])\.{SPACE}?(?=[a-zA-Z]\.)", r"\1", prose(source))
    text = re.sub(r"\b(zB|dh|ua|oÄ)\.|^\s*(?:[-#>|]+|\d+\.) ", r"\1", text, flags=re.MULTILINE)
    parts = re.split(r"(?<=[.!?])[“‘]?[.)]?\s+|\n\s*\n|\n(?=\S)", text)
    return [part for part in parts if re.search(r"\w{2}", part)]


@pytest.mark.parametrize("text", TEXTS)
def test_typography_is_right(text):
    found = [
        f"{fault}: {match[0]!r} in {line.strip()[:80]!r}"
        for line in prose(text).splitlines()
        for fault, pattern in FAULTS
        if (match := re.search(pattern, line.lstrip(" -")))
    ]

    assert found == []


@pytest.mark.parametrize("text", TEXTS)
def test_quotation_marks_are_paired(text):
    assert text.count("„") == text.count("“")
    assert text.count("‚") == text.count("‘")


@pytest.mark.parametrize("text", ANSWERS)
def test_short_answer_has_at_most_three_sentences(text):
    assert 1 <= len(sentences(text)) <= 3


@pytest.mark.parametrize("text", LONG_TEXTS)
def test_half_of_the_sentences_have_at_most_eighteen_words(text):
    assert median(len(sentence.split()) for sentence in sentences(text)) <= 18


@pytest.mark.parametrize("text", TEXTS)
def test_no_thought_is_longer_than_thirty_words(text):
    clauses = [clause for sentence in sentences(text) for clause in re.split("[;:] ", sentence)]

    assert [clause for clause in clauses if len(clause.split()) > 30] == []
