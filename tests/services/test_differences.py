"""Differences between texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.services.content.differences import differences


def marked(old: str, new: str) -> str:
    """Differences on one line: [-removed-] and {+added+}."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("gleich", "gleich", ""),
        ("gleich\n", "gleich\r\n", ""),
        ("eins zwei", "eins drei", "eins [-zwei-]{+drei+}\n"),
        ("a b c", "x y c", "[-a b-]{+x y+} c\n"),
        ("", "neu", "{+neu+}\n"),
        ("a\nb\nc\nd\ne", "a\nb\nc\nd\nE", "…\nd\n[-e-]{+E+}\n"),
        ("a\nb\nc\nd\ne", "A\nb\nc\nd\ne", "[-a-]{+A+}\nb\n…\n"),
    ],
)
def test_texts_differ_by_words(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


WORDS = st.lists(st.sampled_from(["eins", "zwei", " ", "\n", "drei"]), max_size=20).map("".join)


@given(WORDS, WORDS)
def test_pieces_give_back_both_texts_where_nothing_is_cut(old: str, new: str) -> None:
    pieces = differences(old, new)

    if pieces and not any("…" in piece.text for piece in pieces):
        before = "".join(piece.text for piece in pieces if piece.kind != "added")
        after = "".join(piece.text for piece in pieces if piece.kind != "removed")
        assert (before.strip(), after.strip()) == (old.strip(), new.strip())


def test_long_passage_is_shown_as_replaced_whole() -> None:
    old, new = "alt " * 1_500, "neu " * 1_500

    assert [piece.kind for piece in differences(old, new)] == ["removed", "added"]
