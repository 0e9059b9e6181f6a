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
        *(
            folded(f"{text(model.model, 60)}: length and depth", _grid(report, model))
            for model in report.models
        ),
    )


def _grid(report: Report, model: ModelReport) -> str:
    cells = {(cell.length, cell.depth): cell for cell in model.by_length_depth}
    rows = [
        [
            f"depth {depth:g}",
            *(
                f"{words.cell(found)} ({words.hits(found.accuracy)})"
                if (found := cells[length, depth]).accuracy
                else words.cell(found)
                for length in report.lengths
            ),
        ]
        for depth in report.depths
    ]
    return table(["", *map(words.length, report.lengths)], rows)
