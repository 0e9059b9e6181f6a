"""What is not in the figures, and why."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from pipeline.report import words
from pipeline.report.contents import LeftOutSum, Report
from pipeline.report.markdown import bullets, folded, paragraphs, table, text
from pipeline.report.rows import LeftOut

MOST: Final = 20
"""Of each kind: the rest is in report.json."""
_MOST_NAMED: Final = 4
_LEAKS: Final = (
    "kept out of prompts, summed over all prompts, for holding the answer or the "
    "evidence a second time"
)


def render(report: Report) -> str:
    sums = report.sums.left_out if report.sums else ()
    return paragraphs(
        "## Left out",
        bullets(_facts(report, {one.kind: one for one in sums})),
        folded("Each of them, and why", _table(report.left_out, sums))
        if report.left_out
        else "",
    )


def _facts(report: Report, sums: Mapping[str, LeftOutSum]) -> list[str]:
    scope = report.scope
    items = {kind: found.items for kind, found in sums.items()}
    lines = {
        "row": (items.get("row", 0), "of the question file could not be used"),
        "question": (scope.left_out_questions, "not asked: evidence not in the corpus"),
        "file": (scope.failed_files, f"not readable, {scope.documents:,} read"),
        "prompt": (items.get("prompt", 0), "not built"),
        "passage": (scope.leaks_dropped, _LEAKS),
        "answer type": (
            scope.type_inferred,
            f"inferred, of {words.plural(scope.questions, 'question')}",
        ),
    }
    shown = [
        f"{words.plural(count, noun)} {what}."
        for noun, (count, what) in lines.items()
        if count
    ]
    return [*_for_reader(report), *shown] or ["Nothing."]


def _for_reader(report: Report) -> list[str]:
    """Say that answers of one model take a question out for all, and whose they are."""
    count = report.scope.needs_reader
    if not count:
        return []
    whose = [
        f"{model.outcomes.for_reader:,} of {text(model.model, 60)}"
        for model in report.models
        if model.outcomes.for_reader
    ]
    more = ["those of others"] if len(whose) > _MOST_NAMED else []
    named = words.several([*whose[:_MOST_NAMED], *more])
    said = (
        f"{words.plural(count, 'question')} left to a reader, and so in no percentage "
        f"of any model: no rule could judge some answers{f' ({named})' * bool(whose)}. "
        "A model more or less in the run can change what is left out, and so the "
        "figures of the others."
    )
    return [said]


def _table(found: Sequence[LeftOut], sums: Sequence[LeftOutSum]) -> str:
    kinds = {kind: list(rows) for kind, rows in groupby(found, lambda row: row.kind)}
    rows = [
        [kind, _what(row), text(row.reason, 160), f"{row.items:,}"]
        for kind, of_kind in kinds.items()
        for row in of_kind[:MOST]
    ]
    more = [
        f"the first {MOST} of {one.entries:,} {one.kind}s"
        for one in sums
        if one.entries > MOST
    ]
    return paragraphs(
        table(["kind", "which", "reason", "count"], rows, prose=(0, 1, 2)),
        f"Here are {words.several(more)}; the rest is in report.json." if more else "",
    )


def _what(row: LeftOut) -> str:
    condition, _, size = row.what.rpartition(" ")
    if row.kind == "prompt" and size.isdecimal():
        return f"{text(condition)} {words.length(int(size))}".lstrip()
    return text(row.what, 100) or words.NONE
