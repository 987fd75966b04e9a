"""The shipped fixtures as plain data: key → fields, read without Django."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]

Fields = dict[str, object]


def records(name: str) -> list[Fields]:
    """The `fields` of every record in one fixture, in its order."""
    text = (ROOT / "fixtures" / f"{name}.yaml").read_text(encoding="utf-8")
    return [record["fields"] for record in yaml.safe_load(text)]


def shipped_values() -> dict[str, str]:
    """What the tokens in texts stand for as the site is shipped."""
    (house,) = records("houses")
    best = {
        str(row["protocol"]): row
        for row in reversed(records("mail_servers"))
        if row["security"] == "ssl-tls"
    }
    servers = {f"{protocol}-server": str(row["host"]) for protocol, row in best.items()}
    ports = {f"{protocol}-port": str(row["port"]) for protocol, row in best.items()}
    systems = ("webmail", "admin", "postfixadmin")
    addresses = {name: f"<{house[f'{name}_url']}>" for name in systems}
    names = {f"{name}-name": str(house[f"{name}_name"]) for name in systems}
    return servers | ports | addresses | names | {"name": str(house["name"])}


def filled(fields: Fields) -> Fields:
    """A record with its tokens replaced; those without a shipped value stay."""
    values = shipped_values()

    def fill(text: object) -> object:
        if not isinstance(text, str):
            return text
        return re.sub(r"\{([a-z0-9-]+)\}", lambda found: values.get(found[1], found[0]), text)

    return {name: fill(value) for name, value in fields.items()}


@pytest.fixture(scope="session")
def categories() -> dict[str, Fields]:
    return {fields["key"]: fields for fields in records("categories")}


@pytest.fixture(scope="session")
def entries() -> dict[str, Fields]:
    return {fields["key"]: filled(fields) for fields in records("entries")}


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
