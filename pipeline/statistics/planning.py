"""What a run can show, before and after it was made."""

import math
from typing import Final

import numpy as np

from pipeline.records import Record
from pipeline.statistics.estimates import (
    CORRELATION,
    LEVEL,
    Estimate,
    rounded,
    t_quantile,
    worth,
)

POWER: Final = 0.80
_TWO_SIDED: Final = (1 + LEVEL) / 2


def resolvable(found: Estimate) -> float | None:
    """Return the true difference that such a run would show four times in five."""
    if found.se is None or found.degrees is None:
        return None
    documents = found.degrees + 1
    reach = t_quantile(documents, (1 + found.level) / 2) + t_quantile(documents, POWER)
    return rounded(min(1.0, reach * found.se))


def questions_needed(found: Estimate, margin: float) -> int:
    """Return how many questions more would narrow the interval to +- `margin`.

    n (halfwidth / margin)^2 - n, rounded up; 0 where it is narrow enough. As many a
    document as now: questions on documents that are there already tell less.
    """
    ratio = (found.hi - found.lo) / 2 / margin
    return max(0, math.ceil(rounded(found.n * (ratio * ratio - 1))))


class Design(Record):
    """What a comparison of two models is taken to be before it has run."""

    sizes: tuple[int, ...] = ()
    """Questions on each document."""
    discordance: float = 0.2
    """Share of questions on which two models differ."""
    correlation: float = CORRELATION
    """Of the differences on one document (ICC)."""

    @property
    def questions(self) -> int:
        return sum(self.sizes)


def smallest_difference(design: Design) -> float | None:
    """Return the smallest difference such a design shows four times in five.

    (t_.975 + t_.80) sqrt(discordance (1 + (q - 1) correlation) / n), where q is how
    many questions the document of a question holds, on average (Kish's design effect),
    and t has the freedom of documents of these sizes. `None` for no question.
    """
    if not design.questions:
        return None
    sizes = np.array(design.sizes, dtype=np.float64)
    each = float((sizes**2).sum()) / design.questions
    inflated = design.discordance * (1 + (each - 1) * design.correlation)
    documents = worth(sizes / design.questions)
    reach = sum(t_quantile(documents, p) for p in (_TWO_SIDED, POWER))
    return rounded(min(1.0, reach * math.sqrt(inflated / design.questions)))
