"""Goldens of DeepEval: an input, the output that is expected, and their texts.

Shape: `input, expected_output, context[], retrieval_context[], source_file`, or the
same in camel case, as confident-ai/deepeval:deepeval/dataset/{golden,dataset}.py have
them. `context` is the ground truth: with a `source_file`, quotes of that document;
without one, texts of their own. What was retrieved is evidence only where there is no
`context`.
"""

import re
from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, OneQuestion, Row
from pipeline.questions.importers.shared import chats, contexts, needed, tools
from pipeline.questions.importers.shared.written_lists import unwritten

_EXPECTED: Final = ("expected_output", "expectedOutput")
_SOURCE: Final = ("source_file", "sourceFile")
_RETRIEVED: Final = ("retrieval_context", "retrievalContext")
_FOLDERS: Final = re.compile(r".*[\\/]", re.DOTALL)


class _DeepEval(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return "input" in row and any(name in row for name in _EXPECTED)

    def read(self, row: Row) -> Draft:
        read = {
            "id": row.get("id"),
            "question": chats.asked(row, "input"),
            "answers": list(needed.texts(row, *_EXPECTED)),
        }
        metadata = fields.first(row, ["additional_metadata", "additionalMetadata"])
        truth = [t for t in unwritten(fields.texts(row, ["context"])) if t.strip()]
        source = fields.text(row, _SOURCE)
        if source and source.strip() and truth:
            name = _FOLDERS.sub("", source.strip())
            quotes = [{"document": name, "quote": quote} for quote in truth]
            return tools.draft({**read, "evidence": quotes}, row, metadata)
        gold = [contexts.context("deepeval", text) for text in truth]
        retrieved = contexts.contexts("deepeval", row, *_RETRIEVED)
        carried = list(dict.fromkeys([*gold, *retrieved]))
        draft = tools.draft(read, row, metadata)
        return contexts.carrying(draft, carried, gold or retrieved)


IMPORTER: Final[Importer] = _DeepEval()
