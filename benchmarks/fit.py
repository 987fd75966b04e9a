"""Fitting the weights of the search: a conditional logit for the order, a logistic for certainty.

Both are small convex problems with a ridge, solved by gradient descent (Adam). The figures printed
are of fifths of the examples that the weights have not seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.examples import FOLDS, Example
from faq.search.fitted import Weights
from faq.search.order import NAMES, certainty_numbers
from faq.search.weights import WORDS

NAMES_OF_CERTAINTY = tuple(WORDS.certainty)

Array = npt.NDArray[np.float64]

# How much one example counts: real questions crowd on few answers, readers' questions are many.
COUNTS = {
    "real": 1.0, "domain": 0.7, "corpus": 0.6, "asked": 0.03, "asked of code": 0.03,
    "asked of rare code": 0.0, "asked in vain": 0.0, "taught": 0.02,
    "titles": 0.1,
}  # fmt: skip
COUNTS_FOR_CERTAINTY = COUNTS | {"corpus": 0.2, "asked in vain": 0.15}
JUDGED = ("real", "domain", "corpus")
RIDGE = 0.002
NAMED = 1_000.0
"""Weight of a typed code: what it names comes first, whatever else is found."""
AT_MOST = {"program": 0.0, "tool": 0.0, "place": -2.0, "rare code": 0.0, "rare code unasked": 0.0}
"""Kinds of which few examples ask: they come first by their words alone, places by few."""
STEPS = 400
FAR = -1e9
MOST_WRONG = 0.04
"""Share of judged queries that may be answered surely and wrongly."""


def fit_order(examples: Sequence[Example]) -> dict[str, float]:
    """Fit weights under which a right candidate has the largest sum."""
    used = [e for e in examples if COUNTS[e.source] and e.right.any()]
    numbers, right, outside = _packed(used)
    count = np.array([COUNTS[e.source] for e in used])
    spread = numbers[outside == 0].std(0) + 1e-6
    spread[0] = np.inf  # not fitted
    count *= numbers[:, :, 0].max(1) == 0
    numbers = numbers / spread

    def gradient(weights: Array) -> Array:
        likely = _softmax(numbers @ weights + outside)
        likely_right = likely * right
        likely_right /= likely_right.sum(1, keepdims=True) + 1e-300
        pull = ((likely - likely_right)[:, :, None] * numbers).sum(1)
        return (count[:, None] * pull).sum(0) / count.sum() + RIDGE * weights

    most = np.array([AT_MOST.get(name, np.inf) for name in NAMES])
    weights = _descend(gradient, len(NAMES), most * spread) / spread
    weights[0] = NAMED
    return dict(zip(NAMES, map(float, weights), strict=True))


def fit_certainty(examples: Sequence[Example], order: Mapping[str, float]) -> dict[str, float]:
    """Fit weights that say how likely the first candidate is right."""
    rows, right, count = _leaders(examples, order)
    spread = np.where(rows.std(0) > 0, rows.std(0), 1.0)
    rows = rows / spread

    def gradient(weights: Array) -> Array:
        wrong_by = 1 / (1 + np.exp(-rows @ weights)) - right
        return (count * wrong_by) @ rows / count.sum() + RIDGE * weights

    weights = _descend(gradient, len(NAMES_OF_CERTAINTY)) / spread
    return dict(zip(NAMES_OF_CERTAINTY, map(float, weights), strict=True))


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights, and what examples say of weights that were fitted without them."""

    weights: Weights
    figures: tuple[str, ...]


def fitted(examples: Sequence[Example]) -> Fit:
    """Fit everything to examples, and say what can be expected of it."""
    found = cross_validated(examples)
    sure = threshold(found)
    order = fit_order(examples)
    weights = Weights(order, fit_certainty(examples, order), sure)
    return Fit(weights, tuple(figures(found, sure)))


def written(fits: Mapping[str, Fit]) -> str:
    """The module of weights, with the figures of examples that its weights have not seen."""
    lines = [
        '"""Weights of order and certainty. Written by `python -m benchmarks.search --fit`.',
        "",
        "Of examples held out in turn: MRR, first right, in the first three, sure, of these right;",
        "of what has no answer: sure; of all: surely and wrongly answered.",
    ]
    for name, fit in fits.items():
        lines += ["", f"{name}", *(f"    {figure}" for figure in fit.figures)]
    lines += ['"""', "", "from faq.search.fitted import Weights"]
    for name, fit in fits.items():
        lines += ["", f"{name} = Weights("]
        for field in ("order", "certainty"):
            rows = getattr(fit.weights, field).items()
            lines += [f"    {field}={{", *(f'        "{k}": {v:.3f},' for k, v in rows), "    },"]
        lines += [f"    sure={fit.weights.sure},", ")"]
    return "\n".join([*lines, ""])


