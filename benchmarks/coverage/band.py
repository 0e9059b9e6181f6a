"""How often something held in simulated runs, and the band it must be in.

The band is Bradley's liberal criterion (1978, British Journal of Mathematical and
Statistical Psychology 31): what is said to err in 5 % of runs errs in 7.5 % at most, in
every single world. Two standard errors of the simulation are allowed for. Erring less
often is no fault; the width tells what that costs.
"""

import math
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final, NamedTuple, Protocol, TypeAlias

import numpy as np

Dice: TypeAlias = np.random.Generator

LIBERAL: Final = 1.5
"""Times the nominal error that a world may show."""
ERRORS_ALLOWED: Final = 2
"""Standard errors of the simulation."""
_ROUNDED: Final = 1e-6  # of what is in a report


class Claim(StrEnum):
    COVERS = "covers"
    ERRS = "errs"


class Tried(NamedTuple):
    """What a number of simulated runs came to."""

    hits: int
    runs: int
    """Those that had the interval at all."""
    width: float | None = None
    """Mean over those with two ends."""


class Case(NamedTuple):
    """One number in one world."""

    number: str
    design: str
    world: str
    simulate: Callable[[Dice, int], Tried]
    claim: Claim = Claim.COVERS
    nominal: float = 0.95
    """How often it should hold, or err at most."""
    slow: int = 1
    """So many times fewer runs."""
    promised: bool = True
    """Whether the band is kept; of what is not, the report marks every number."""


class Measured(NamedTuple):
    case: Case
    tried: Tried

    @property
    def share(self) -> float:
        return self.tried.hits / self.tried.runs

    @property
    def error(self) -> float:
        """Return the standard error of the share at the nominal one."""
        nominal = self.case.nominal
        return math.sqrt(nominal * (1 - nominal) / self.tried.runs)

    @property
    def inside(self) -> bool:
        slack = ERRORS_ALLOWED * self.error
        if self.case.claim is Claim.COVERS:
            return self.share + slack >= 1 - LIBERAL * (1 - self.case.nominal)
        return self.share - slack <= LIBERAL * self.case.nominal


class Row(NamedTuple):
    """All worlds of one number and one design."""

    found: tuple[Measured, ...]

    @property
    def case(self) -> Case:
        return self.found[0].case

    @property
    def mean(self) -> float:
        return sum(one.share for one in self.found) / len(self.found)

    @property
    def error(self) -> float:
        return math.hypot(*(one.error for one in self.found)) / len(self.found)

    @property
    def worst(self) -> Measured:
        end = min if self.case.claim is Claim.COVERS else max
        return end(self.found, key=lambda one: one.share)

    @property
    def width(self) -> float | None:
        known = [o.tried.width for o in self.found if o.tried.width is not None]
        return sum(known) / len(known) if known else None

    @property
    def inside(self) -> bool:
        return all(one.inside for one in self.found)


class Bounded(Protocol):
    """An interval whose upper end may be open."""

    @property
    def lo(self) -> float: ...
    @property
    def hi(self) -> float | None: ...


def covering(found: Iterable[Bounded | None], truth: float) -> Tried:
    """Count the intervals that hold the truth; none is no run."""
    known = [one for one in found if one is not None]
    ends = [math.inf if one.hi is None else one.hi for one in known]
    hits = sum(
        one.lo - _ROUNDED <= truth <= hi + _ROUNDED
        for one, hi in zip(known, ends, strict=True)
    )
    widths = [hi - one.lo for one, hi in zip(known, ends, strict=True) if hi < math.inf]
    return Tried(hits, len(known), float(np.mean(widths)) if widths else None)


def counting(found: Iterable[bool]) -> Tried:
    each = list(found)
    return Tried(sum(each), len(each))


def rows(found: Iterable[Measured]) -> list[Row]:
    """Return the rows in the order of their first world."""
    parts: dict[tuple[str, str], list[Measured]] = {}
    for one in found:
        parts.setdefault((one.case.number, one.case.design), []).append(one)
    return [Row(tuple(part)) for part in parts.values()]
