"""To what length each model holds, in a sentence and in a table."""

from pipeline.report import words
from pipeline.report.clauses import MOST, clauses, language_models, name
from pipeline.report.contents import ModelReport, Report
from pipeline.statistics.lengths import EffectiveLength, RungStatus


def over_length(report: Report) -> str:
    """Say to what length each model keeps its accuracy, and by which it does not."""
    found = [(m, m.effective) for m in language_models(report) if m.effective]
    ladders = [(model, one) for model, one in found if len(one.rungs) > 1]
    if not ladders:
        return ""
    first, slopes = ladders[0][1], " In brackets: points per doubling of the length."
    share = words.percent(first.retain)
    shown = [f"{name(m.model)} {_bracket(one)}{_slope(m)}" for m, one in ladders]
    at = words.length(first.base) if len({one.base for _, one in ladders}) == 1 else ""
    base = f"at {at}" if at else "at its shortest length"
    return (
        f"**Keeping {share} of its own accuracy {base}**: {clauses(shown)}."
        + slopes * any(m.per_doubling for m, _ in ladders[:MOST])
    )


def bracket(found: EffectiveLength) -> tuple[str, str]:
    """Return the two ends for a table: to what length it holds, by which it fails."""
    holds = words.length(found.holds_to or found.base)
    base = " (base)" if (found.holds_to or found.base) == found.base else ""
    fails = "not shown" if found.fails_by is None else words.length(found.fails_by)
    return holds + base, fails


def _bracket(found: EffectiveLength) -> str:
    held = found.holds_to or found.base
    above = held == found.base
    shown = "is not shown to hold above" if above else "holds to"
    holds = f"{shown} {words.length(held)}"
    if found.fails_by is not None:
        return f"{holds} and fails by {words.length(found.fails_by)}"
    statuses = {rung.status for rung in found.rungs}
    unclear = [r.length for r in found.rungs if r.status is RungStatus.UNCLEAR]
    if unclear and not above:
        return f"{holds} and is unclear at {words.span(unclear)}"
    if RungStatus.BEYOND_WINDOW in statuses and not unclear:
        return f"{holds}, the longest within its window"
    return holds if above else f"{holds}, the longest asked"


def _slope(model: ModelReport) -> str:
    if model.per_doubling is None:
        return ""
    return f" ({words.points(model.per_doubling)})"
