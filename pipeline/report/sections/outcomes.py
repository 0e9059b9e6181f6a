"""How every planned call ended: nothing is left out, each row adds up."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.records import Outcome
from pipeline.report import words
from pipeline.report.contents import SCORED, Report
from pipeline.report.markdown import folded, paragraphs, table, text
from pipeline.report.rows import Failure

COLUMNS: Final = (
    *SCORED,
    *("unscored", "truncated", "refused", "filtered"),
    *("failed", "pending", "over_window"),
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
        _reasons(report),
        _tries(report),
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
                words.headline(model.accuracy, model),
                words.headline(model.accuracy_answered, model),
                f"{ended.answered:,} of {ended.planned:,}",
                f"{ended.failed:,}",
                f"{cut:,}",
                f"{ended.pending:,}",
                f"{ended.over_window:,}",
            ]
        )
    header = ["model", "accuracy", "when it answered", "calls answered", "failed"]
    return table([*header, "cut or refused", "pending", "over window"], rows)


def _reasons(report: Report) -> str:
    rows = [
        [
            text(model.model, 60),
            outcome.value.replace("_", " "),
            text(kind or words.NONE, 60),
            f"{calls:,}",
        ]
        for model in report.models
        for (outcome, kind), calls in _by_reason(model.failures)
    ]
    if not rows:
        return ""
    header = ["model", "ended as", "error kind", "calls"]
    return paragraphs(
        "Calls that ended without an answer, by reason:",
        table(header, rows, prose=(0, 1, 2)),
    )


def _by_reason(
    failures: Sequence[Failure],
) -> list[tuple[tuple[Outcome, str | None], int]]:
    """Return each reason with its calls, of controls and contexts, the most first."""
    counts: Counter[tuple[Outcome, str | None]] = Counter()
    for found in failures:
        counts[found.outcome, found.kind] += found.calls
    return counts.most_common()


def _tries(report: Report) -> str:
    known = [(model.model, model.tries) for model in report.models if model.tries]
    if not any(tries.retried for _, tries in known) and not report.outcomes.unanswered:
        return ""
    rows = [
        [
            text(model, 60),
            *(f"{n:,}" for n in (tries.sent, tries.retried, tries.attempts)),
        ]
        for model, tries in known
    ]
    header = ["model", "calls made", "took more than one attempt", "attempts in all"]
    return table(header, rows)


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
        "correct to unscored; the rest adds up to 'planned'. 'declined' is a refusal "
        "in the answer's own words, 'malformed' a reply that holds no answer, "
        "'unscored' is left to a reader, or not scored yet.",
    )
