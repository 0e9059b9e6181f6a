"""What the models were paid, as far as it is known."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import Costs, ModelReport, Report, Sums
from pipeline.report.figures import picture
from pipeline.report.markdown import paragraphs, table, text

_DEFINITION: Final = (
    "In US dollars, by the usage that each provider reported, reasoning included. A "
    "call: the mean of answered ones in context, {over}; 1,000 questions: as many of "
    "these. A correct answer: all that calls there cost, over the answers that are "
    "right. In all: every call whose cost is known, controls too. Attempts that failed "
    "and were billed all the same "
    "are in none."
)


def render(report: Report) -> str:
    rows = [
        _row(model, model.costs)
        for model in report.models
        if model.costs and not model.baseline
    ]
    if not rows:
        return ""
    header = [
        *("model", "a call", "a correct answer", "1,000 questions", "in all"),
        *("calls with a cost", "price"),
    ]
    return paragraphs(
        "## Cost",
        picture(report, "cost"),
        table(header, rows),
        _DEFINITION.format(over=words.working(report)),
        _sum(report.sums),
    )


def _row(model: ModelReport, costs: Costs) -> list[str]:
    return [
        text(model.model, 60),
        words.usd(costs.answer_usd),
        words.usd_interval(model.cost_per_correct, words.UNKNOWN),
        words.usd_per_thousand(costs.answer_usd),
        words.usd(costs.total_usd),
        f"{costs.priced:,} of {costs.calls:,}",
        text(words.several(list(costs.sources)), 120) or words.UNKNOWN,
    ]


def _sum(sums: Sums | None) -> str:
    if sums is None or sums.total_usd is None:
        return ""
    missing = sums.unpriced
    least = "at least " if missing else ""
    more = f" ({words.plural(missing, 'call')} of unknown cost)" if missing else ""
    return (
        f"All models together: {least}{words.usd(sums.total_usd)}{more}, added up "
        "before rounding."
    )
