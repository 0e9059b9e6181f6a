"""Where in the context the evidence stood, and what that did."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from pipeline.statistics.contrasts import Contrast, two_sided
from pipeline.statistics.differences import FEW_DISAGREEMENTS
from pipeline.statistics.estimates import (
    LEVEL,
    NO_VARIANCE,
    Codes,
    Estimate,
    Floats,
    cluster_sums,
    squares,
    worth,
)

_WEIGHTS: Final = (-0.5, 1.0, -0.5)
"""Of the first, the middle and the last third."""
_NEARLY: Final = 1e-9


class Spot(NamedTuple):
    """What the questions of one model came to at one depth, lengths averaged."""

    depth: float
    """Of the context, 0 to 1; a third and two thirds stand in the middle."""
    questions: Codes
    values: Floats
    clusters: Codes


class _Third(NamedTuple):
    """One value for each question that met this third of the context."""

    values: Floats
    clusters: Codes


def middle_minus_ends(spots: Sequence[Spot]) -> Estimate | None:
    """Return accuracy in the middle third minus the mean of that in the outer thirds.

    One contrast that is declared before the run. Over documents, so that a question
    need not have met every third (a Latin square gives each question one depth a
    length); where all did, it is question by question. `None` where a third has none.
    """
    thirds = [_third(spots, third) for third in range(3)]
    if not all(len(third.values) for third in thirds):
        return None
    found = _over_documents(thirds)
    guarded = found.se <= math.sqrt(NO_VARIANCE) or _few_differ(thirds)
    if guarded:
        joined = _over_documents(_with_pseudo(thirds))
        found = found._replace(centre=joined.mean, se=joined.se, guarded=True)
    return found.estimate("depth", level=LEVEL, tails=two_sided(LEVEL))


def _third(spots: Sequence[Spot], third: int) -> _Third:
    met = [one for one in spots if _which(one.depth) == third and len(one.values)]
    if not met:
        return _Third(np.empty(0), np.empty(0, dtype=np.intp))
    _, first, row = np.unique(
        np.concatenate([one.questions for one in met]),
        return_index=True,
        return_inverse=True,
    )
    sums = np.bincount(row, weights=np.concatenate([one.values for one in met]))
    clusters = np.concatenate([one.clusters for one in met])
    return _Third(sums / np.bincount(row), clusters[first])


def _which(depth: float) -> int:
    if depth < 1 / 3 - _NEARLY:
        return 0
    return 1 if depth <= 2 / 3 + _NEARLY else 2


def _over_documents(thirds: Sequence[_Third]) -> Contrast:
    """Return the contrast of the means, its error from each document's influence."""
    clusters = np.concatenate([third.clusters for third in thirds])
    means = [float(third.values.mean()) for third in thirds]
    pulls = [
        weight * (third.values - mean) / len(third.values)
        for weight, third, mean in zip(_WEIGHTS, thirds, means, strict=True)
    ]
    held = [
        np.full(len(third.values), abs(weight) / 2 / len(third.values))
        for weight, third in zip(_WEIGHTS, thirds, strict=True)
    ]
    influence = cluster_sums(np.concatenate(pulls), clusters)
    shares = cluster_sums(np.concatenate(held), clusters)
    mean = sum(weight * mean for weight, mean in zip(_WEIGHTS, means, strict=True))
    return Contrast(
        mean=mean,
        centre=mean,
        se=math.sqrt(squares(influence, shares)) if len(shares) > 1 else 0.0,
        n=max(len(third.values) for third in thirds),
        documents=len(shares),
        effective=worth(shares),
        guarded=False,
    )


def _few_differ(thirds: Sequence[_Third]) -> bool:
    """Say whether nearly every document came to one and the same value throughout."""
    values = np.concatenate([third.values for third in thirds])
    clusters = np.concatenate([third.clusters for third in thirds])
    found, row = np.unique(clusters, return_inverse=True)
    low, high = np.full(len(found), np.inf), np.full(len(found), -np.inf)
    np.minimum.at(low, row, values)
    np.maximum.at(high, row, values)
    return int((high > low).sum()) < FEW_DISAGREEMENTS


def _with_pseudo(thirds: Sequence[_Third]) -> list[_Third]:
    """Add a document right in the middle alone, and one right at the ends alone.

    Of as many questions as in `contrast`, and for its reason.
    """
    clusters = np.concatenate([third.clusters for third in thirds])
    size = max(len(third.values) for third in thirds) / len(np.unique(clusters))
    after = np.repeat([clusters.max() + 1, clusters.max() + 2], round(math.sqrt(size)))
    return [
        _Third(
            np.append(third.values, (after == after[0]) == (weight > 0)),
            np.append(third.clusters, after),
        )
        for weight, third in zip(_WEIGHTS, thirds, strict=True)
    ]
