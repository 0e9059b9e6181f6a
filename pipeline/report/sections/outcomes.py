"""How every planned call ended: nothing is left out, each row adds up."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import SCORED, Ending, ModelReport, Report
from pipeline.report.figures import picture
from pipeline.report.markdown import folded, paragraphs, table, text

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
        picture(report, "outcomes"),
        _endings(report),
        _reasons(report),
        _tries(report),
        folded("Every planned call, by how it ended", _all(report)),
    )


def _endings(report: Report) -> str:
    rows = [_row(model) for model in report.models]
    return paragraphs(
        table(["model", *map(str, Ending), "accuracy when it answered"], rows),
        f"Calls on answerable questions in context, {words.working(report)}. "
        "Abstained: it says that the "
        "documents do not say. Refused: in words, or by the provider. Unreadable: cut "
        "off, or without an answer in it. The headline counts all but the first as not "
        "correct: a user would have had no right answer. 'When it answered': correct "
        "of correct and wrong, the first two columns; whoever abstains, refuses or "
        "fails did not answer.",
    )


def _row(model: ModelReport) -> list[str]:
    hits = {one.ending: one.share.hits for one in model.endings if one.share}
    counts = [hits.get(ending) for ending in Ending]
    return [
        text(model.model, 60),
        *(words.NONE if count is None else f"{count:,}" for count in counts),
        words.headline(model.accuracy_answered, model),
    ]


def _reasons(report: Report) -> str:
    rows = [
        [
            text(model.model, 60),
            one.condition.value,
            one.outcome.value.replace("_", " "),
            text(one.kind or words.NONE, 60),
            f"{one.calls:,}",
        ]
        for model in report.models
        for one in sorted(model.failures, key=lambda one: -one.calls)
    ]
    if not rows:
        return ""
    header = ["model", "asked in", "ended as", "error kind", "calls"]
    return folded(
        "Calls that ended without an answer, by reason",
        table(header, rows, prose=(0, 1, 2, 3)),
    )


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
    return folded("How many attempts the calls took", table(header, rows))


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
