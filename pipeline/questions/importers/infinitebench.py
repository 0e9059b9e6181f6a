"""InfiniteBench: one very long text and one question to a row.

Shape: `id, context | content, input, answer, options[]`, as OpenBMB/InfiniteBench:
src/eval_utils.py and princeton-nlp/HELMET:data.py (`load_infbench`) read it. Several
answers are each right alone. Of a choice the answer is the option's text, with or
without its letter after it; without options `options` is empty.
"""

from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, OneQuestion, Row
from pipeline.questions.importers.shared import contexts, needed

_TEXT: Final = ("context", "content")


class _InfiniteBench(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return (
            "input" in row
            and "answer" in row
            and isinstance(fields.first(row, _TEXT), str)
        )

    def read(self, row: Row) -> Draft:
        context = contexts.context("infinitebench", needed.text(row, *_TEXT))
        options = fields.texts(row, ["options"])
        answers = needed.texts(row, "answer")
        of_options = tuple(answer for answer in answers if answer in options)
        return Draft(
            id=fields.text(row, ["id"]),
            text=needed.text(row, "input"),
            answers=of_options or answers,
            choices=options,
            evidence=(contexts.whole(context),),
            contexts=(context,),
        )


IMPORTER: Final[Importer] = _InfiniteBench()
