"""What the sentences of a report are made of: names, and lists of so many."""

from collections.abc import Sequence
from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.markdown import text

MOST: Final = 4
"""Models named in one sentence; the tables hold them all."""


def name(model: str) -> str:
    return text(model, 60)


def listed(parts: Sequence[str]) -> str:
    more = ["others below"] if len(parts) > MOST else []
    return words.several([*parts[:MOST], *more])


def clauses(parts: Sequence[str]) -> str:
    more = ["others are below"] if len(parts) > MOST else []
    return "; ".join([*parts[:MOST], *more])


def language_models(report: Report) -> Sequence[ModelReport]:
    """Return the language models, or the baselines where there are no others."""
    return [m for m in report.models if not m.baseline] or report.models
