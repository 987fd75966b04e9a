"""How many faults the rules find that somebody planted, and how often they cry wolf."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from faq.proofread import Context, Kind, Role, proofread

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures"
PLANTED: list[dict[str, Any]] = tomllib.loads((HERE / "planted.toml").read_text())["text"]
DEAD = {"/faq/weiterleitung-einrichten/", "/fehlercode/999/"}
WRITTEN = ("short_answer", "body", "steps", "details", "notice", "afterwards", "lead", "text")
NO_TEXTS = {"groups", "phrasings", "synonym_groups"}
LEAST_FOUND = 0.9
MOST_FALSE = 1
# What readers of an error see first: every hint there was looked at.
WITHOUT_HINTS = ("error_codes", "explanations", "program_windows")


def kinds(source: str, role: str, explained: frozenset[str] = frozenset()) -> list[str]:
    context = Context(is_dead=DEAD.__contains__, explained=explained)
    return [hint.kind.value for hint in proofread(source, context, Role(role))]


def glossary() -> frozenset[str]:
    rows = yaml.safe_load((FIXTURES / "glossary_terms.yaml").read_text(encoding="utf-8"))
    names = (name for row in rows for name in [row["fields"]["term"], *forms(row["fields"])])
    return frozenset(names)


def forms(fields: dict[str, str]) -> list[str]:
    return fields.get("forms", "").split()


def test_nine_of_ten_planted_faults_are_found() -> None:
    planted, found, missed = 0, 0, []
    for text in PLANTED:
        wanted = Counter(text["faults"])
        got = Counter(kinds(text["source"], text.get("role", "body")))
        planted += wanted.total()
        found += (wanted & got).total()
        missed += [(kind, text["source"]) for kind in (wanted - got)]

    assert len(PLANTED) == 40
    assert found / planted >= LEAST_FOUND, missed


def test_planted_texts_get_hardly_a_hint_too_many() -> None:
    extra = {
        text["source"]: more
        for text in PLANTED
        if (
            more := Counter(kinds(text["source"], text.get("role", "body")))
            - Counter(text["faults"])
        )
    }

    assert len(extra) <= len(PLANTED) // 10, extra


def shipped() -> list[Any]:
    """Every text of the fixtures, by its record and field."""
    return [
        pytest.param(
            {
                f"{fields.get('key') or fields.get('cause')}: {name}": (name, fields[name])
                for record in yaml.safe_load(path.read_text(encoding="utf-8"))
                for fields in [record["fields"]]
                for name in WRITTEN
                if isinstance(fields.get(name), str)
            },
            id=path.stem,
        )
        for path in sorted(FIXTURES.glob("*.yaml"))
        if path.stem not in NO_TEXTS
    ]


def crowded(texts: dict[str, tuple[str, str]], most: int) -> dict[str, list[str]]:
    """The texts with more hints than that, and their hints."""
    known = glossary()
    found = {
        label: kinds(text, "short-answer" if name == "short_answer" else "body", known)
        for label, (name, text) in texts.items()
    }
    return {label: hints for label, hints in found.items() if len(hints) > most}


@pytest.mark.parametrize("texts", shipped())
def test_shipped_text_gets_at_most_one_hint(texts: dict[str, tuple[str, str]]) -> None:
    """Whether each is wrong or not: so it is at most one false one."""
    assert crowded(texts, MOST_FALSE) == {}


@pytest.mark.parametrize("texts", [case for case in shipped() if case.id in WITHOUT_HINTS])
def test_text_about_an_error_gets_no_hint(texts: dict[str, tuple[str, str]]) -> None:
    assert crowded(texts, 0) == {}


def test_every_kind_but_those_of_records_is_planted() -> None:
    planted = {kind for text in PLANTED for kind in text["faults"]}

    assert planted == {kind.value for kind in Kind} - {"search-words"}
