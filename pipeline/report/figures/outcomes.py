"""How the calls on answerable questions ended: six shares of one bar a model."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.canvas import INK, Key
from pipeline.report import words
from pipeline.report.contents import Ending, Report
from pipeline.report.figures.base import Figure, Naming, said, shown
from pipeline.report.figures.stacks import Part, Stack, Title, stacked
from pipeline.report.markdown import plain, table
from pipeline.statistics.estimates import Estimate

_LEAST: Final = 0.005
"""A smaller share is left out of the sentence: it would be written as 0 %."""


class _Dress(NamedTuple):
    name: str
    colour: str
    ink: str = "#ffffff"


_DRESSES: Final[Mapping[Ending, _Dress]] = {
    Ending.CORRECT: _Dress("correct", "#0072B2"),
    Ending.WRONG: _Dress("wrong", "#D55E00"),
    Ending.ABSTAINED: _Dress("abstained", "#c4ccd4", INK),
    Ending.REFUSED: _Dress("refused", "#9A5B8F"),
    Ending.UNREADABLE: _Dress("unreadable", "#E69F00", INK),
    Ending.FAILED: _Dress("failed", "#3d444d"),
}


def _known(report: Report) -> list[tuple[str, dict[Ending, Estimate]]]:
    found = [
        (model.model, {one.ending: one.share for one in model.endings if one.share})
        for model in report.models
    ]
    return [one for one in found if one[1]]


def _has(report: Report) -> bool:
    return bool(_known(report))


def _draw(report: Report) -> bytes:
    stacks = [
        Stack(
            model,
            [_part(ending, shares[ending]) for ending in Ending if ending in shares],
            words.plural(max(one.calls or 0 for one in shares.values()), "call"),
        )
        for model, shares in _known(report)
    ]
    note = f"Answerable questions in context, {words.working(report)}: every call made."
    title = Title("How calls ended", note, _finding(report, plain))
    keys = [Key(name, colour) for name, colour, _ in _DRESSES.values()]
    return stacked(report, title, stacks, keys)


def _part(ending: Ending, found: Estimate) -> Part:
    _, colour, ink = _DRESSES[ending]
    return Part(found.estimate, words.percent(found.estimate, found.n), colour, ink)


def _finding(report: Report, naming: Naming) -> str:
    lines = [
        f"{naming(model)} "
        + ", ".join(
            f"{words.percent(one.estimate, one.n)} {_DRESSES[ending].name}"
            for ending, one in shares.items()
            if one.estimate >= _LEAST
        )
        for model, shares in _known(report)
    ]
    return f"How calls on answerable questions ended: {said(lines)}."


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    rows = [
        [shown(model), *(words.with_interval(shares.get(ending)) for ending in Ending)]
        for model, shares in _known(report)
    ]
    return table(["model", *(dress.name for dress in _DRESSES.values())], rows)


FIGURE: Final = Figure("outcomes.svg", _has, _draw, _alt, _table)
