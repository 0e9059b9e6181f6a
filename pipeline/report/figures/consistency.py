"""The same question asked again: right every time, now and then, or neither."""

from typing import Final, NamedTuple

from pipeline.canvas import INK, Key
from pipeline.report import words
from pipeline.report.contents import Repeats, Report
from pipeline.report.figures.base import Figure, Naming, said, shown
from pipeline.report.figures.stacks import Part, Stack, Title, stacked
from pipeline.report.markdown import plain, table
from pipeline.statistics.estimates import Estimate

_EVERY, _FLIPS, _REST = "#0072B2", "#E69F00", "#c4ccd4"
_KEYS: Final = (
    Key("right every time", _EVERY),
    Key("right and not right", _FLIPS),
    Key("never right, or a call failed", _REST),
)


class _Strip(NamedTuple):
    model: str
    repeats: int
    every: Estimate
    flips: Estimate

    @property
    def rest(self) -> float | None:
        """What is neither, where both are of the same questions.

        A call that failed is not right every time, and has no verdict that could flip.
        """
        rest = 1 - self.every.estimate - self.flips.estimate
        same = self.every.n == self.flips.n and rest > -_SLACK
        return max(rest, 0.0) if same else None


_SLACK: Final = 1e-5
"""Shares are rounded."""


def _known(report: Report) -> list[_Strip]:
    found = [(model.model, model.repeats) for model in report.models if model.repeats]
    return [
        _Strip(model, one.repeats, every, one.flips)
        for model, one in found
        if (every := _every(one)) and one.flips
    ]


def _every(found: Repeats) -> Estimate | None:
    """Return the share of questions that were right as often as they were asked."""
    return next((one.share for one in found.pass_k if one.k == found.repeats), None)


def _has(report: Report) -> bool:
    return bool(_known(report))


def _draw(report: Report) -> bytes:
    stacks = [
        Stack(one.model, _parts(one), words.plural(one.every.n, "question"))
        for one in _known(report)
    ]
    note = "Questions in context, at all lengths, asked more than once in one place."
    title = Title(_title(report), note, _finding(report, plain))
    return stacked(report, title, stacks, _KEYS)


def _title(report: Report) -> str:
    times = {one.repeats for one in _known(report)}
    return f"The same question, asked {max(times)} times"


def _parts(one: _Strip) -> list[Part]:
    parts = [
        Part(found.estimate, words.percent(found.estimate, found.n), colour, ink)
        for found, colour, ink in (
            (one.every, _EVERY, "#ffffff"),
            (one.flips, _FLIPS, INK),
        )
    ]
    if one.rest is not None:
        rest = words.percent(one.rest, one.every.n)
        parts.append(Part(one.rest, rest, _REST, INK))
    return parts


def _finding(report: Report, naming: Naming) -> str:
    lines = [
        f"{naming(one.model)} {words.percent(one.every.estimate, one.every.n)} right "
        f"every time, {words.percent(one.flips.estimate, one.flips.n)} right and not "
        "right"
        for one in _known(report)
    ]
    return f"{_title(report)}: {said(lines)}."


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    rows = [
        [
            shown(one.model),
            f"{one.repeats}",
            words.with_interval(one.every),
            words.with_interval(one.flips),
            f"{one.every.n:,}",
        ]
        for one in _known(report)
    ]
    header = ["model", "times", "right every time", "right and not right", "questions"]
    return table(header, rows)


FIGURE: Final = Figure("consistency.svg", _has, _draw, _alt, _table)
