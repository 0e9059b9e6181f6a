"""One module per section: a pure function from the `Report` to markdown.

A section that has nothing to say returns "". To add one: a module with `render`,
and its line here, in the order of reading.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pipeline.report.contents import Report
from pipeline.report.sections import (
    citing,
    consistency,
    controls,
    cost,
    depth,
    differences,
    judge,
    layout,
    left_out,
    length,
    limits,
    losses,
    method,
    metrics,
    outcomes,
    reproduce,
    strengths,
    summary,
    switching,
    time,
    tokens,
    trust,
    types,
    unanswerable,
    verdict,
)

FIRST_SCREEN: Final = ("verdict", "summary", "trust")
"""What fits on one: at most 45 lines of markdown."""

SECTIONS: Final[Mapping[str, Callable[[Report], str]]] = {
    "verdict": verdict.render,
    "summary": summary.render,
    "trust": trust.render,
    "length": length.render,
    "differences": differences.render,
    "switching": switching.render,
    "strengths": strengths.render,
    "types": types.render,
    "depth": depth.render,
    "layout": layout.render,
    "unanswerable": unanswerable.render,
    "time": time.render,
    "outcomes": outcomes.render,
    "losses": losses.render,
    "citing": citing.render,
    "consistency": consistency.render,
    "controls": controls.render,
    "cost": cost.render,
    "tokens": tokens.render,
    "judge": judge.render,
    "metrics": metrics.render,
    "left_out": left_out.render,
    "method": method.render,
    "limits": limits.render,
    "reproduce": reproduce.render,
}


def page(report: Report) -> str:
    """Return the whole report as one markdown page."""
    return _joined(report, tuple(SECTIONS)) + "\n"


def first_screen(report: Report) -> str:
    """Return what is read first, up to how far to trust it."""
    return _joined(report, FIRST_SCREEN)


def _joined(report: Report, names: Sequence[str]) -> str:
    sections = (SECTIONS[name](report) for name in names)
    return "\n\n".join(section for section in sections if section)
