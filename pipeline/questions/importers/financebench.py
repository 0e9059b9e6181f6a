"""FinanceBench's open set: untyped answers, evidence with 0-based page numbers.

Shape: `financebench_id, question, answer, justification, question_type, doc_name,
evidence[{doc_name, evidence_text, evidence_page_num}]`, as in
patronus-ai/financebench:data/financebench_open_source.jsonl.
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
from pipeline.questions.importers.shared import needed
from pipeline.records import Evidence


class _FinanceBench(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return "financebench_id" in row

    def read(self, row: Row) -> Draft:
        return Draft(
            id=fields.text(row, ["financebench_id"]),
            text=needed.text(row, "question"),
            answers=fields.texts(row, ["answer"]),
            evidence=tuple(_evidence(row, o) for o in fields.objects(row, "evidence")),
            category=fields.text(row, ["question_type"]),
            note=fields.text(row, ["justification"]),
        )


def _evidence(row: Row, item: Row) -> Evidence:
    document = fields.text(item, ["doc_name"]) or fields.text(row, ["doc_name"])
    page = fields.whole(item, ["evidence_page_num"])
    if document is None:
        message = "evidence without 'doc_name'"
        raise RowError(message)
    return Evidence(
        document=document,
        page=None if page is None else page + 1,
        quote=fields.text(item, ["evidence_text"]),
    )


IMPORTER: Final[Importer] = _FinanceBench()
