"""MMLongBench-Doc: typed answers over PDFs, with the pages they stand on.

Shape: `doc_id, doc_type, question, answer, evidence_pages "[3, 5]", evidence_sources,
answer_format`, as in mayubo2333/MMLongBench-Doc:data/samples.json, where lists are
written as text. The format is Int, Float, Str, List or, of "Not answerable", None. The
pages are counted from 1, but some are printed numbers and a few are 0 (its issues 6, 8,
12 and 13); there is no quote to tell by, so a 0 is refused.
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
from pipeline.questions.importers.shared.written_lists import unwritten
from pipeline.records import AnswerType, Evidence
from pipeline.values.numbers import find_numbers

_NO_ANSWER: Final = "not answerable"
_NUMBERS: Final = frozenset({"int", "float"})


class _MMLongBench(OneQuestion):
    def recognises(self, row: Row) -> bool:
        return "doc_id" in row and "evidence_pages" in row

    def read(self, row: Row) -> Draft:
        document = needed.text(row, "doc_id")
        answers = needed.texts(row, "answer")
        unanswerable = answers[0].strip().casefold() == _NO_ANSWER
        kind = None if unanswerable else _type(row, answers)
        return Draft(
            text=needed.text(row, "question"),
            answers=() if unanswerable else _items(kind, answers),
            answer_type=kind,
            unanswerable=unanswerable,
            evidence=() if unanswerable else _evidence(row, document),
            category=fields.text(row, ["doc_type"]),
            note=_note(row),
        )


def _type(row: Row, answers: tuple[str, ...]) -> AnswerType | None:
    """Return the stated type where the answer has its form; what else tells nothing."""
    stated = (fields.text(row, ["answer_format"]) or "").strip().casefold()
    if stated in _NUMBERS and find_numbers(answers[0]):
        return AnswerType.NUMBER
    return AnswerType.LIST if stated == "list" else None


def _items(kind: AnswerType | None, answers: tuple[str, ...]) -> tuple[str, ...]:
    return unwritten(answers) if kind is AnswerType.LIST else answers


def _evidence(row: Row, document: str) -> tuple[Evidence, ...]:
    pages = unwritten(fields.texts(row, ["evidence_pages"]))
    if not pages:
        message = "no page in 'evidence_pages'"
        raise RowError(message)
    return tuple(Evidence(document=document, page=_page(page)) for page in pages)


def _page(text: str) -> int | None:
    page = fields.whole({"evidence_pages": text}, ["evidence_pages"])
    if page == 0:
        message = "'evidence_pages' counts from 1, and has a 0"
        raise RowError(message)
    return page


def _note(row: Row) -> str | None:
    kinds = unwritten(fields.texts(row, ["evidence_sources"]))
    return f"evidence in: {', '.join(kinds)}" if kinds else None


IMPORTER: Final[Importer] = _MMLongBench()
