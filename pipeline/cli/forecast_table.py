"""A forecast in; its tables, and what they rest on, out."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.query.forecasts.foreseen import Cell, Forecast, Money, OfModel, Ratio
from pipeline.query.models.target import BASELINE
from pipeline.statistics.planning import POWER

UNKNOWN: Final = "unknown"
_NUMBERS: Final = ("calls", "tokens", "over window")
_COSTS: Final = ("least $", "likely $", "most $")
_LEAST: Final = 0.0001
_SECONDS: Final = 90
_MINUTES: Final = 90


def forecast_lines(foreseen: Forecast) -> Iterator[str]:
    """Yield a line per model and size, one per model of what is left, then the rest."""
    yield from _cells(foreseen)
    yield ""
    yield from _left(foreseen)
    yield ""
    yield from _grounds(foreseen.models)
    yield from _resolution(foreseen)
    yield from _sum(foreseen)
    yield from _warnings(foreseen)


def _cells(foreseen: Forecast) -> Iterator[str]:
    total = foreseen.total
    rows = [
        [str(cell.model), str(cell.size), *_counts(cell), *_money(cell.whole)]
        for cell in foreseen.cells
    ]
    partly = bool(foreseen.unpriced)
    rows.append(["in all", "", *_counts(total), *_money(total.whole, partly=partly)])
    columns = [
        Column("model", soft=True, keep_end=True, least=16),
        Column("size"),
        *(Column(name, right=True) for name in _NUMBERS),
        Column("too long", right=True, soft=True),
        *(Column(name, right=True) for name in _COSTS),
    ]
    yield from table(columns, rows, terminal_columns())


def _counts(cell: Cell) -> list[str]:
    numbers = (cell.calls, cell.tokens, cell.over_window)
    too_long = f"{cell.too_long:,}" if cell.too_long else ""
    return [*(f"{number:,}" for number in numbers), too_long]


def _left(foreseen: Forecast) -> Iterator[str]:
    rows = [
        [str(m.total.model), *_remaining(m.total), _time(m.total.seconds)]
        for m in foreseen.models
    ]
    if len(rows) > 1:
        total = foreseen.total
        money = _money(total.left, partly=bool(_unpriced_left(foreseen)))
        time = _time(total.seconds, partly=bool(foreseen.untimed))
        rows.append(["in all", f"{total.sent - total.answered:,}", *money, time])
    columns = [
        Column("left to do", soft=True, keep_end=True, least=16),
        *(Column(name, right=True) for name in ("calls", *_COSTS, "time")),
    ]
    yield from table(columns, rows, terminal_columns())


def _remaining(cell: Cell) -> list[str]:
    return [f"{cell.sent - cell.answered:,}", *_money(cell.left)]


def _grounds(models: Sequence[OfModel]) -> Iterator[str]:
    """Say of each model that is paid for what its figures rest on."""
    asked = [m for m in models if not str(m.total.model).startswith(f"{BASELINE}/")]
    for model in asked:
        yield str(model.total.model)
        yield f"  price   {model.price or UNKNOWN}"
        yield f"  tokens  {_ratio(model.ratio)}"
        yield f"  answer  {_answers(model)}"
    if asked:
        yield ""


def _ratio(ratio: Ratio) -> str:
    by = {
        "calls": f"measured on {ratio.sample:,} calls",
        "count": f"counted by the service on {ratio.sample:,} prompts",
        "facts": "by the catalogue or bench.toml",
        "assumed": "assumed; --count or a first run measures it",
    }
    return f"{ratio.value:.2f} of its own for one of the table ({by[ratio.source]})"


def _answers(model: OfModel) -> str:
    how = f"measured on {model.answers:,} calls" if model.answers else "assumed"
    return f"{model.answer_tokens:,} tokens where one is likely ({how})"


def _resolution(foreseen: Forecast) -> Iterator[str]:
    """Say what the design can tell of two models, and what that takes for granted."""
    smallest, design = foreseen.smallest_difference, foreseen.design
    if smallest is None:
        return
    told = f"differences of {100 * smallest:.0f} points" if smallest < 1 else "none"
    yield (
        f"can resolve: {told} between two models ({design.questions:,} questions on "
        f"{len(design.sizes):,} documents; {POWER:.0%} power, discordance "
        f"{design.discordance:g} and correlation {design.correlation:g} assumed)"
    )


def _sum(foreseen: Forecast) -> Iterator[str]:
    total, left = foreseen.total, foreseen.total.left
    missing = _unpriced_left(foreseen)
    if not left.likely and missing:
        yield f"left to pay: {UNKNOWN}"
    else:
        yield (
            f"left to pay: ${_usd(left.likely)} likely, ${_usd(left.most)} at most"
            f"{', and what is unknown besides' if missing else ''}"
        )
    if missing:
        yield (
            f"no price is known of {', '.join(missing)}: write price = "
            "{ input = ..., output = ... } in bench.toml, dollars a million tokens"
        )
    if total.answered:
        yield (
            f"{total.answered:,} of {total.sent:,} calls have ended and cost nothing "
            f"more; ${_usd(foreseen.paid_usd)} is known to be paid for them"
        )


def _warnings(foreseen: Forecast) -> Iterator[str]:
    if foreseen.total.too_long:
        yield (
            f"{foreseen.total.too_long:,} prompts would not fit by the measured ratio: "
            "they are sent, and the service will tell"
        )
    budget, left = foreseen.budget_usd, foreseen.total.left
    if budget is None:
        return
    for name, more in (("likely", left.likely), ("greatest possible", left.most)):
        cost = foreseen.paid_usd + (more or 0.0)
        if cost > budget:
            yield (
                f"the {name} cost, ${_usd(cost)}, is more than budget_usd = "
                f"{budget:g}: a run stops before it spends more"
            )
            return


def _unpriced_left(foreseen: Forecast) -> list[str]:
    due = {str(m.total.model) for m in foreseen.models if m.total.left.most is None}
    return [model for model in foreseen.unpriced if model in due]


def _money(money: Money, *, partly: bool = False) -> list[str]:
    if money.most is None:
        return [UNKNOWN] * 3
    mark = "at least " if partly else ""
    values = (money.least, money.likely, money.most)
    return [f"{mark}{_usd(value)}" for value in values]


def _usd(value: float | None) -> str:
    if value is None:
        return UNKNOWN
    if value == 0:
        return "0"
    if value < _LEAST:
        return f"<{_LEAST}"
    return f"{value:,.2f}" if value >= 1 else f"{value:.4f}"


def _time(seconds: float | None, *, partly: bool = False) -> str:
    if seconds is None:
        return UNKNOWN
    mark = "at least " if partly else ""
    if seconds < _SECONDS:
        return f"{mark}{seconds:.0f} s"
    minutes = seconds / 60
    if minutes < _MINUTES:
        return f"{mark}{minutes:.0f} min"
    return f"{mark}{minutes / 60:.1f} h"
