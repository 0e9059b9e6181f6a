"""The mean of a contrast of each question, such as one length less another."""

import math
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.statistics.differences import FEW_DISAGREEMENTS
from pipeline.statistics.estimates import (
    FEW_DOCUMENTS,
    NO_VARIANCE,
    Codes,
    Estimate,
    Floats,
    cluster_sums,
    pooled,
    rounded,
    t_quantile,
    worth,
)

Mask: TypeAlias = npt.NDArray[np.bool_]
Range: TypeAlias = tuple[float, float]


class Contrast(NamedTuple):
    """A mean over questions, and how far documents make it vary."""

    mean: float
    centre: float
    """The mean with the pseudo-documents, if any: where the interval stands."""
    se: float
    n: int
    documents: int
    effective: float
    """As many documents of one size would tell as much."""
    guarded: bool
    """Two pseudo-documents joined."""

    def bound(self, probability: float) -> float:
        """Return the t bound that holds with this probability from one side.

        Pseudo-documents tell nothing of the spread, so they add no degree of freedom.
        """
        return self.centre + t_quantile(max(2.0, self.effective), probability) * self.se

    def estimate(self, name: str, *, level: float, tails: Range) -> Estimate:
        """Return it with the two one-sided bounds of `tails`, within -1 to 1."""
        lower, upper = (self.bound(tail) for tail in tails)
        return Estimate(
            estimate=rounded(self.mean),
            lo=rounded(min(max(lower, -1.0), self.mean)),
            hi=rounded(max(min(upper, 1.0), self.mean)),
            level=rounded(level),
            n=self.n,
            documents=self.documents,
            se=rounded(self.se),
            degrees=rounded(max(1.0, self.effective - 1)),
            few_documents=self.effective < FEW_DOCUMENTS,
            method=f"{name}-pseudo-cluster@1"
            if self.guarded
            else f"{name}-cluster-t@1",
        )


def two_sided(level: float) -> Range:
    return (1 - level) / 2, (1 + level) / 2


def contrast(
    values: Floats, clusters: Codes, *, differs: Mask, extremes: Range
) -> Contrast:
    """Return the mean of one question or more, with its error over documents (CR2).

    While fewer than ten documents have a question that `differs`, two pseudo-documents
    join, one at each of the extremes that a question can come to: documents that all
    say the same then leave no interval of no width. Each weighs as much as the root of
    the questions of a document. As one question, they let a length that just fails pass
    in up to 12 of 100 runs with 5 x 50 questions; as a whole document, they let nothing
    pass with 12 x 5 (simulated; 5 is meant).
    """
    sums = cluster_sums(values, clusters)
    sizes = cluster_sums(np.ones(len(values)), clusters)
    few = len(np.unique(clusters[differs])) < FEW_DISAGREEMENTS
    found = pooled(sums, sizes)
    guarded = few or found[1] <= math.sqrt(NO_VARIANCE)
    mean = found[0]
    if guarded:
        size = math.sqrt(len(values) / len(sums))
        found = pooled(
            np.append(sums, np.multiply(extremes, size)),
            np.append(sizes, [size, size]),
        )
    return Contrast(
        mean=mean,
        centre=found[0],
        se=found[1],
        n=len(values),
        documents=len(sums),
        effective=worth(sizes / len(values)),
        guarded=guarded,
    )
