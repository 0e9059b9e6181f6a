"""Numbers as a reader meets them: every percentage, time and length is worded here."""

from collections.abc import Callable, Sequence
from math import floor, log10
from typing import Final

from pipeline.report.contents import Cell, ModelReport, Outcomes, Report
from pipeline.report.rows import Failure
from pipeline.statistics.estimates import FEW_DOCUMENTS, Estimate, Ratio
from pipeline.statistics.times import Quantile

_FINE = 500
"""Questions from which a tenth of a point means anything."""
_EXACT: Final = 4
"""Decimals of a point that a record holds."""
FEW = "†"
FEW_MEANS: Final = (
    f"{FEW}: worth fewer than {FEW_DOCUMENTS} documents of one size, for there are few "
    "or the questions are spread unevenly over them: read with care."
)
NONE = "-"
UNKNOWN = "unknown"
_LEAST_USD: Final = 1e-6

SHORTEST_S: Final = 0.001
"""A time below this is not told apart: nobody waits for it."""


def percent(share: float, n: int = 0) -> str:
    return f"{_number(share, n)} %"


def complement(share: float) -> str:
    """Return what is left of the whole: `81 %` of 0.19."""
    return f"{100 - int(_number(share, 0))} %"


def with_interval(found: Estimate | None, absent: str = NONE) -> str:
    """Return `86 % [80, 91]`, tagged as `FEW_MEANS` says."""
    if found is None:
        return absent
    tag = FEW if found.few_documents else ""
    return f"{percent(found.estimate, found.n)} {interval(found)}{tag}"


def level(share: float) -> str:
    """Return `99.5 %`: how sure an interval is."""
    return f"{share * 100:.4g} %"


def interval(found: Estimate) -> str:
    return f"[{_number(found.lo, found.n)}, {_number(found.hi, found.n)}]"


def points(found: Estimate | None, absent: str = NONE, *, margin: float = 0) -> str:
    """Return `+6 [+2, +10]`: a difference, in percentage points.

    A bound has as many digits as show on which side of 0 and of the margin it is: no
    verdict reads otherwise than its interval.
    """
    if found is None:
        return absent
    lo, hi = (_signed(_aside(end, found.n, margin)) for end in (found.lo, found.hi))
    tag = FEW if found.few_documents else ""
    return f"{_signed(_middle(found))} [{lo}, {hi}]{tag}"


def gap(found: Estimate) -> str:
    """Return `6 points [2, 10]`: a difference that is shown, of the better."""
    lo, hi = (_aside(end, found.n) for end in (found.lo, found.hi))
    return f"{amount(found)} points [{lo}, {hi}]"


def amount(found: Estimate) -> str:
    """Return the size of a difference, `6`, whichever is the better."""
    return _middle(found).removeprefix("-")


def margin(share: float) -> str:
    """Return points as they were declared: `7` of 0.07, `2.5` of 0.025."""
    return f"{share * 100:.4g}"


def size(share: float, n: int = 0) -> str:
    """Return points without a sign, rounded as an interval over `n` questions is."""
    return _number(share, n)


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


def working(report: Report) -> str:
    """Return `16k to 128k tokens`: what the headline is over."""
    over = report.working or report.lengths_built
    return f"{span(over)} tokens" if over else ""


def everywhere(report: Report) -> str:
    """Say so where figures are over more lengths than the headline is."""
    if set(report.working or report.lengths_built) == set(report.lengths_built):
        return ""
    return f"Over all lengths, {span(report.lengths_built)} tokens."


def seconds(value: float) -> str:
    """Return three figures and no more: `0.042 s`, `4.2 s`, `312 s`."""
    if value < SHORTEST_S:
        return f"< {SHORTEST_S} s"
    digits = next((d for d, least in ((0, 10), (1, 1), (2, 0.1)) if value >= least), 3)
    return f"{value:.{digits}f} s"


def usd(value: float | None) -> str:
    """Return `$0.38`: two digits that tell, of US dollars."""
    if value is None:
        return UNKNOWN
    if value == 0:
        return "$0"
    if value < _LEAST_USD:
        return f"< ${_LEAST_USD:f}"
    places = 2 if value >= 1 else 1 - floor(log10(value))
    return f"${value:,.{places}f}"


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


def usd_interval(found: Ratio | None, absent: str = NONE) -> str:
    """Return `$0.38 [$0.36, $0.41]`."""
    return _quotient(found, usd) if found else absent


def usd_per_thousand(each: float | None) -> str:
    """Return what a thousand cost, of the price of one."""
    return usd(None if each is None else 1_000 * each)


def times_as(found: Ratio | None, absent: str = NONE) -> str:
    """Return `x0.61 [0.56, 0.66]`: a quotient of two models."""
    return f"x{_quotient(found, factor)}" if found else absent


def factor(value: float) -> str:
    """Return two figures of a quotient that tell: `0.043`, `0.61`, `1.67`, `470`."""
    if value < 0.001:  # noqa: PLR2004 - three places hold no more
        return "< 0.001" if value > 0 else "0"
    digits = next((d for d, least in ((0, 10), (2, 0.1)) if value >= least), 3)
    return f"{value:,.{digits}f}"


def p_value(p: float | None) -> str:
    """Return `0.031`, or `< 0.001`."""
    if p is None:
        return NONE
    return "< 0.001" if p < 0.001 else f"{p:.3f}"  # noqa: PLR2004 - three places


def ranks(found: tuple[int, int] | None) -> str:
    """Return `1 to 2`: between which ranks, or `5` where only one is left."""
    if found is None:
        return NONE
    return " to ".join(str(rank) for rank in sorted(set(found)))


def several(names: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def plural(count: int, noun: str, several: str = "") -> str:
    """Return `1 call`, `2,000 calls`; `several` where it takes more than an s."""
    return f"{count:,} {noun if count == 1 else several or f'{noun}s'}"


def _number(share: float, n: int) -> str:
    return f"{share * 100 + 0.0:.{1 if n >= _FINE else 0}f}"


def _middle(found: Estimate) -> str:
    """Return a difference; one that is shown is not worded as 0."""
    if found.lo <= 0 <= found.hi:
        return _number(found.estimate, found.n)
    return _aside(found.estimate, found.n)


def _aside(share: float, n: int, margin: float = 0) -> str:
    """Return points that fall on the side of 0 and of the margins that they are on."""
    exact, marks = _points(share), (0.0, _points(margin), -_points(margin))
    sides = [_side(exact, mark) for mark in marks]
    texts = (f"{exact:.{digits}f}" for digits in range(int(n >= _FINE), _EXACT))
    right = (t for t in texts if [_side(float(t), mark) for mark in marks] == sides)
    return next(right, f"{exact:.{_EXACT}f}")


def _points(share: float) -> float:
    return round(share * 100, _EXACT)


def _side(value: float, mark: float) -> int:
    return (value > mark) - (value < mark)


def _signed(text: str) -> str:
    """Return a number with its sign, which 0 has none of."""
    if float(text) == 0:
        return text.removeprefix("-")
    return text if text.startswith("-") else f"+{text}"


def _quotient(found: Ratio, worded: Callable[[float], str]) -> str:
    hi = "no bound" if found.hi is None else worded(found.hi)
    tag = FEW if found.few_documents else ""
    return f"{worded(found.estimate)} [{worded(found.lo)}, {hi}]{tag}"
