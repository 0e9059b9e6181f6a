"""The same question asked again: how often the answer, or the verdict, is another.

Counts are of one question a row. Where one was asked in several places of a design, a
row is a place, `questions` says of which question, and it counts once: by the mean of
its places.
"""

from typing import Final, NamedTuple

import numpy as np

from pipeline.records import Record
from pipeline.statistics.contrasts import Mask
from pipeline.statistics.estimates import (
    NO_VARIANCE,
    Codes,
    Estimate,
    Floats,
    cluster_sums,
    rounded,
)
from pipeline.statistics.proportions import Calls, proportion

_TWICE: Final = 2


class VarianceSplit(Record):
    """What the spread of a model's verdicts is from, in shares that add up to 1."""

    documents: float
    questions: float
    """Between the questions of one document."""
    runs: float
    """Between the repeats of one question."""
    method: str


def pass_k(
    correct: Codes,
    asked: Codes,
    clusters: Codes,
    *,
    k: int,
    questions: Codes | None = None,
) -> Estimate | None:
    """Return pass^k: the chance that k answers to one question are all right.

    The mean over questions of C(c, k) / C(R, k), unbiased (tau-bench, arXiv
    2406.12045): c right of R asked. Questions asked less than k times are left out.
    The interval is the clustered one of `proportion`, on the questions' own values.
    """
    enough = asked >= max(1, k)
    right, made = correct[enough], asked[enough]
    values = np.ones(len(made))
    for taken in range(k):  # one answer after another, none put back
        values *= np.maximum(right - taken, 0) / (made - taken)
    found = _questions(clusters, questions, enough)
    return _share(found.means(values), found.clusters, int(made.sum()))


def flip_rate(
    correct: Codes, asked: Codes, clusters: Codes, *, questions: Codes | None = None
) -> Estimate | None:
    """Return the share of questions asked twice or more judged right and not right."""
    again = asked >= _TWICE
    flips = ((correct > 0) & (correct < asked))[again].astype(np.float64)
    found = _questions(clusters, questions, again)
    return _share(found.means(flips), found.clusters, len(flips))


def variance_split(
    correct: Codes, asked: Codes, clusters: Codes, *, questions: Codes | None = None
) -> VarianceSplit | None:
    """Return where the spread is from; `None` without repeats, or without a spread.

    Of the spread of the means of questions asked twice or more, since that is what the
    error of an accuracy is made of. runs: the mean variance within a question (ddof 1)
    / R, less still where a question is the mean of several places; questions and
    documents by a one-way analysis of variance of the question means, less the runs'
    part. What comes out below 0 is 0. With one question on each document the two cannot
    be told apart, and all of it is the questions'.
    """
    again = asked >= _TWICE
    if not again.any():
        return None
    made = asked[again].astype(np.float64)
    shares = correct[again] / made
    found = _questions(clusters, questions, again)
    noise = found.means(shares * (1 - shares) / (made - 1))
    runs = float((noise / found.places).mean())
    documents, within = _anova(found.means(shares), found.clusters)
    between = max(0.0, within - runs)
    total = documents + between + runs
    if total <= NO_VARIANCE:
        return None
    of_documents, of_runs = rounded(documents / total), rounded(runs / total)
    return VarianceSplit(
        documents=of_documents,
        questions=rounded(max(0.0, 1 - of_documents - of_runs)),
        runs=of_runs,
        method="nested-anova@1",
    )


def agreement(alike: Floats, clusters: Codes) -> Estimate | None:
    """Return the share of questions whose repeats all gave the same answer (TARa).

    `alike` is 0 or 1 for each question (Atil et al., arXiv 2408.04667).
    """
    return _share(alike, clusters, len(alike))


class _Questions(NamedTuple):
    """Which question each row that counts is a place of."""

    row: Codes
    places: Codes
    """Of each question, how many."""
    clusters: Codes

    def means(self, values: Floats) -> Floats:
        return np.bincount(self.row, weights=values) / self.places


def _questions(clusters: Codes, questions: Codes | None, kept: Mask) -> _Questions:
    named = np.arange(len(clusters)) if questions is None else questions
    _, first, row, places = np.unique(
        named[kept], return_index=True, return_inverse=True, return_counts=True
    )
    return _Questions(row, places, clusters[kept][first])


def _share(values: Floats, clusters: Codes, calls: int) -> Estimate | None:
    """Return a share of questions: it counts no calls, but rests on that many."""
    found = proportion(values, clusters, Calls(hits=0, calls=calls))
    return found and found.model_copy(update={"hits": None, "calls": None})


def _anova(means: Floats, clusters: Codes) -> tuple[float, float]:
    """Return the variance between documents, and between the questions of one."""
    sizes = cluster_sums(np.ones(len(means)), clusters)
    sums = cluster_sums(means, clusters)
    count, groups = len(means), len(sizes)
    around = float(((sums / sizes - means.mean()) ** 2 * sizes).sum())
    inside = float(((means - means.mean()) ** 2).sum()) - around
    if groups in {1, count}:
        return 0.0, max(0.0, inside + around) / max(1, count - 1)
    within = max(0.0, inside) / (count - groups)
    typical = (count - float((sizes**2).sum()) / count) / (groups - 1)
    return max(0.0, (around / (groups - 1) - within) / typical), within
