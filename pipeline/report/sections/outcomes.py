"""How every planned call ended: nothing is left out, each row adds up."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import folded, paragraphs, table, text

COLUMNS: Final = (
    *("correct", "incorrect", "abstained", "unscored", "truncated", "refused"),
    *("filtered", "failed", "pending", "over_window"),
)
"""Each planned call is in exactly one."""


def render(report: Report) -> str:
    if not report.models:
        return ""
    return paragraphs(
        "## What went wrong",
        _answered(report),
        "The headline counts a call that failed, or was truncated, refused or "
        "filtered, as not correct: a user would have had no answer. 'When it "
        "answered' leaves those out.",
        folded("Every planned call, by how it ended", _all(report)),
    )


def _answered(report: Report) -> str:
    rows: list[list[str]] = []
    for model in report.models:
        ended = model.outcomes
        cut = ended.truncated + ended.refused + ended.filtered
        rows.append(
            [
                text(model.model, 60),
                words.with_interval(model.accuracy),
                words.with_interval(model.accuracy_answered),
                f"{ended.answered:,} of {ended.planned:,}",
                f"{ended.failed:,}",
                f"{cut:,}",
                f"{ended.pending:,}",
                f"{ended.over_window:,}",
            ]
        )
    header = ["model", "accuracy", "when it answered", "calls answered", "failed"]
    return table([*header, "cut or refused", "pending", "over window"], rows)


def _all(report: Report) -> str:
    rows = [
        [
            text(model.model, 60),
            f"{model.outcomes.planned:,}",
            f"{model.outcomes.answered:,}",
            *(f"{getattr(model.outcomes, name):,}" for name in COLUMNS),
        ]
        for model in report.models
    ]
    header = ["model", "planned", "answered", *COLUMNS]
    return paragraphs(
        table([name.replace("_", " ") for name in header], rows),
        "Controls and unanswerable questions included. 'answered' is the sum of "
        "correct, incorrect, abstained and unscored; the rest adds up to 'planned'.",
    )
