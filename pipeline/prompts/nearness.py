"""How near each passage of a library is to a question, by BM25."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.prompts.library import ChunkRow
from pipeline.records import Question
from pipeline.values import nearness


class Nearness:
    """Sees the corpus once, and scores every passage for any of the questions."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._near = nearness.Nearness(question.text for question in questions)

    def see(self, index: int, row: ChunkRow) -> None:
        self._near.see(index, row.text)

    def scores(self, question: Question) -> NDArray[np.float32]:
        """Return the score of each passage; 0 shares no word with the question."""
        return self._near.scores(question.text)
