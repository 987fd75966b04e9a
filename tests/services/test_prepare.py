"""A start with the same fixtures and code does not seed again; anything new does."""

from pathlib import Path

import pytest
from django.core.management import call_command

from faq.services.content.seeding import is_seeded, seed

pytestmark = pytest.mark.django_db

CATEGORY = "- model: faq.category\n  fields: {key: k, title: K, lead: L., position: 1}\n"


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    call_command("export_content", tmp_path, verbosity=0)
    (tmp_path / "categories.yaml").write_text(CATEGORY)
    return tmp_path


def test_seeded_fixtures_are_known(fixtures: Path) -> None:
    assert not is_seeded(fixtures)

    seed(fixtures)

    assert is_seeded(fixtures)


def test_changed_fixtures_are_new(fixtures: Path) -> None:
    seed(fixtures)

    (fixtures / "categories.yaml").write_text(CATEGORY.replace("title: K", "title: Neu"))

    assert not is_seeded(fixtures)
