"""Whole documents, byte by byte: a change in any of them must be a decision."""

from pathlib import Path

import pytest

from faq.autoconfig import (
    InvalidRequest,
    Protocol,
    Provider,
    UnsupportedSchema,
    autodiscover,
    mobileconfig,
    mozilla,
    parse_address,
    zone,
)
from faq.autoconfig.zone import Discovery

GOLDEN = Path(__file__).parent / "golden"
ADDRESS = parse_address("anna.o'hara+post@straße.example")


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


def test_mozilla_document_is_the_golden_one(provider: Provider) -> None:
    assert mozilla.document(provider) == golden("config-v1.1.xml")


def test_autodiscover_document_is_the_golden_one(provider: Provider) -> None:
    assert autodiscover.document(provider, ADDRESS) == golden("autodiscover.xml")


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (InvalidRequest(), "autodiscover-error-600.xml"),
        (UnsupportedSchema(), "autodiscover-error-601.xml"),
    ],
)
def test_autodiscover_error_is_the_golden_one(
    error: InvalidRequest | UnsupportedSchema, name: str
) -> None:
    assert autodiscover.error_document(error) == golden(name)


@pytest.mark.parametrize("protocol", [Protocol.IMAP, Protocol.POP3])
def test_profile_is_the_golden_one(provider: Provider, protocol: Protocol) -> None:
    profile = mobileconfig.document(provider, ADDRESS, protocol)

    assert profile == golden(f"{protocol.value}.mobileconfig")


def test_zone_is_the_golden_one(provider: Provider, discovery: Discovery) -> None:
    assert zone.document(provider, discovery, ADDRESS.domain) == golden("zone.txt")