def figures(found: Sequence[tuple[Example, int, float]], limit: float) -> list[str]:
    """One line of figures for each source of examples."""
    lines = []
    for source in COUNTS:
        rows = [(e.has_answer, r, c >= limit) for e, r, c in found if e.source == source]
        ranks = [rank for has_answer, rank, _ in rows if has_answer]
        sure = [rank == 1 for has_answer, rank, is_sure in rows if is_sure and has_answer]
        in_vain = [is_sure for has_answer, _, is_sure in rows if not has_answer]
        values = (
            _mean([1 / r if 0 < r <= 10 else 0 for r in ranks]),
            _mean([r == 1 for r in ranks]),
            _mean([0 < r <= 3 for r in ranks]),
            len(sure) / len(ranks) if ranks else 0.0,
            _mean(sure),
            _mean(in_vain),
            _mean([is_sure and r != 1 for _, r, is_sure in rows]),
        )
        lines.append(f"{source:<18} {len(rows):>4}  " + "  ".join(f"{v:.3f}" for v in values))
    return lines


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else 0.0


def rank(example: Example, order: Mapping[str, float]) -> int:
    """Place of the first right candidate, from 1; 0 where there is none."""
    best = _best(example, order)
    places = np.flatnonzero(example.right[best])
    return int(places[0]) + 1 if len(places) else 0


def certainty(example: Example, order: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely the first candidate is right."""
    if not len(example.right):
        return 0.0
    row = _numbers_of_leader(example, order)
    return float(1 / (1 + np.exp(-sum(weights[name] * row[name] for name in weights))))


def cross_validated(examples: Sequence[Example]) -> list[tuple[Example, int, float]]:
    """Rank and certainty of every example by weights that were fitted without it."""
    found = []
    fold_of = np.random.RandomState(0).randint(0, FOLDS, len(examples))
    for fold in range(FOLDS):
        known = [e for e, f in zip(examples, fold_of, strict=True) if f != fold]
        order = fit_order(known)
        sure = fit_certainty(known, order)
        for example, own in zip(examples, fold_of, strict=True):
            if own == fold:
                found.append((example, rank(example, order), certainty(example, order, sure)))
    return found


def threshold(found: Sequence[tuple[Example, int, float]]) -> float:
    """The smallest certainty from which few enough first answers are wrong."""
    counted = [(c, r == 1, COUNTS[e.source]) for e, r, c in found if e.source in JUDGED]
    total = sum(count for _, _, count in counted)
    for limit in np.arange(0.3, 0.96, 0.01):
        wrong = sum(count for sure, right, count in counted if sure >= limit and not right)
        if wrong <= MOST_WRONG * total:
            return round(float(limit), 2)
    return 0.96


def _best(example: Example, order: Mapping[str, float]) -> npt.NDArray[np.int64]:
    sums = np.array(list(order.values())) @ example.reading.numbers
    return np.argsort(-sums, kind="stable")


def _numbers_of_leader(example: Example, order: Mapping[str, float]) -> dict[str, float]:
    sums = (np.array(list(order.values())) @ example.reading.numbers).astype(np.float32)
    return certainty_numbers(example.reading, _best(example, order), sums)


def _leaders(examples: Sequence[Example], order: Mapping[str, float]) -> tuple[Array, Array, Array]:
    used = [e for e in examples if len(e.right) and COUNTS_FOR_CERTAINTY[e.source]]
    rows = np.array([list(_numbers_of_leader(e, order).values()) for e in used])
    right = np.array([rank(e, order) == 1 for e in used], np.float64)
    return rows, right, np.array([COUNTS_FOR_CERTAINTY[e.source] for e in used])


def _packed(examples: Sequence[Example]) -> tuple[Array, Array, Array]:
    most = max(len(e.right) for e in examples)
    numbers = np.zeros((len(examples), most, len(NAMES)))
    right, outside = np.zeros((len(examples), most)), np.full((len(examples), most), FAR)
    for i, e in enumerate(examples):
        numbers[i, : len(e.right)] = e.reading.numbers.T
        right[i, : len(e.right)] = e.right
        outside[i, : len(e.right)] = 0
    return numbers, right, outside


def _softmax(sums: Array) -> Array:
    grown = np.exp(sums - sums.max(1, keepdims=True))
    return np.asarray(grown / grown.sum(1, keepdims=True))


def _descend(gradient: Callable[[Array], Array], size: int, most: Array | float = np.inf) -> Array:
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - 0.08 * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.99**step)) + 1e-9
        )
        weights = np.minimum(weights, most)
    return weights
