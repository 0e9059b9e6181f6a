"""Custom data sets of EvalScope: questions with an answer, and with options.

Shape: `query | messages[], response, system`, or `id, question, A, B, C, ..., answer`
with up to ten options and the letter of one as the answer, as modelscope/evalscope:
docs/en/advanced_guides/custom_dataset/llm.md says. The evidence stands under docqa's
own names.
"""

from typing import Any, Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, OneQuestion, Row
from pipeline.questions.importers.shared import chats, needed, tools

_LETTERS: Final = "ABCDEFGHIJ"


class _EvalScope(OneQuestion):
    def recognises(self, row: Row) -> bool:
        asked = "response" in row and ("query" in row or "messages" in row)
        return asked or ("question" in row and "A" in row and "B" in row)

    def read(self, row: Row) -> Draft:
        return tools.draft(_with_options(row) if "A" in row else _open(row), row)


def _open(row: Row) -> dict[str, Any]:
    name = "query" if row.get("query") is not None else "messages"
    return {
        "id": row.get("id"),
        "question": chats.asked(row, name),
        "answers": list(needed.texts(row, "response")),
    }


def _with_options(row: Row) -> dict[str, Any]:
    options = [fields.text(row, [letter]) for letter in _LETTERS]
    return {
        "id": row.get("id"),
        "question": needed.text(row, "question"),
        "choices": [option for option in options if option],
        "answers": [needed.text(row, "answer").strip()],
    }


IMPORTER: Final[Importer] = _EvalScope()
