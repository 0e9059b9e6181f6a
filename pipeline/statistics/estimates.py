"""The records that statistics end in, and what all of them are made with."""

import math
from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

from pipeline.records import Record

LEVEL: Final = 0.95
FEW_DOCUMENTS: Final = 8
"""With fewer effective ones, the spread between documents is hardly known: the number
is tagged."""
CORRELATION: Final = 0.1
"""Of what two questions on one document come to (ICC), where none was measured."""
NO_VARIANCE: Final = 1e-15
_DIGITS: Final = 6

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.intp]
"""Which document each value is of, as whole numbers; any, not all of them used."""


class Estimate(Record):
    """A share or a difference of shares, between 0 and 1, with its interval."""

    estimate: float
    lo: float
    hi: float
    level: float
    n: int
    """Questions."""
    documents: int
    hits: int | None = None
    """Calls that count for it; `None` for a difference."""
    calls: int | None = None
    effective_n: float | None = None
    """Independent answers that would tell as much; `None` for a difference."""
    se: float | None = None
    """Standard error over documents; `None` for a share."""
    degrees: float | None = None
    """Degrees of freedom of the interval's t quantile; `None` for one document."""
    few_documents: bool
    method: str


class Ratio(Record):
    """A quotient, such as a time over another or dollars for a correct answer.

    Above 0 and without an upper bound; in the unit of what it is made of.
    """

    estimate: float
    lo: float
    hi: float | None
    """`None` where the data set no upper bound."""
    level: float
    n: int
    """Questions."""
    documents: int
    few_documents: bool
    method: str


def codes(names: Sequence[str]) -> Codes:
    """Return a whole number for each name, the same for the same."""
    return np.unique(np.asarray(names, dtype=np.str_), return_inverse=True)[1]


def t_quantile(documents: float, probability: float) -> float:
    """Return Student's t at G - 1; one document has no spread, so the normal's."""
    if documents > 1:
        return float(stdtrit(documents - 1, probability))
    return float(ndtri(probability))


def cluster_sums(values: Floats, clusters: Codes) -> Floats:
    """Return the sum of the values of each document that has any."""
    found, place = np.unique(clusters, return_inverse=True)
    return np.bincount(place, weights=values, minlength=len(found)).astype(np.float64)


def cluster_variance(values: Floats, clusters: Codes) -> float | None:
    """Return the variance of the mean over clusters (CR2); `None` for one cluster."""
    sums = cluster_sums(values - values.mean(), clusters)
    if len(sums) < 2:  # noqa: PLR2004 - a spread needs two
        return None
    return squares(sums, _shares(clusters)) / len(values) ** 2


def pooled(sums: Floats, sizes: Floats) -> tuple[float, float]:
    """Return the mean and its standard error over documents (CR2), 0 for one."""
    total = float(sizes.sum())
    mean = float(sums.sum()) / total
    if len(sums) < 2:  # noqa: PLR2004 - a spread needs two
        return mean, 0.0
    return mean, math.sqrt(squares(sums - sizes * mean, sizes / total)) / total


def effective_documents(clusters: Codes) -> float:
    """Return how many documents of one size would tell the spread as well, from 1."""
    return worth(_shares(clusters))


def squares(sums: Floats, shares: Floats) -> float:
    """Return the sum of squares of what documents pull, none of them holding all.

    The bias-reduced one (CR2; Bell and McCaffrey 2002): a document that holds much of
    the mean is near to it for that reason alone, and its square grows by what that
    hides. With documents of one size it is CR1, G / (G - 1) times the squares.
    """
    return float((sums**2 / (1 - shares)).sum())


def worth(shares: Floats) -> float:
    """Return how many documents of one size are worth as much as these shares.

    One more than the degrees of freedom of the variance above (Satterthwaite's, as Bell
    and McCaffrey 2002 have it for independent values; Imbens and Kolesar 2016): G for
    documents of one size, six where one of forty holds 40 % of the questions.
    """
    if len(shares) < 2:  # noqa: PLR2004 - a spread needs two
        return 1.0
    parts = shares**2 / (1 - shares)
    degrees = 1 / ((shares**2).sum() + parts.sum() ** 2 - (parts**2).sum())
    return rounded(1 + degrees)


def _shares(clusters: Codes) -> Floats:
    """Return the share of the values that each document holds."""
    return np.unique(clusters, return_counts=True)[1] / len(clusters)


def rounded(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0  # never "-0.0"
