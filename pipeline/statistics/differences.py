"""Two arms on the same questions: the mean paired difference, clustered by document."""

import math
from typing import Final

import numpy as np

from pipeline.statistics.estimates import (
    CORRELATION,
    FEW_DOCUMENTS,
    LEVEL,
    Codes,
    Estimate,
    Floats,
    cluster_sums,
    effective_documents,
    pooled,
    rounded,
    t_quantile,
    worth,
)

FEW_DISAGREEMENTS: Final = 10
"""Documents with a difference, below which two pseudo-documents join (guard)."""
FEW_FOR_ONE: Final = 5
"""Documents that speak for one of the two arms, below which they join as well."""
MOST_ENUMERATED: Final = 13
"""Documents whose sign flips are all looked at: 8,192."""
FLIPS: Final = 9_999
_AT_ONCE: Final = 8
_ROUNDING: Final = 1e-9
"""Sums that are equal but for the order of adding are equal."""


def difference(
    differences: Floats, clusters: Codes, *, level: float = LEVEL
) -> Estimate | None:
    """Return the mean paired difference with a document-clustered t interval.

    While fewer than ten documents show any difference, or fewer than five speak for one
    of the two arms, two pseudo-documents, one each way, join them (as Bonett and Price
    2012 have it for questions): the interval can then never collapse to a point, and
    what is rare is not taken for impossible. Each weighs the root of the design effect,
    so that it pulls as much as one question does where questions are independent.
    """
    if not len(differences):
        return None
    sums = cluster_sums(differences, clusters)
    sizes = cluster_sums(np.ones(len(differences)), clusters)
    guarded = _one_sided(differences, clusters, sums)
    if guarded:
        each = len(differences) / len(sums)
        weight = math.sqrt(1 + CORRELATION * (each - 1))
        sums = np.append(sums, [weight, -weight])
        sizes = np.append(sizes, [weight, weight])
    centre, se = pooled(sums, sizes)
    mean, known = float(differences.mean()), worth(sizes / sizes.sum())
    reach = t_quantile(known, (1 + level) / 2) * se
    return Estimate(
        estimate=rounded(mean),
        lo=rounded(max(-1.0, min(centre - reach, mean))),
        hi=rounded(min(1.0, max(centre + reach, mean))),
        level=rounded(level),
        n=len(differences),
        documents=len(np.unique(clusters)),
        se=rounded(se),
        degrees=rounded(known - 1),
        few_documents=effective_documents(clusters) < FEW_DOCUMENTS,
        method="paired-pseudo-cluster@2" if guarded else "paired-cluster-t@2",
    )


def sign_flip(differences: Floats, clusters: Codes, *, seed: int) -> float | None:
    """Return the two-sided p of no difference, by flipping whole documents' signs.

    The share of flips whose sum is at least as far from 0 as the one found. Documents
    whose sum is 0 look the same either way: of the others, all flips are looked at for
    up to 13 documents, 9,999 drawn by `seed` above that (the one found counts among
    them). `None` for no question.
    """
    if not len(differences):
        return None
    sums = cluster_sums(differences, clusters)
    sums = sums[np.abs(sums) > _ROUNDING]
    reach = abs(float(sums.sum())) - _ROUNDING * float(np.abs(sums).sum())
    if len(sums) <= MOST_ENUMERATED:
        return float((np.abs(_flipped(sums)) >= reach).mean())
    found = np.abs(_drawn(sums, np.random.default_rng(seed))) >= reach
    return float((1 + found.sum()) / (1 + FLIPS))


def _one_sided(differences: Floats, clusters: Codes, sums: Floats) -> bool:
    """Say whether too few documents differ, or too few in one of the directions."""
    differing = len(np.unique(clusters[differences != 0]))
    least = min((sums > _ROUNDING).sum(), (sums < -_ROUNDING).sum())
    return differing < FEW_DISAGREEMENTS or bool(least < FEW_FOR_ONE)


def _flipped(sums: Floats) -> Floats:
    """Return the total under every choice of signs: 2^n of them."""
    totals = np.zeros(1)
    for one in sums:
        totals = np.concatenate([totals - one, totals + one])
    return totals


def _drawn(sums: Floats, dice: np.random.Generator) -> Floats:
    """Return the totals of signs drawn at random, eight documents at a time."""
    totals = np.zeros(FLIPS)
    for start in range(0, len(sums), _AT_ONCE):
        choices = _flipped(sums[start : start + _AT_ONCE])
        totals += choices[dice.integers(0, len(choices), FLIPS)]
    return totals
