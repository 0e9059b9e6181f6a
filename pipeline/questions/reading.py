"""Lines of a question file become questions, and lines that do not say why."""

import json
from collections.abc import Container, Iterable
from typing import NamedTuple, cast

from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import Draft, Row, RowError
from pipeline.questions.typing import answer_type, unit
from pipeline.records import Question, RejectedRow, content_id

LONGEST_LINE = 50_000_000


class Read(NamedTuple):
    questions: list[Question]
    rejected: list[RejectedRow]
    shapes: tuple[str, ...]


def read_lines(lines: Iterable[str], collection: str) -> Read:
    """Read JSON Lines; a line that cannot be used costs itself alone."""
    questions: dict[str, Question] = {}
    rejected: list[RejectedRow] = []
    shapes: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            shape, question = _question(line, collection)
            _check_new(question, questions)
        except RowError as error:
            rejected.append(
                RejectedRow(collection=collection, line=number, reason=str(error))
            )
        else:
            questions[question.id] = question
            shapes.add(shape)
    return Read(list(questions.values()), rejected, tuple(sorted(shapes)))


def _check_new(question: Question, known: Container[str]) -> None:
    if question.id in known:
        message = f"the id {question.id!r} was used before"
        raise RowError(message)


def _question(line: str, collection: str) -> tuple[str, Question]:
    row = _row(line)
    for shape, importer in IMPORTERS.items():
        if importer.recognises(row):
            return shape, _finished(importer.read(row), collection)
    fields = ", ".join(sorted(row)[:8])
    message = f"no known shape of question; it has the fields {fields}"
    raise RowError(message)


def _row(line: str) -> Row:
    if len(line) > LONGEST_LINE:
        message = f"longer than {LONGEST_LINE:,} characters"
        raise RowError(message)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"not JSON: {error}"
        raise RowError(message) from error
    if not isinstance(row, dict):
        message = f"a {type(row).__name__}, where an object is wanted"
        raise RowError(message)
    return cast("Row", row)


def _finished(draft: Draft, collection: str) -> Question:
    kind = answer_type(draft)
    answerable = kind.value != "unanswerable"
    named = draft.id or content_id(draft.text, *draft.answers)[:12]
    if answerable and not draft.evidence:
        message = "no evidence: name the document with a page or a quote"
        raise RowError(message)
    return Question(
        id=named,
        collection=collection,
        text=draft.text.strip(),
        answers=draft.answers if answerable else (),
        answer_type=kind,
        type_inferred=draft.answer_type is None and not draft.unanswerable,
        choices=draft.choices,
        unit=unit(draft, kind),
        evidence=draft.evidence if answerable else (),
    )
