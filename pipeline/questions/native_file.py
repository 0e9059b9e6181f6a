"""Questions in, lines of docqa's own shape out: reading them back makes them equal."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import QuestionError
from pipeline.records import Question


def rows_of(questions: Iterable[Question]) -> Iterator[str]:
    """Yield a line of JSON for each question, with its line end.

    What is absent is left out, and so is a type that was inferred: it will be again.
    """
    for question in questions:
        yield f"{json.dumps(_row(question), ensure_ascii=False)}\n"


def write_questions(path: Path, questions: Iterable[Question]) -> None:
    """Write them as a file, whole or not at all. Raises `QuestionError`."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(rows_of(questions))
        part.replace(path)
    except OSError as error:
        message = f"the questions {str(path)!r} cannot be written: {error.strerror}"
        raise QuestionError(message) from error


def write_new(path: Path, questions: Iterable[Question], option: str) -> None:
    """Write them over nothing else: it may be somebody's own, or edited by hand.

    Raises `QuestionError`, which names the option that says where.
    """
    asked = list(questions)
    if path.exists() and not holds(path, asked):
        message = (
            f"{str(path)!r} is there and holds something else; choose another {option}"
        )
        raise QuestionError(message)
    write_questions(path, asked)


def holds(path: Path, questions: Iterable[Question]) -> bool:
    """Return whether a file is there that is these questions, byte for byte."""
    return path.is_file() and path.read_bytes() == "".join(rows_of(questions)).encode()


def _row(question: Question) -> Mapping[str, Any]:
    stated = question.answerable and not question.type_inferred
    return _present(
        {
            "id": question.id,
            "question": question.text,
            "answers": question.answers,
            "answer_type": question.answer_type if stated else None,
            "choices": question.choices,
            "unit": question.unit,
            "evidence": [_present(item.model_dump()) for item in question.evidence],
            "unanswerable": True if not question.answerable else None,
            "category": question.category,
            "note": question.note,
            "twin_of": question.twin_of,
            "plants": [plant.model_dump() for plant in question.plants],
        }
    )


def _present(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in fields.items() if value not in (None, (), [])
    }
