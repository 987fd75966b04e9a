"""Two editors who save at the same moment: both get through, and the index is right afterwards."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from faq.models import ContentVersion, Entry
from faq.search.indexing import faults, rebuild
from tests.factories import make_category, make_entry

ROUNDS = 200
WORDS = [f"wort{letter}{other}" for letter in "abcdefgh" for other in "abcde"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_at_once() -> Iterator[Callable[..., list[None]]]:
    """A function that runs two tasks at the same moment, each over a connection of its own."""
    rebuild()  # with the tools, which belong to no row
    with ThreadPoolExecutor(2) as pool:

        def run(*tasks: Callable[[], None]) -> list[None]:
            together = threading.Barrier(len(tasks))

            def start(task: Callable[[], None]) -> None:
                together.wait()
                task()

            return list(pool.map(start, tasks))

        yield run
        together = threading.Barrier(2)

        def leave(_: int) -> None:
            together.wait()  # so that each thread does it once
            connection.close()

        list(pool.map(leave, range(2)))


def save(key: str, body: str) -> None:
    entry = Entry.objects.get(key=key)
    entry.body = body
    entry.save()


def test_two_who_swap_words_never_wait_for_each_other(
    two_at_once: Callable[..., list[None]],
) -> None:
    category = make_category()
    for key in ("eins", "zwei"):
        make_entry(key, category=category)
    choose = random.Random(15)

    for _ in range(ROUNDS):
        words = choose.sample(WORDS, 20)
        one, other = " ".join(words[:12]), " ".join(words[8:])
        two_at_once(lambda one=one: save("eins", one), lambda other=other: save("zwei", other))
        two_at_once(lambda other=other: save("eins", other), lambda one=one: save("zwei", one))

    assert faults() == []


def test_two_who_save_several_entries_crosswise_take_turns(
    two_at_once: Callable[..., list[None]],
) -> None:
    category = make_category()
    for key in ("eins", "zwei"):
        make_entry(key, category=category)

    def save_all(keys: tuple[str, str], body: str) -> None:
        with transaction.atomic():
            ContentVersion.take_turn()
            for key in keys:
                save(key, body)

    for number in range(ROUNDS // 4):
        two_at_once(
            lambda number=number: save_all(("eins", "zwei"), f"abc{number}"),
            lambda number=number: save_all(("zwei", "eins"), f"xyz{number}"),
        )

    assert len(set(Entry.objects.values_list("body", flat=True))) == 1


def test_word_that_two_bring_at_once_is_counted_twice(
    two_at_once: Callable[..., list[None]],
) -> None:
    category = make_category()
    for key in ("eins", "zwei"):
        make_entry(key, category=category)

    for number in range(ROUNDS // 10):
        word = f"neuwort{'abcdefghijklmnopqrstuvwxyz'[number]}"
        two_at_once(lambda word=word: save("eins", word), lambda word=word: save("zwei", word))
        save("eins", "nichts davon")

        assert faults() == []
