"""Make the two tables of server texts that the error analysis reads, and say how well they hold.

usage: python benchmarks/server_texts.py [FILE]

FILE holds one text a line as JSON: text with {placeholders}, product, party, cause, and in
``checked`` whether it was compared with its source (default: ``../shared/bounces/
server-texts.jsonl``). Only compared texts are used. Written are ``faq/bounce/data/
server_texts.txt``, the texts themselves, and ``faq/bounce/data/words.txt``, how much each word
speaks for each party. Printed is what the words alone tell of a product they were not learned from.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from faq.bounce.learned import CLEAR, PARTIES, Table, features
from faq.bounce.phrases import normal

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bounces" / "server-texts.jsonl"
DATA = ROOT / "faq" / "bounce" / "data"
# Standards are texts everybody can compare; vendors' pages were not compared word by word.
STANDARDS = frozenset({"RFC 3463", "RFC 5321"})
NOT_COMPARED = "vendor page"
SMOOTHING = 0.4
LEAST_SEEN = 2
LEAST_WORDS = 3
PLACEHOLDER = re.compile(r"\{\w+\}")
CODES = re.compile(r"\(?#?\b[245]\.\d{1,3}\.\d{1,3}\)?|\b[245]\d\d[- ]|^[245]\d\d$")


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    compared = [row for row in rows if is_compared(row)]
    write(DATA / "server_texts.txt", TEXTS_HEAD, text_lines(compared))
    write(DATA / "words.txt", WORDS_HEAD, word_lines(compared))
    print(f"{len(compared)} of {len(rows)} texts were compared with their source and are used")
    print_cross_validation(compared)


TEXTS_HEAD = """\
# What servers really write, by cause and party: made by benchmarks/server_texts.py, not by hand.
# Same form as wording.txt; the longest text that stands in an answer decides.
"""
WORDS_HEAD = f"""\
# How much each word, or pair of words, speaks for each party: {", ".join(PARTIES)}.
# Made by benchmarks/server_texts.py, not by hand. Tab, then one logarithm of a likelihood each.
"""


def is_compared(row: dict[str, Any]) -> bool:
    return not row["checked"].startswith(NOT_COMPARED) or row["product"] in STANDARDS


def text_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The texts with gaps for what varies, grouped; a text of two meanings has none."""
    meanings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        if (phrase := as_phrase(row["text"])) and not phrase.startswith("*"):
            meanings[phrase].add((row["cause"], row["party"]))
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for phrase, meant in meanings.items():
        if len(meant) == 1:
            groups[next(iter(meant))].append(phrase)
    for (cause, party), phrases in sorted(groups.items()):
        yield f"\n[{cause} {party}]"
        yield from sorted(phrases)


def as_phrase(text: str) -> str:
    """Without codes, with ` * ` for what varies; empty when too little stands fast."""
    bare = PLACEHOLDER.sub(" \x00 ", CODES.sub(" ", text.lower().replace("’", "'")))
    parts = [" ".join(part.split()).strip(" .,:;-()[]<>\"'") for part in bare.split("\x00")]
    fixed = [part for part in parts if re.search(r"[^\W\d_]{3}", part)]
    if sum(len(part.split()) for part in fixed) < LEAST_WORDS:
        return ""
    return " * ".join(fixed)


def word_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    table = learn(rows)
    yield "\t".join(["", *(f"{value:.2f}" for value in table.prior)])
    for word, weights in sorted(table.weights.items()):
        yield "\t".join([word, *(f"{value:.2f}" for value in weights)])


def learn(rows: Iterable[dict[str, Any]]) -> Table:
    """Naive Bayes: the logarithm of how likely each word is where each party is concerned."""
    seen: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen[row["party"]] += 1
        for word in features(PLACEHOLDER.sub(" ", row["text"])):
            counts[word][row["party"]] += 1
    total = sum(seen.values())
    prior = tuple(math.log(seen[party] / total) for party in PARTIES)
    weights = {
        word: tuple(_weight(found, seen, party, total) for party in PARTIES)
        for word, found in counts.items()
        if sum(found.values()) >= LEAST_SEEN
    }
    return Table(prior, weights)


def _weight(found: Counter[str], seen: Counter[str], party: str, total: int) -> float:
    """Against how likely the word is anywhere, so that a word of no meaning weighs nothing."""
    everywhere = sum(found.values()) / total
    here = (found[party] + SMOOTHING * everywhere * len(PARTIES)) / (
        seen[party] + SMOOTHING * len(PARTIES)
    )
    return math.log(here / everywhere)


def print_cross_validation(rows: list[dict[str, Any]]) -> None:
    """What the table says of each product when it was learned from all the others."""
    said = right = 0
    for product in sorted({row["product"] for row in rows}):
        table = learn(row for row in rows if row["product"] != product)
        for row in rows:
            if row["product"] == product:
                words = normal(PLACEHOLDER.sub(" ", row["text"].lower()))
                found, margin = table.party(words) or (None, 0.0)
                said += margin >= CLEAR
                right += margin >= CLEAR and found == row["party"]
    print(f"of an unknown product: {said} of {len(rows)} told, {right} of them right")


def write(path: Path, head: str, lines: Iterable[str]) -> None:
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
