"""What the guides promise is what the code does."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = ROOT / "docs" / "betrieb.md"
READ = re.compile(r'\b(?:env|ENVIRONMENT)\.\w+\(\s*"([A-Z][A-Z0-9_]*)"')


def test_every_setting_is_explained_and_nothing_else() -> None:
    read = {
        name for path in (ROOT / "mmfaq").glob("*.py") for name in READ.findall(path.read_text())
    }
    explained = re.findall(r"^\| `([A-Z0-9_]+)` \|", OPERATIONS.read_text(), re.MULTILINE)

    assert sorted(explained) == sorted(read)


def test_compose_file_sets_only_known_names() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    explained = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", OPERATIONS.read_text(), re.MULTILINE))

    assert set(compose["services"]["site"]["environment"]) <= explained
