"""A sum over another sum, such as dollars for a correct answer."""

import math
from typing import Final

import numpy as np

from pipeline.statistics.differences import FEW_DISAGREEMENTS
from pipeline.statistics.estimates import (
    FEW_DOCUMENTS,
    LEVEL,
    Codes,
    Floats,
    Ratio,
    cluster_sums,
    effective_documents,
    t_quantile,
)

_UNBOUNDED: Final = 1e4
"""Times the estimate: an upper end beyond this bounds nothing."""


def ratio(
    over: Floats,
    under: Floats,
    clusters: Codes,
    *,
    level: float = LEVEL,
    shares: bool = False,
) -> Ratio | None:
    """Return sum(over) / sum(under) with a document-jackknife interval.

    Both have a value for each question, 0 or more. `None` where the lower sum is 0.
    The jackknife is of the log, since a quotient is skewed and never below 0. There is
    no upper bound where one document alone holds all of the lower sum.

    With `shares` the lower values are shares of right answers, 0 to 1. While fewer
    than ten documents have a wrong one, or fewer than ten a right one, two
    pseudo-documents of average cost join, one without a right answer and one with
    twice the average: answers that were all right leave a doubt all the same.
    """
    tops, bottoms = cluster_sums(over, clusters), cluster_sums(under, clusters)
    top, bottom = float(tops.sum()), float(bottoms.sum())
    if bottom <= 0:
        return None
    documents = len(tops)
    guarded = shares and _one_sided(under, clusters)
    if guarded:
        tops = np.append(tops, [top / documents, top / documents])
        bottoms = np.append(bottoms, [0.0, 2 * bottom / documents])
    se = _jackknife(tops, bottoms) if documents > 1 else None
    reach = (
        None
        if se is None
        else t_quantile(effective_documents(clusters), (1 + level) / 2) * se
    )
    name = "ratio-pseudo-jackknife@1" if guarded else "ratio-jackknife@1"
    return quotient(top / bottom, reach, clusters, level=level, method=name)


def quotient(
    estimate: float,
    reach: float | None,
    clusters: Codes,
    *,
    level: float,
    method: str,
) -> Ratio:
    """Return a quotient between `reach` below and above on the log scale.

    `None` is a reach that nothing is known of: from 0 to no upper bound.
    """
    bounded = reach is not None and reach < math.log(_UNBOUNDED)
    return Ratio(
        estimate=_significant(estimate),
        lo=_significant(estimate * math.exp(-reach)) if reach is not None else 0.0,
        hi=_significant(estimate * math.exp(reach or 0.0)) if bounded else None,
        level=level,
        n=len(clusters),
        documents=len(np.unique(clusters)),
        few_documents=effective_documents(clusters) < FEW_DOCUMENTS,
        method=method,
    )


def _jackknife(tops: Floats, bottoms: Floats) -> float | None:
    """Return the delete-one-document error of log(sum / sum); `None` for no bound."""
    if not tops.any():
        return 0.0  # nothing was paid, wherever: a fact and no estimate
    left, right = tops.sum() - tops, bottoms.sum() - bottoms
    if min(left.min(), right.min()) <= 0:
        return None
    logs = np.log(left / right)
    count = len(logs)
    return math.sqrt((count - 1) / count * float(((logs - logs.mean()) ** 2).sum()))


def _one_sided(shares: Floats, clusters: Codes) -> bool:
    """Say whether hardly any document has a wrong answer, or hardly any a right one."""
    wrong = len(np.unique(clusters[shares < 1]))
    right = len(np.unique(clusters[shares > 0]))
    return min(wrong, right) < FEW_DISAGREEMENTS


def _significant(value: float) -> float:
    """Return six digits that count: dollars for an answer may be millionths."""
    return float(f"{value:.6g}")
