"""Give a type to answers whose set gives none. What was inferred is marked as such."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pipeline.questions.importers.base import Draft, RowError
from pipeline.records import AnswerType
from pipeline.values.answer_types import (
    inferred_type,
    names_an_option,
    says_yes_or_no,
    unit_asked,
)
from pipeline.values.dates import parse_date
from pipeline.values.numbers import find_numbers

_DENIAL = re.compile(r"\W*($|not?\b|none\b|n/?a\b|null\b|un)", re.IGNORECASE)


def answer_type(draft: Draft) -> AnswerType:
    """Return the stated type, or the one that the answer's own form shows.

    Raises `RowError` when type and answer contradict each other.
    """
    if draft.unanswerable or draft.answer_type is AnswerType.UNANSWERABLE:
        if contradiction := [a for a in draft.answers if not _DENIAL.match(a)]:
            message = f"marked unanswerable, yet its answer is {contradiction[0]!r}"
            raise RowError(message)
        return AnswerType.UNANSWERABLE
    if not any(answer.strip() for answer in draft.answers):
        message = "no answer, and not marked unanswerable"
        raise RowError(message)
    kind = draft.answer_type or inferred_type(draft.text, draft.answers, draft.choices)
    fits, otherwise = _FORMS.get(kind, (_anything, ""))
    if not fits(draft):
        message = f"the answer {draft.answers[0]!r} is {otherwise}"
        raise RowError(message)
    return kind


def unit(draft: Draft, kind: AnswerType) -> str | None:
    """Return the stated unit, or of a number the one that the question asks for."""
    asked = unit_asked(draft.text) if kind is AnswerType.NUMBER else None
    return draft.unit or asked


def _anything(draft: Draft) -> bool:
    del draft
    return True


_FORMS: Final[Mapping[AnswerType, tuple[Callable[[Draft], bool], str]]] = {
    AnswerType.BOOLEAN: (
        lambda draft: says_yes_or_no(draft.answers[0]),
        "neither yes nor no",
    ),
    AnswerType.CHOICE: (
        lambda draft: (
            draft.answers[0] in draft.choices
            or (not draft.choices and names_an_option(draft.text, draft.answers[0]))
        ),
        "none of the choices",
    ),
    AnswerType.NUMBER: (
        lambda draft: bool(find_numbers(draft.answers[0])),
        "no number",
    ),
    AnswerType.DATE: (
        # A type that was inferred may be a day without its year.
        lambda draft: (
            draft.answer_type is None or parse_date(draft.answers[0]) is not None
        ),
        "no date; write YYYY-MM-DD",
    ),
}
"""What a gold answer of a type must look like: a model is not paid to be misjudged."""
