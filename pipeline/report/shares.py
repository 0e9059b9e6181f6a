"""Parts of a frame become shares and differences: one rule for every cell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from pipeline.report.frame import Counts, Frame
from pipeline.statistics.differences import difference
from pipeline.statistics.estimates import LEVEL, Codes, Estimate, Floats
from pipeline.statistics.proportions import Calls, proportion, share_of_all

Count: TypeAlias = Callable[[Frame], Counts]

CELL: Final = ("question", "length", "depth", "placement", "distractors")
"""One place of the design."""
LAYOUT: Final = ("question", "placement", "distractors")
QUESTION: Final = ("question",)


@dataclass(frozen=True)
class Means:
    """A share of calls for each place of the design that has any, places sorted.

    Those of two parts of one frame, made by the same factors, can be paired.
    """

    place: Codes
    question: Codes
    cluster: Codes
    value: Floats


def correct(frame: Frame) -> Counts:
    return frame.counts["correct"]


def incorrect(frame: Frame) -> Counts:
    return frame.counts["incorrect"]


def abstained(frame: Frame) -> Counts:
    return frame.counts["abstained"]


def declined(frame: Frame) -> Counts:
    """Count what is right where there is no answer, whatever a rule calls it."""
    return frame.counts["correct"] + frame.counts["abstained"]


def counted(frame: Frame) -> Counts:
    return frame.counted


def scored(frame: Frame) -> Counts:
    return frame.scored


def attempted(frame: Frame) -> Counts:
    """Count the answers that are right or wrong: whoever abstains attempts none."""
    return correct(frame) + incorrect(frame)


def right_of_attempted(frame: Frame) -> Estimate | None:
    """Return how many of all answers that are right or wrong are right."""
    part = frame.where(attempted(frame) > 0)
    question, first, row = np.unique(
        part.question.codes, return_index=True, return_inverse=True
    )
    made = np.bincount(row, weights=attempted(part), minlength=len(question))
    right = np.bincount(row, weights=correct(part), minlength=len(question))
    return share_of_all(
        right.astype(np.float64),
        made.astype(np.float64),
        part.cluster.codes[first],
    )


def share(frame: Frame, hits: Count, calls: Count = counted) -> Estimate | None:
    """Return the mean over questions of the share of their calls that are hits."""
    means = cell_means(frame, hits, calls=calls, by=QUESTION)
    of = Calls(hits=int(hits(frame).sum()), calls=int(calls(frame).sum()))
    return proportion(means.value, means.cluster, of)


def cell_means(
    frame: Frame,
    hits: Count = correct,
    *,
    calls: Count = counted,
    by: tuple[str, ...] = CELL,
) -> Means:
    """Return the share of hits in each place that has calls, by these factors."""
    made = calls(frame)
    some = made > 0
    part, made, hit = frame.where(some), made[some], hits(frame)[some]
    place, first, row = np.unique(
        places(part, by), return_index=True, return_inverse=True
    )
    total = np.bincount(row, weights=made, minlength=len(place))
    right = np.bincount(row, weights=hit, minlength=len(place))
    return Means(
        place=place,
        question=part.question.codes[first],
        cluster=part.cluster.codes[first],
        value=right / total,
    )


def places(frame: Frame, by: tuple[str, ...] = CELL) -> Codes:
    """Return one number for the place of each row, the same in all parts of a frame."""
    key = np.zeros(len(frame), dtype=np.intp)
    for name in by:
        labels = getattr(frame, name)
        key = key * max(1, len(labels.values)) + labels.codes
    return key


def paired(first: Means, second: Means, *, level: float = LEVEL) -> Estimate | None:
    """Return first minus second over the places that both have a value for."""
    found = differences(first, second)
    return difference(found.value, found.cluster, level=level)


def differences(first: Means, second: Means) -> Means:
    """Return first minus second for each question that both have in one place."""
    _, one, two = np.intersect1d(
        first.place, second.place, assume_unique=True, return_indices=True
    )
    gaps = first.value[one] - second.value[two]
    question, at, row = np.unique(
        first.question[one], return_index=True, return_inverse=True
    )
    sums = np.bincount(row, weights=gaps, minlength=len(question))
    return Means(
        place=question,
        question=question,
        cluster=first.cluster[one][at],
        value=sums / np.maximum(1, np.bincount(row, minlength=len(question))),
    )
