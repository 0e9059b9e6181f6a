"""The BM25 reader with a small window: it must lose by length and by depth."""

from dataclasses import replace
from typing import Final

from pipeline.query.baselines.base import Baseline
from pipeline.query.baselines.bm25 import answer
from pipeline.query.baselines.reading import understand
from pipeline.tokens import split_at

WINDOW_TOKENS: Final = 8_000


def _read(prompt: str) -> str:
    task = understand(prompt)
    window = task.documents[: split_at(task.documents, WINDOW_TOKENS)]
    return answer(replace(task, documents=window))


BASELINE: Final = Baseline(version="first-window@1", read=_read)
