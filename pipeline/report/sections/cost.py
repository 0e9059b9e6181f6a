"""What the models were paid, as far as it is known."""

from math import floor, log10
from typing import Final

from pipeline.report import words
from pipeline.report.contents import Costs, ModelReport, Report
from pipeline.report.markdown import paragraphs, table, text

UNKNOWN: Final = "unknown"
_LEAST: Final = 1e-6
_DEFINITION: Final = (
    "In US dollars, by the usage that each provider reported. The mean is of answered "
    "calls, reasoning included; the sum is of every call whose cost is known. Attempts "
    "that failed and were billed all the same are in neither."
)


def render(report: Report) -> str:
    rows = [
        _row(model, model.costs)
        for model in report.models
        if model.costs and not model.baseline
    ]
    if not rows:
        return ""
    header = ["model", "cost of an answer", "in all", "calls with a cost", "price"]
    return paragraphs("## Cost", table(header, rows), _DEFINITION, _sum(report))


def usd(value: float | None) -> str:
    if value is None:
        return UNKNOWN
    if value == 0:
        return "$0"
    if value < _LEAST:
        return f"< ${_LEAST:f}"
    places = 2 if value >= 1 else 1 - floor(log10(value))  # two digits that tell
    return f"${value:,.{places}f}"


def _row(model: ModelReport, costs: Costs) -> list[str]:
    return [
        text(model.model, 60),
        usd(costs.answer_usd),
        usd(costs.total_usd),
        f"{costs.priced:,} of {costs.calls:,}",
        text(words.several(list(costs.sources)), 120) or UNKNOWN,
    ]


def _sum(report: Report) -> str:
    costs = [m.costs for m in report.models if m.costs and not m.baseline]
    known = [c.total_usd for c in costs if c.total_usd is not None]
    if not known:
        return ""
    missing = sum(c.calls - c.priced for c in costs)
    least = "at least " if missing else ""
    more = f" ({words.plural(missing, 'call')} of unknown cost)" if missing else ""
    return f"All models together: {least}{usd(sum(known))}{more}."
