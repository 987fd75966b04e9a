"""The shipped fixtures as plain data: key → fields, read without Django."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]

Fields = dict[str, object]


def records(name: str) -> list[Fields]:
    """The `fields` of every record in one fixture, in its order."""
    text = (ROOT / "fixtures" / f"{name}.yaml").read_text(encoding="utf-8")
    return [record["fields"] for record in yaml.safe_load(text)]


@pytest.fixture(scope="session")
def categories() -> dict[str, Fields]:
    return {fields["key"]: fields for fields in records("categories")}


@pytest.fixture(scope="session")
def entries() -> dict[str, Fields]:
    return {fields["key"]: fields for fields in records("entries")}


@pytest.fixture(scope="session")
def codes_in_file() -> list[Fields]:
    return records("error_codes")


@pytest.fixture(scope="session")
def error_codes(codes_in_file: list[Fields]) -> dict[str, Fields]:
    return {fields["key"]: fields for fields in codes_in_file}


@pytest.fixture(scope="session")
def explanations() -> dict[str, Fields]:
    return {fields["cause"]: fields for fields in records("explanations")}


@pytest.fixture(scope="session")
def pages() -> dict[str, Fields]:
    return {fields["key"]: fields for fields in records("pages")}


@pytest.fixture(scope="session")
def mail_servers() -> list[Fields]:
    return records("mail_servers")


@pytest.fixture(scope="session")
def pictures() -> Path:
    return ROOT / "static" / "img"
