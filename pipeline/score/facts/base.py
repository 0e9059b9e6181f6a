"""What comparing a gold answer with a reply may find."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Outcome = Literal["right", "wrong", "unclear"]


class Finding(NamedTuple):
    outcome: Outcome
    reason: str
    credit: float | None = None
    """The part of the facts that is there, where a gold has several."""


def right(reason: str) -> Finding:
    return Finding("right", reason, 1.0)


def wrong(reason: str, credit: float = 0.0) -> Finding:
    return Finding("wrong", reason, credit)


def unclear(reason: str, credit: float | None = None) -> Finding:
    return Finding("unclear", reason, credit)


_ORDER: tuple[Outcome, ...] = ("right", "unclear", "wrong")


def best(findings: Iterable[Finding]) -> Finding:
    """Return the kindest: a reply is right if it agrees with any gold answer."""
    return min(findings, key=lambda finding: _ORDER.index(finding.outcome))
