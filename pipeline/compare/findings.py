"""What `docqa gate` says: `Gate` is its JSON, and the table is its image."""

from enum import StrEnum
from typing import Literal

from pipeline.records import Record


class Ruling(StrEnum):
    PASS = "pass"  # noqa: S105 - no secret
    """The interval shows that the bound is kept."""
    FAIL = "fail"
    """The interval shows that it is not."""
    INCONCLUSIVE = "inconclusive"
    """Neither; or there is nothing to tell from."""


class Finding(Record):
    """One rule, and what the run shows of it."""

    rule: str
    kind: str
    model: str
    lengths: tuple[int, ...]
    """That it was looked at over."""
    ruling: Ruling
    unit: Literal["share", "points", "seconds", "usd", "tokens"]
    """Of the figures: points are a difference of shares, from -1 to 1."""
    estimate: float | None
    lo: float | None
    hi: float | None
    """`None` where there is no upper end."""
    bound: float
    wanted: Literal["at_least", "at_most"]
    reason: str
    """What the figure rests on, or why there is none."""


class Gate(Record):
    schema_version: Literal["docqa-gate@1"] = "docqa-gate@1"
    run: str
    ruling: Ruling
    findings: tuple[Finding, ...]


def overall(findings: tuple[Finding, ...]) -> Ruling:
    """Return FAIL where one failed, or else INCONCLUSIVE where one was."""
    for ruling in (Ruling.FAIL, Ruling.INCONCLUSIVE):
        if any(found.ruling is ruling for found in findings):
            return ruling
    return Ruling.PASS
