"""compose.yaml fits together, and with the image, the proxy's configuration and the guide."""

import re
from typing import Any

import pytest
import yaml

from tests.servers.site import ROOT

TEXT = (ROOT / "compose.yaml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
KEYS = {
    "build", "cap_drop", "command", "depends_on", "deploy", "env_file", "environment",
    "healthcheck", "image", "ports", "read_only", "restart", "security_opt", "shm_size",
    "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD")


def test_services_are_those_of_the_grown_up_form() -> None:
    assert set(SERVICES) == {"prepare", "site", "database", "counters", "proxy"}
    assert SERVICES["site"]["deploy"]["replicas"] >= 2


@pytest.mark.parametrize("name", SERVICES)
def test_service_uses_keys_of_the_specification_only(name: str) -> None:
    assert set(SERVICES[name]) <= KEYS


@pytest.mark.parametrize("name", SERVICES)
def test_service_waits_for_services_that_exist(name: str) -> None:
    awaited = SERVICES[name].get("depends_on", {})

    assert set(awaited) <= set(SERVICES)
    assert {how["condition"] for how in awaited.values()} <= CONDITIONS


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare", "site"}))
def test_service_says_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", SERVICES)
def test_volumes_of_a_service_are_declared_or_beside_the_file(name: str) -> None:
    sources = [volume.partition(":")[0] for volume in SERVICES[name].get("volumes", [])]
    named = {source for source in sources if source[0] not in "./$"}

    assert named <= set(COMPOSE["volumes"])
    assert all((ROOT / source).exists() for source in sources if source[0] == ".")


def test_data_lie_where_the_image_may_write() -> None:
    image = (ROOT / "Dockerfile").read_text()
    [volume] = SERVICES["site"]["volumes"]

    assert volume.endswith(":/data")
    assert "VOLUME /data" in image


def test_database_has_the_version_that_the_image_can_back_up() -> None:
    # Debian 12 ("bookworm"), the image's base, brings PostgreSQL 15.
    assert "bookworm" in (ROOT / "Dockerfile").read_text()
    assert SERVICES["database"]["image"] == "postgres:15-bookworm"


def test_proxy_asks_the_site_and_is_believed() -> None:
    [network] = COMPOSE["networks"]["default"]["ipam"]["config"]

    assert "server site:8000;" in (ROOT / "docs" / "nginx.conf").read_text()
    assert SERVICES["site"]["environment"]["TRUSTED_PROXIES"] == network["subnet"]


@pytest.mark.parametrize("name", SECRETS)
def test_secret_is_demanded_and_never_written_down(name: str) -> None:
    given = re.findall(rf"{name}: (.*)", TEXT)

    assert given
    assert all(value.startswith(f"${{{name}:?") for value in given)


def test_guide_shows_every_value_that_is_demanded() -> None:
    demanded = set(re.findall(r"\$\{([A-Z_0-9]+):\?", TEXT))
    guide = (ROOT / "docs" / "betrieb.md").read_text()

    assert {name for name in demanded if f"\n{name}=" in guide} == demanded
