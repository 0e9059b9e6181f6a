"""Accuracy by where the evidence sits: 0 is the start of the documents, 1 the end."""

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.figures import figure
from pipeline.report.markdown import narrow, paragraphs, text


def render(report: Report) -> str:
    if not report.models or len(report.depths) < 2:  # noqa: PLR2004 - to compare
        return ""
    depths = [f"depth {depth:g}" for depth in report.depths]
    header = ["model", *depths, "middle minus ends", "lowest at depth"]
    return paragraphs(
        "## Where the evidence sits",
        narrow("Accuracy at each depth", header, [_row(m) for m in report.models]),
        "0 is the start of the documents, 1 their end. Middle minus ends: the middle "
        "third less the outer thirds, in points; the one comparison of depths that is "
        "declared before a run. The rest is exploratory.",
        words.everywhere(report),
        _comparable(report),
        figure(report, "depth"),
    )


def _row(model: ModelReport) -> list[str]:
    found = model.depth_effect
    worst = found.worst_depths if found else ()
    return [
        text(model.model, 60),
        *(words.cell(cell) for cell in model.by_depth),
        words.points(found.middle_minus_ends if found else None),
        words.several([f"{depth:g}" for depth in worst]) or words.NONE,
    ]


def _comparable(report: Report) -> str:
    """Say which of these figures ask the same questions, and which do not."""
    if not report.kinds:
        return ""
    depths = (
        "The depths above are comparable: every question meets every depth"
        if report.every_depth
        else "Not every question meets every depth: the depths above ask partly "
        "different questions"
    )
    if not report.one_depth:
        return f"{depths}."
    if report.every_depth:
        depths += ", at one length or another"
    return (
        f"{depths}. The cells of length and depth below are not comparable with each "
        "other: each question stands at one depth for each length (a Latin square), so "
        "each cell asks a different part of the questions."
    )
