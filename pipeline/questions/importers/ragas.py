"""Samples and test sets of Ragas: a question, a reference answer and their texts.

Shape: `user_input` (a text or a list of messages), `reference, reference_contexts[],
retrieved_contexts[], synthesizer_name`, as explodinggradients/ragas:src/ragas/
dataset_schema.py and its test sets have them; before version 0.2 `question,
ground_truth | ground_truths[], contexts[]`. A CSV holds the lists as text. Texts that
were retrieved are evidence only where no reference texts are given, and the mark
"<1-hop>" that a test set puts before a text is no part of it.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import (
    Context,
    Draft,
    Importer,
    OneQuestion,
    Row,
)
from pipeline.questions.importers.shared import chats, contexts, needed, tools
from pipeline.questions.importers.shared.written_lists import unwritten

_HOP: Final = re.compile(r"\A<\d+-hop>\s*")
_TRUTH: Final = ("reference", "ground_truth", "ground_truths")


class _Ragas(OneQuestion):
    def recognises(self, row: Row) -> bool:
        older = "question" in row and any(name in row for name in _TRUTH[1:])
        return "user_input" in row or older

    def read(self, row: Row) -> Draft:
        read = {
            "id": row.get("id"),
            "question": chats.asked(
                row, "user_input" if "user_input" in row else "question"
            ),
            "answers": list(unwritten(needed.texts(row, *_TRUTH))),
        }
        reference = _texts(row, "reference_contexts")
        retrieved = _texts(row, "retrieved_contexts", "contexts")
        draft = tools.draft({"category": row.get("synthesizer_name")} | read, row)
        carried = tuple(dict.fromkeys([*reference, *retrieved]))
        return contexts.carrying(draft, carried, reference or retrieved)


def _texts(row: Row, *names: str) -> Sequence[Context]:
    texts = [_HOP.sub("", text) for text in unwritten(fields.texts(row, names))]
    return [contexts.context("ragas", text) for text in texts if text.strip()]


IMPORTER: Final[Importer] = _Ragas()
