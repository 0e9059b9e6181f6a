"""docqa's own shape, and the names other tools give the same fields.

    {"id", "question", "answers", "answer_type", "unit", "choices",
     "evidence": [{"document", "page", "quote"}], "unanswerable"}

Aliases are those of inspect, LongBench, evalscope, ragas, deepeval and autoevals rows.
"""

from typing import Final

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, Row, RowError
from pipeline.records import AnswerType, Evidence

_QUESTION: Final = ["question", "input", "query", "user_input"]
_ANSWERS: Final = [
    *("answers", "answer", "target", "expected", "expected_output"),
    *("reference", "output", "response"),
]
_ID: Final = ["id", "_id", "question_id"]
_DOCUMENT: Final = ["document", "doc", "doc_name", "doc_id"]
_PAGE: Final = ["page", "page_number"]
_QUOTE: Final = ["quote", "text", "evidence_text"]
MOST_CHOICES: Final = 26


class _Native:
    def recognises(self, row: Row) -> bool:
        return fields.first(row, _QUESTION) is not None

    def read(self, row: Row) -> Draft:
        question = fields.text(row, _QUESTION)
        if not question or not question.strip():
            message = f"no question; it goes under one of {', '.join(_QUESTION)}"
            raise RowError(message)
        choices = fields.texts(row, ["choices"])
        if len(choices) > MOST_CHOICES:
            message = f"{len(choices)} choices; at most {MOST_CHOICES} can be lettered"
            raise RowError(message)
        return Draft(
            id=fields.text(row, _ID),
            text=question,
            answers=_answers(row, choices),
            answer_type=_answer_type(row),
            choices=choices,
            unit=fields.text(row, ["unit"]),
            unanswerable=_unanswerable(row),
            evidence=_evidence(row),
        )


def _answers(row: Row, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the answers; the letter of an option stands for its text."""
    return tuple(_option(a, choices) for a in fields.texts(row, _ANSWERS))


def _option(answer: str, choices: tuple[str, ...]) -> str:
    place = ord(answer) - ord("A") if len(answer) == 1 else -1
    return choices[place] if 0 <= place < len(choices) else answer


def _answer_type(row: Row) -> AnswerType | None:
    given = fields.text(row, ["answer_type"])
    if given is None:
        return None
    try:
        return AnswerType(given.strip().lower())
    except ValueError as error:
        known = ", ".join(AnswerType)
        message = f"unknown answer_type {given!r}; choose from {known}"
        raise RowError(message) from error


def _unanswerable(row: Row) -> bool:
    return row.get("unanswerable") is True or row.get("answerable") is False


def _evidence(row: Row) -> tuple[Evidence, ...]:
    items = fields.objects(row, "evidence")
    if not items and fields.first(row, [*_PAGE, "quote"]) is not None:
        items = [row] if fields.text(row, _DOCUMENT) else []
    return tuple(_one(row, item) for item in items)


def _one(row: Row, place: Row) -> Evidence:
    document = fields.text(place, _DOCUMENT) or fields.text(row, _DOCUMENT)
    if document is None:
        message = "evidence without a 'document'"
        raise RowError(message)
    quote_names = ["quote"] if place is row else _QUOTE
    return Evidence(
        document=document,
        page=fields.whole(place, _PAGE),
        quote=fields.text(place, quote_names),
    )


IMPORTER: Final[Importer] = _Native()
