"""Accuracy by where the evidence sits: 0 is the start of the documents, 1 the end."""

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.markdown import folded, paragraphs, table, text


def render(report: Report) -> str:
    if not report.models or len(report.depths) < 2:  # noqa: PLR2004 - to compare
        return ""
    shares = table(
        ["model", *(f"depth {depth:g}" for depth in report.depths)],
        [
            [text(model.model, 60), *(words.cell(cell) for cell in model.by_depth)]
            for model in report.models
        ],
    )
    return paragraphs(
        "## Where the evidence sits",
        shares,
        "0 is the start of the documents, 1 their end. Exploratory: no pair of these "
        "cells was compared.",
        _comparable(report),
        *(
            folded(f"{text(model.model, 60)}: length and depth", _grid(report, model))
            for model in report.models
        ),
    )


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


def _grid(report: Report, model: ModelReport) -> str:
    cells = {(cell.length, cell.depth): cell for cell in model.by_length_depth}
    rows = [
        [
            f"depth {depth:g}",
            *(
                words.with_hits(found.accuracy)
                if (found := cells[length, depth]).accuracy
                else words.cell(found)
                for length in report.lengths
            ),
        ]
        for depth in report.depths
    ]
    return table(["", *map(words.length, report.lengths)], rows)
