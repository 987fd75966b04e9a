"""Readers' questions as a fixture."""

from pathlib import Path

import pytest
from django.conf import settings

from faq.models import Phrasing
from faq.services.content.fixtures import FixtureFaults
from faq.services.content.phrasings import (
    NAME,
    add_phrasings,
    export_phrasings,
    read_phrasings,
)


@pytest.mark.django_db
def test_export_is_the_fixture_again(tmp_path: Path) -> None:
    questions = [Phrasing(answer="", text="was kostet das"), Phrasing(answer="a", text="weg")]
    add_phrasings(questions)
    export_phrasings(tmp_path)

    assert [(q.answer, q.text) for q in read_phrasings(tmp_path)] == [
        ("", "was kostet das"),
        ("a", "weg"),
    ]


@pytest.mark.django_db
def test_what_is_there_is_left_alone() -> None:
    Phrasing.objects.create(answer="neu", text="weg")
    add_phrasings([Phrasing(answer="alt", text="weg")])

    assert Phrasing.objects.get().answer == "neu"


@pytest.mark.parametrize(
    "text", ["", "a: [b, B]", "a: [1]", "[a]", "a: ['']", f"a: [{'x' * 201}]", "{"]
)
def test_senseless_fixture_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")

    with pytest.raises(FixtureFaults):
        read_phrasings(tmp_path)


def test_shipped_questions_are_well_formed() -> None:
    assert len(read_phrasings(settings.FIXTURE_DIRS[0])) > 2_000
