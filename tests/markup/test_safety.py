"""Nothing a text contains becomes anything but text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.markup import render
from faq.markup.sanitise import sanitise
from tests.markup.allowed import any_picture, faults
from tests.markup.payloads import OWN, shared

WRAPPERS = (
    "{}",
    "## {}",
    "[{}]({})",
    "![{}]({})",
    "| {} |\n|---|\n| {} |",
    "`{}`",
    "{{#{}}}\n## x",
)


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("payload", OWN)
def test_own_payload_renders_only_what_is_allowed(payload: str, wrapper: str) -> None:
    source = wrapper.replace("{}", payload)

    assert faults(render(source, find_picture=any_picture).html) == []


@pytest.mark.parametrize("wrapper", ("{}", "[{}]({})", "| {} |\n|---|\n| {} |"))
def test_public_payloads_render_only_what_is_allowed(wrapper: str) -> None:
    payloads = shared() or pytest.skip("the public payload lists (../shared) are not at hand")

    found = {
        payload: found
        for payload in payloads
        if (found := faults(render(wrapper.replace("{}", payload), find_picture=any_picture).html))
    }

    assert found == {}


@pytest.mark.parametrize("payload", OWN)
def test_sanitiser_alone_lets_nothing_through(payload: str) -> None:
    assert faults(sanitise(payload.replace("\ud800", ""))) == []


def test_public_payloads_do_not_pass_the_sanitiser_alone() -> None:
    payloads = shared() or pytest.skip("the public payload lists (../shared) are not at hand")

    assert {p: found for p in payloads if (found := faults(sanitise(p)))} == {}


MARKS = st.text(
    alphabet=st.one_of(st.sampled_from("[]()<>{}#*_`|:!&\"'\\/-=~ \t\n"), st.characters()),
    max_size=200,
)


@settings(max_examples=200)
@given(MARKS)
def test_any_text_renders_and_is_stable_under_sanitising(source: str) -> None:
    html = render(source, find_picture=any_picture, section_base="/faq/x/").html

    assert faults(html) == []
    assert sanitise(html) == html


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=40))
def test_words_are_never_lost(words: str) -> None:
    assert render(words).plain_text == words.strip()
