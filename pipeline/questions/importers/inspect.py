"""Samples of Inspect: what is put to the model, and what it should say.

Shape: `input` (a text or a list of chat messages), `target` (one or several),
`choices[], id, metadata{}`, as https://inspect.aisi.org.uk/datasets.html says. A target
of a choice is its letter; several of them must all be chosen, while several targets
without choices are aliases. The sample has no field for evidence: docqa's own
(`document, page, quote` or `evidence`) are taken from it or its metadata, and so is a
text under `context` or `contexts`.
"""

from typing import Any, Final, cast

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, OneQuestion, Row
from pipeline.questions.importers.shared import chats, contexts, tools
from pipeline.records import AnswerType


class _Inspect(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return "input" in row and "target" in row

    def read(self, row: Row) -> Draft:
        found = row.get("metadata")
        metadata = cast("Row", found if isinstance(found, dict) else {})
        targets = list(fields.texts(row, ["target"]))
        read: dict[str, Any] = {
            "question": chats.asked(row, "input"),
            "answers": targets,
            "id": row.get("id"),
        }
        if row.get("choices") and len(targets) > 1:
            read["answer_type"] = AnswerType.LIST.value
        carried = contexts.contexts("inspect", metadata, "contexts", "context")
        return contexts.carrying(tools.draft(read, row, metadata), carried, carried)


IMPORTER: Final[Importer] = _Inspect()
