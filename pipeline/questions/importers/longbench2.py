"""LongBench v2: a long text, a question and four options, of which one is right.

Shape: `_id, domain, sub_domain, difficulty, length, question, choice_A, choice_B,
choice_C, choice_D, answer, context`, as THUDM/LongBench:pred.py takes it from the set;
the answer is a letter.
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
from pipeline.records import AnswerType

_LETTERS: Final = "ABCD"
_NOTED: Final = ("sub_domain", "difficulty", "length")


class _LongBench2(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return "choice_A" in row

    def read(self, row: Row) -> Draft:
        context = contexts.context("longbench2", needed.text(row, "context"))
        choices = {one: needed.text(row, f"choice_{one}") for one in _LETTERS}
        letter = needed.text(row, "answer").strip()
        if letter not in choices:
            message = f"'answer' should be one of A, B, C and D, not {letter!r:.80}"
            raise RowError(message)
        return Draft(
            id=fields.text(row, ["_id"]),
            text=needed.text(row, "question"),
            answers=(choices[letter],),
            answer_type=AnswerType.CHOICE,
            choices=tuple(choices.values()),
            evidence=(contexts.whole(context),),
            category=fields.text(row, ["domain"]),
            note=_note(row),
            contexts=(context,),
        )


def _note(row: Row) -> str | None:
    said = [(name, fields.text(row, [name])) for name in _NOTED]
    return "; ".join(f"{name}: {value}" for name, value in said if value) or None


IMPORTER: Final[Importer] = _LongBench2()
