"""What is not in the figures, and why."""

from collections.abc import Sequence
from typing import Final

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import bullets, paragraphs, table, text
from pipeline.report.rows import LeftOut

MOST: Final = 20
_NAMES: Final = {"question": "question", "prompt": "prompt", "file": "file"}


def render(report: Report) -> str:
    return paragraphs("## Left out", bullets(_facts(report)), _table(report.left_out))


def _facts(report: Report) -> list[str]:
    scope, found = report.scope, report.left_out
    unbuilt = sum(row.items for row in found if row.kind == "prompt")
    lines = {
        "question": (scope.left_out_questions, "not asked: evidence not in the corpus"),
        "prompt": (unbuilt, "not built"),
        "file": (scope.failed_files, f"not readable, {scope.documents:,} read"),
        "passage": (
            scope.leaks_dropped,
            "kept out of prompts, holding the answer or the evidence a second time",
        ),
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
    rows = [
        [_NAMES.get(row.kind, ""), _what(row), text(row.reason, 160), f"{row.items:,}"]
        for row in found[:MOST]
    ]
    more = len(found) - MOST
    return paragraphs(
        table(["kind", "which", "reason", "count"], rows, prose=(0, 1, 2)),
        f"{more:,} more in report.json." if more > 0 else "",
    )


def _what(row: LeftOut) -> str:
    if row.kind == "prompt" and row.what.isdecimal():
        return words.length(int(row.what))
    return text(row.what, 100) or words.NONE
