"""What is not in the figures, and why."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import bullets, paragraphs, table, text
from pipeline.report.rows import LeftOut

MOST: Final = 20
"""Of each kind: the rest is in report.json."""
_LEAKS: Final = (
    "kept out of prompts, summed over all prompts, for holding the answer or the "
    "evidence a second time"
)
_KINDS: Final = ("row", "question", "file", "prompt")


def render(report: Report) -> str:
    return paragraphs("## Left out", bullets(_facts(report)), _table(report.left_out))


def _facts(report: Report) -> list[str]:
    scope, found = report.scope, report.left_out
    items = {
        kind: sum(row.items for row in found if row.kind == kind) for kind in _KINDS
    }
    lines = {
        "row": (items["row"], "of the question file could not be used"),
        "question": (scope.left_out_questions, "not asked: evidence not in the corpus"),
        "file": (scope.failed_files, f"not readable, {scope.documents:,} read"),
        "prompt": (items["prompt"], "not built"),
        "passage": (scope.leaks_dropped, _LEAKS),
        "answer type": (
            scope.type_inferred,
            f"inferred, of {words.plural(scope.questions, 'question')}",
        ),
    }
    return [
        f"{words.plural(count, noun)} {what}." for noun, (count, what) in lines.items()
    ]


def _table(found: Sequence[LeftOut]) -> str:
    if not found:
        return ""
    kinds = {kind: list(rows) for kind, rows in groupby(found, lambda row: row.kind)}
    rows = [
        [kind, _what(row), text(row.reason, 160), f"{row.items:,}"]
        for kind, of_kind in kinds.items()
        for row in of_kind[:MOST]
    ]
    more = [
        words.plural(len(of_kind) - MOST, f"more {kind}")
        for kind, of_kind in kinds.items()
        if len(of_kind) > MOST
    ]
    return paragraphs(
        table(["kind", "which", "reason", "count"], rows, prose=(0, 1, 2)),
        f"In report.json: {words.several(more)}." if more else "",
    )


def _what(row: LeftOut) -> str:
    condition, _, size = row.what.rpartition(" ")
    if row.kind == "prompt" and size.isdecimal():
        return f"{text(condition)} {words.length(int(size))}".lstrip()
    return text(row.what, 100) or words.NONE
