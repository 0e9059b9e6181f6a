"""docqa's own shape, and the names other tools give the same fields.

    {"id", "question", "answers", "answer_type", "unit", "choices", "unanswerable",
     "evidence": [{"document", "page", "label", "quote"}],
     "category", "note", "twin_of", "plants": [the fields of a `Plant`]}

`pipeline.questions.native_file` writes it. Aliases are those of inspect, LongBench,
evalscope, ragas, deepeval and autoevals rows.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import ValidationError

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import (
    Draft,
    Importer,
    OneQuestion,
    Row,
    RowError,
)
from pipeline.records import AnswerType, Evidence, Plant

_QUESTION: Final = ["question", "input", "query", "user_input"]
_ANSWERS: Final = [
    *("answers", "answer", "target", "expected", "expected_output"),
    *("reference", "output", "response"),
]
_ID: Final = ["id", "_id", "question_id"]
_DOCUMENT: Final = ["document", "doc", "doc_name", "doc_id"]
_PAGE: Final = ["page", "page_number"]
_LABEL: Final = ["label", "page_label"]
_QUOTE: Final = ["quote", "text", "evidence_text"]
_CONTENT_ID: Final = re.compile(r"[0-9a-f]{32}")
_PLANT_TEXTS: Final = frozenset({"document", "host", "side", "text", "role"})
_PLANT_CHECKS: Final[Mapping[str, Callable[[Plant], bool]]] = {
    "document": lambda plant: bool(plant.document.strip()),
    "page": lambda plant: 1 <= plant.page < fields.MOST,
    "ordinal": lambda plant: 0 <= plant.ordinal < fields.MOST,
    "host": lambda plant: bool(_CONTENT_ID.fullmatch(plant.host)),
    "text": lambda plant: bool(plant.text.strip()),
}
MOST_CHOICES: Final = 26


class _Native(OneQuestion):
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
            category=fields.text(row, ["category"]),
            twin_of=fields.text(row, ["twin_of"]),
            note=fields.text(row, ["note"]),
            plants=tuple(
                _plant(place, item)
                for place, item in enumerate(fields.objects(row, "plants"))
            ),
        )


def _answers(row: Row, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the answers; the letter of an option stands for its text."""
    return tuple(_option(a, choices) for a in fields.texts(row, _ANSWERS))


def _option(answer: str, choices: tuple[str, ...]) -> str:
    place = ord(answer) - ord("A") if len(answer) == 1 else -1
    lettered = 0 <= place < len(choices) and answer not in choices
    return choices[place] if lettered else answer


def _answer_type(row: Row) -> AnswerType | None:
    given = fields.text(row, ["answer_type"])
    if given is None:
        return None
    try:
        return AnswerType(given.strip().lower())
    except ValueError as error:
        known = ", ".join(AnswerType)
        message = f"unknown answer_type {given!r:.80}; choose from {known}"
        raise RowError(message) from error


def _unanswerable(row: Row) -> bool:
    return (
        fields.flag(row, "unanswerable") is True
        or fields.flag(row, "answerable") is False
    )


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
        label=fields.text(place, _LABEL),
        quote=fields.text(place, quote_names),
    )


def _plant(place: int, item: Row) -> Plant:
    """Return a plant as it was written: a guessed one would be planted elsewhere."""
    texts = {name: fields.text(item, [name]) for name in _PLANT_TEXTS & item.keys()}
    try:
        plant = Plant.model_validate({**item, **texts})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        message = f"plants[{place}].{name}: {first['msg']}"
        raise RowError(message) from error
    for name, is_right in _PLANT_CHECKS.items():
        if not is_right(plant):
            message = f"plants[{place}].{name} cannot be {getattr(plant, name)!r:.80}"
            raise RowError(message)
    return plant


IMPORTER: Final[Importer] = _Native()
