"""HELMET-style rows: a question with its passages, or with one long text.

Shape: `question, answers[] | answer, ctxs[{title, text, has_answer}]` or `context`, as
princeton-nlp/HELMET:data.py (`load_qa`, `load_narrativeqa`) reads and makes them. The
answers are aliases; `demos`, the examples of a few-shot prompt, are not read. Where no
passage is marked, those that hold an answer's letters are the evidence, which is what
the mark says; where none does, all of them are.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import (
    Context,
    Draft,
    Importer,
    OneQuestion,
    Row,
    RowError,
)
from pipeline.questions.importers.shared import contexts, needed

_OTHERS: Final = (
    *("choice_A", "is_impossible"),
    *("evidence", "page", "page_number", "quote"),
)
"""Fields of other shapes that have a question and a text too; where a row says itself
in which document its evidence stands, its text is no document."""


class _Helmet(OneQuestion):
    def recognises(self, row: Row) -> bool:
        if "question" not in row or any(name in row for name in _OTHERS):
            return False
        if isinstance(fields.first(row, ["answers", "answer"]), dict):
            return False
        if contexts.marked_passages(row, "isgold", "hasanswer"):
            return False
        return isinstance(row.get("ctxs"), list) or isinstance(row.get("context"), str)

    def read(self, row: Row) -> Draft:
        answers = needed.texts(row, "answers", "answer")
        passages = contexts.passages("helmet", row)
        if passages:
            carried = tuple(context for context, _ in passages)
            gold = contexts.gold(passages, "has_answer") or _holding(carried, answers)
        elif text := fields.text(row, ["context"]):
            gold = carried = (contexts.context("helmet", text),)
        else:
            message = "no 'ctxs' and no 'context'"
            raise RowError(message)
        return Draft(
            id=fields.text(row, ["id"]),
            text=needed.text(row, "question"),
            answers=answers,
            evidence=tuple(map(contexts.whole, gold)),
            contexts=carried,
        )


def _holding(
    passages: Sequence[Context], answers: Sequence[str]
) -> tuple[Context, ...]:
    wanted = [answer.casefold() for answer in answers]
    held = tuple(
        one for one in passages if any(text in one.text.casefold() for text in wanted)
    )
    return held or tuple(passages)


IMPORTER: Final[Importer] = _Helmet()
