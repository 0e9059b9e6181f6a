"""Rows of questions as columns: of one model summed, or of two paired."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np

from pipeline.report.frame import NO_LENGTH
from pipeline.report.rows import QuestionCost, QuestionTime
from pipeline.report.shares import Means, differences
from pipeline.statistics.estimates import Codes, Floats, Ratio, cluster_sums, codes
from pipeline.statistics.ratios import ratio
from pipeline.statistics.times import time_ratio


class _OfQuestion(Protocol):
    @property
    def question(self) -> str: ...
    @property
    def cluster(self) -> str: ...


class Summed(NamedTuple):
    """The sums of each question, one array a column."""

    columns: tuple[Floats, ...]
    clusters: Codes


def summed(rows: Sequence[_OfQuestion], *columns: str) -> Summed:
    """Return the sums of these columns over the rows of each question."""
    questions = codes([row.question for row in rows])
    _, first = np.unique(questions, return_index=True)
    values = (
        np.array([getattr(row, name) for row in rows], dtype=np.float64)
        for name in columns
    )
    return Summed(
        columns=tuple(cluster_sums(each, questions) for each in values),
        clusters=codes([row.cluster for row in rows])[first],
    )


class Common(NamedTuple):
    """What each question came to for two models, over the places that both have."""

    mine: Floats
    theirs: Floats
    means: Means
    """Mine minus theirs."""


def common(mine: Means, theirs: Means) -> Common:
    """Return both sides question by question, in one order."""
    return Common(
        mine=differences(mine, _zero(theirs)).value,
        theirs=differences(theirs, _zero(mine)).value,
        means=differences(mine, theirs),
    )


class At(NamedTuple):
    """What one place of the design came to for one model."""

    question: str
    cluster: str
    place: str
    """Within the question: what is the same is compared."""
    value: float


def log_seconds(times: Mapping[str, Sequence[QuestionTime]]) -> dict[str, Means]:
    """Return the mean logarithm of each model's seconds by question and length."""
    return columns(
        {
            model: [At(*_where(row), row.mean_log_s) for row in rows]
            for model, rows in times.items()
        }
    )


def dollars(costs: Mapping[str, Sequence[QuestionCost]]) -> dict[str, Means]:
    """Return what a call of each model cost by question and length, where known."""
    return columns(
        {
            model: [
                At(*_where(row), row.cost_usd / row.calls) for row in rows if row.calls
            ]
            for model, rows in costs.items()
        }
    )


def times_as_long(mine: Means, theirs: Means) -> Ratio | None:
    """Return how many times as long one took, at the lengths that both answered."""
    gaps = differences(mine, theirs)
    return time_ratio(np.exp(gaps.value), np.ones(len(gaps.value)), gaps.cluster)


def times_the_price(mine: Means, theirs: Means) -> Ratio | None:
    """Return how many times as much one cost, at the lengths that both have a cost."""
    both = common(mine, theirs)
    return ratio(both.mine, both.theirs, both.means.cluster)


def columns(rows: Mapping[str, Sequence[At]]) -> dict[str, Means]:
    """Return one column a model, with one set of codes for all of them."""
    every = [row for some in rows.values() for row in some]
    question = codes([row.question for row in every])
    within = codes([row.place for row in every])
    cluster = codes([row.cluster for row in every])
    place = question * (within.max(initial=0) + 1) + within
    found: dict[str, Means] = {}
    start = 0
    for model, some in rows.items():
        part = slice(start, start + len(some))
        order = np.argsort(place[part])
        found[model] = Means(
            place=place[part][order],
            question=question[part][order],
            cluster=cluster[part][order],
            value=np.array([row.value for row in some], dtype=np.float64)[order],
        )
        start += len(some)
    return found


def _where(row: QuestionTime | QuestionCost) -> tuple[str, str, str]:
    return row.question, row.cluster, f"{row.length or NO_LENGTH:09}"


def _zero(means: Means) -> Means:
    return replace(means, value=np.zeros_like(means.value))
