"""Lost in the middle: a question with retrieved passages, the gold one marked.

Shape: `question, answers[], ctxs[{id, title, text, score, hasanswer, isgold}]`, as the
data section of nelson-liu/lost-in-the-middle's README says; `hasanswer` tells only
that an answer's letters stand in the passage, so it counts where none `isgold`. The
answers are aliases.
"""

from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import (
    Draft,
    Importer,
    OneQuestion,
    Row,
    RowError,
)
from pipeline.questions.importers.shared import contexts, needed

_MARKS: Final = ("isgold", "hasanswer")


class _LostInTheMiddle(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return contexts.marked_passages(row, *_MARKS)

    def read(self, row: Row) -> Draft:
        passages = contexts.passages("lost-in-the-middle", row)
        found = (contexts.gold(passages, mark) for mark in _MARKS)
        gold = next(filter(None, found), ())
        if not gold:
            message = "no passage of 'ctxs' has 'isgold' or 'hasanswer' true"
            raise RowError(message)
        return Draft(
            id=fields.text(row, ["id"]),
            text=needed.text(row, "question"),
            answers=needed.texts(row, "answers"),
            evidence=tuple(map(contexts.whole, gold)),
            contexts=tuple(context for context, _ in passages),
        )


IMPORTER: Final[Importer] = _LostInTheMiddle()
