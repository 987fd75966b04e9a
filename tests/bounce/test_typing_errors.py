"""Is the likely address shown, and nothing where nothing is mistyped?"""

import pytest

from faq.bounce.typing_errors import likely_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmal.com", "anna@gmail.com"),
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmail.con", "anna@gmail.com"),
        ("anna@webde", "anna@web.de"),
        ("anna@gmxde", "anna@gmx.de"),
        ("anna@wbe.de", "anna@web.de"),
        ("anna@example,de", "anna@example.de"),
        ("anna@example..de", "anna@example.de"),
        ("anna@example.ed", "anna@example.de"),
        ("müller@example.de", "mueller@example.de"),
        ("anna.@example.de", "anna@example.de"),
        ("anna@t-onlin.de", "anna@t-online.de"),
    ],
)
def test_mistyped_address_is_spotted(typed: str, meant: str) -> None:
    assert likely_address(typed, "") == meant


@pytest.mark.parametrize("end", ["_", ".", ",", "'"])
def test_what_was_typed_behind_the_address_is_seen_in_the_field(end: str) -> None:
    text = f"Final-Recipient: rfc822; anna@example.com{end}\nAction: failed"

    assert likely_address("anna@example.com", text) == "anna@example.com"


@pytest.mark.parametrize(
    "address",
    ["anna@example.de", "anna@mail.com", "anna@gmx.at", "anna@web.de", "a@b", "anna@firma-x.com"],
)
def test_right_address_is_left_alone(address: str) -> None:
    assert likely_address(address, f"<{address}>: host mx said") is None


def test_full_stop_of_a_sentence_is_no_part_of_the_address() -> None:
    assert likely_address("anna@example.de", "Not delivered to anna@example.de.") is None


def test_nothing_is_made_of_nothing() -> None:
    assert likely_address(None, "x") is None
    assert likely_address("a" * 300 + "@gmal.com", "") is None
