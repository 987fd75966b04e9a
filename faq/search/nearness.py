"""Which texts mean about the same by their look."""

from collections.abc import Sequence

from faq.analysis.similarity import Similarity, spelt

NEAR = 0.45
"""Similarity from which two questions are taken together."""


def grouped(texts: Sequence[str]) -> list[list[int]]:
    """Divide texts into groups, by number; the first of each group is the one the others are near.

    Earlier texts lead groups before later ones.
    """
    letters = [spelt(text) for text in texts]
    similarity = Similarity(letters, range(len(letters)), len(letters))
    groups: list[list[int]] = []
    taken: set[int] = set()
    for number, own in enumerate(letters):
        if number not in taken:
            alike, _ = similarity.near(own)
            members = [n for n in range(len(texts)) if n not in taken and alike[n] >= NEAR]
            groups.append(list(dict.fromkeys([number, *members])))
            taken.update(groups[-1])
    return groups
