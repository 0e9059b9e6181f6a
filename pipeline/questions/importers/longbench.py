"""LongBench v1: one long text and one short question to a row.

Shape: `input, context, answers[], length, dataset, language, all_classes, _id`, as the
README of THUDM/LongBench says; every answer is right alone. `all_classes` is `null`
but for classification, where few classes are choices; a set may have 50 of them.
"""

from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, OneQuestion, Row
from pipeline.questions.importers.native import MOST_CHOICES
from pipeline.questions.importers.shared import contexts, needed


class _LongBench(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return (
            "input" in row and isinstance(row.get("context"), str) and "answers" in row
        )

    def read(self, row: Row) -> Draft:
        context = contexts.context("longbench", needed.text(row, "context"))
        answers = needed.texts(row, "answers")
        return Draft(
            id=fields.text(row, ["_id"]),
            text=needed.text(row, "input"),
            answers=answers,
            choices=_choices(row, answers),
            evidence=(contexts.whole(context),),
            category=fields.text(row, ["dataset"]),
            contexts=(context,),
        )


def _choices(row: Row, answers: tuple[str, ...]) -> tuple[str, ...]:
    classes = fields.texts(row, ["all_classes"])
    few = len(classes) <= MOST_CHOICES
    return classes if few and set(answers) <= set(classes) else ()


IMPORTER: Final[Importer] = _LongBench()
