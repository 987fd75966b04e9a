"""How much short texts look alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.analysis.similarity import Similarity, spelt

TEXTS = ["Mein Postfach ist voll", "Der Speicher reicht nicht", "Passwort falsch", "E-Mail weg"]
SIMILARITY = Similarity([spelt(text) for text in TEXTS], [0, 0, 1, 3], 4)


def test_same_text_is_as_near_as_can_be() -> None:
    nearest, _ = SIMILARITY.near(spelt("mein postfach ist voll"))

    assert nearest[0] == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("typed", ["Pasword falsch", "falsches Passwort", "Passwörter falsch"])
def test_slip_and_ending_cost_little(typed: str) -> None:
    nearest, _ = SIMILARITY.near(spelt(typed))

    assert nearest.argmax() == 1
    assert nearest[1] > 0.4


def test_owner_without_a_text_is_not_near() -> None:
    nearest, together = SIMILARITY.near(spelt("Passwort"))

    assert (nearest[2], together[2]) == (0.0, 0.0)


def test_order_of_the_texts_does_not_matter() -> None:
    turned = Similarity([spelt(text) for text in reversed(TEXTS)], [3, 1, 0, 0], 4)

    for own, other in zip(
        SIMILARITY.near(spelt("Postfach voll")), turned.near(spelt("Postfach voll")), strict=True
    ):
        np.testing.assert_allclose(own, other, rtol=1e-4)


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert Similarity([], [], 2).near(spelt("Postfach"))[0].tolist() == [0.0, 0.0]


@given(text=st.text(max_size=80))
def test_any_text_has_a_similarity_from_0_to_1(text: str) -> None:
    nearest, _ = SIMILARITY.near(spelt(text))

    assert nearest.min() >= 0
    assert nearest.max() <= 1.0001
