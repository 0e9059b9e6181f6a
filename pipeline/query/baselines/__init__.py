"""Readers that run in process: honest yardsticks, no language models.

`baseline/bm25` ranks the sentences of the whole prompt against the question and takes
its answer from the first; `baseline/first-window` does so with the first 8,000 tokens
of the documents; `baseline/closed-book` answers nothing it was not told.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.query.baselines import bm25, closed_book, first_window
from pipeline.query.baselines.base import Baseline

BASELINES: Final[Mapping[str, Baseline]] = {
    "bm25": bm25.BASELINE,
    "closed-book": closed_book.BASELINE,
    "first-window": first_window.BASELINE,
}
