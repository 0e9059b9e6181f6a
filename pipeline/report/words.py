"""Numbers as a reader meets them: every percentage, time and length is worded here."""

from collections.abc import Sequence
from typing import Final

from pipeline.report.contents import Cell, ModelReport, Outcomes
from pipeline.report.rows import Failure
from pipeline.report.statistics import Estimate, Quantile

_FINE = 500
"""Questions from which a tenth of a point means anything."""
FEW = "†"
NONE = "-"

SHORTEST_S: Final = 0.001
"""A time below this is not told apart: nobody waits for it."""


def percent(share: float, n: int = 0) -> str:
    return f"{_number(share, n)} %"


def with_interval(found: Estimate | None, absent: str = NONE) -> str:
    """Return `86 % [80, 91]`, tagged when it rests on few documents."""
    if found is None:
        return absent
    tag = FEW if found.few_documents else ""
    return f"{percent(found.estimate, found.n)} {interval(found)}{tag}"


def interval(found: Estimate) -> str:
    return f"[{_number(found.lo, found.n)}, {_number(found.hi, found.n)}]"


def points(found: Estimate | None, absent: str = NONE) -> str:
    """Return `+6 [+2, +10]`: a difference, in percentage points."""
    if found is None:
        return absent
    lo, hi = _signed(found.lo, found.n), _signed(found.hi, found.n)
    tag = FEW if found.few_documents else ""
    return f"{_signed(found.estimate, found.n)} [{lo}, {hi}]{tag}"


def whole_points(share: float) -> str:
    """Return points rounded up: 'by no more than' must not promise too much."""
    return f"{-(-share * 100 // 1) + 0.0:.0f}"


def hits(found: Estimate | None) -> str:
    """Return `43 of 52`: the calls behind a share."""
    if found is None or found.hits is None:
        return NONE
    return f"{found.hits:,} of {found.calls:,}"


def cell(found: Cell) -> str:
    """Return the accuracy of a cell, or why it has none."""
    if found.length is not None and not found.outcomes.planned:
        return "not built"
    return with_interval(found.accuracy, absence(found.outcomes))


def headline(found: Estimate | None, model: ModelReport) -> str:
    """Return a share over all lengths, or that the model never answered."""
    return with_interval(found, "no answer" if model.silence else NONE)


def absence(outcomes: Outcomes) -> str:
    reasons = {
        "not asked": outcomes.planned == 0,
        "over window": outcomes.over_window == outcomes.planned,
        "pending": outcomes.pending > 0,
        "no answer": outcomes.answered == 0,
        "unscored": outcomes.unscored > 0,
    }
    return next((reason for reason, holds in reasons.items() if holds), NONE)


def with_hits(found: Estimate) -> str:
    """Return `86 % [80, 91] (43 of 50)`."""
    return f"{with_interval(found)} ({hits(found)})"


def length(tokens: int | None) -> str:
    """Return `64k`, `1M`, or the number in full where it is not round."""
    if tokens is None:
        return NONE
    if tokens % 1_000_000 == 0:
        return f"{tokens // 1_000_000}M"
    return f"{tokens // 1_000}k" if tokens % 1_000 == 0 else f"{tokens:,}"


def span(lengths: Sequence[int]) -> str:
    """Return `4k to 64k`, or the one length there is."""
    if not lengths:
        return NONE
    ends = list(dict.fromkeys((length(lengths[0]), length(lengths[-1]))))
    return " to ".join(ends)


def seconds(value: float) -> str:
    """Return three figures and no more: `0.042 s`, `4.2 s`, `312 s`."""
    if value < SHORTEST_S:
        return f"< {SHORTEST_S} s"
    digits = next((d for d, least in ((0, 10), (1, 1), (2, 0.1)) if value >= least), 3)
    return f"{value:.{digits}f} s"


def reason(found: Failure) -> str:
    """Return `failed: connect`: how calls ended, and the kind of error behind it."""
    ended = found.outcome.value.replace("_", " ")
    return f"{ended}: {found.kind}" if found.kind else ended


def time(found: Quantile) -> str:
    """Return `12 s [10, 15]`, `> 120 s`, or how many calls it would take."""
    if found.estimate is None or found.lo is None or found.hi is None:
        return f"not estimable, need n = {found.needed}" if found.n else NONE
    if found.more_than:
        return f"> {seconds(found.estimate)}"
    if found.hi < SHORTEST_S:
        return seconds(found.hi)
    lo = seconds(found.lo).removesuffix(" s")
    hi = seconds(found.hi).removesuffix(" s")
    return f"{seconds(found.estimate)} [{lo}, {'> ' * found.hi_more_than}{hi}]"


def short_time(found: Quantile) -> str:
    """Return the same for a narrow column: `n < 72` where it is not estimable."""
    if found.n and found.estimate is None:
        return f"n < {found.needed}"
    return time(found)


def several(names: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _number(share: float, n: int) -> str:
    return f"{share * 100 + 0.0:.{1 if n >= _FINE else 0}f}"


def _signed(share: float, n: int) -> str:
    text = _number(share, n)
    if float(text) == 0:
        return text.removeprefix("-")
    return text if share < 0 else f"+{text}"
