"""One module per section: a pure function from the `Report` to markdown.

A section that has nothing to say returns "". To add one: a module with `render`,
and its line here, in the order of reading.
"""

from collections.abc import Callable, Mapping
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
    time,
    tokens,
    twins,
    types,
    unanswerable,
    verdict,
)

SECTIONS: Final[Mapping[str, Callable[[Report], str]]] = {
    "verdict": verdict.render,
    "length": length.render,
    "types": types.render,
    "judge": judge.render,
    "depth": depth.render,
    "layout": layout.render,
    "controls": controls.render,
    "unanswerable": unanswerable.render,
    "twins": twins.render,
    "differences": differences.render,
    "time": time.render,
    "cost": cost.render,
    "consistency": consistency.render,
    "citing": citing.render,
    "outcomes": outcomes.render,
    "losses": losses.render,
    "metrics": metrics.render,
    "tokens": tokens.render,
    "left_out": left_out.render,
    "method": method.render,
    "limits": limits.render,
    "reproduce": reproduce.render,
}


def page(report: Report) -> str:
    """Return the whole report as one markdown page."""
    sections = (render(report) for render in SECTIONS.values())
    return "\n\n".join(section for section in sections if section) + "\n"
