"""Give a type to answers whose set gives none. What was inferred is marked as such."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from pipeline.questions.importers.base import Draft, RowError
from pipeline.records import AnswerType
from pipeline.values.dates import find_dates, parse_date
from pipeline.values.numbers import find_numbers

LONGEST_NAME_WORDS: Final = 8
"""A longer untyped answer is an explanation, which only a reader can judge."""
_SENTENCE = re.compile(r"\b(is|are|was|were|has|have|had|will)\b|[a-z\d]\.\s*$")
_UNIT_ASKED = re.compile(
    r"\bin ((?:[A-Z]{3}|US\$|\$|€|£)?\s?(?:thousand|million|billion)s?\b"
    r"(?:\s(?:of\s)?(?:[A-Z]{3}|dollars|euros|pounds))?)"
)
_ASKS_YEAR = re.compile(r"\b(what|which) year\b|\bwhen\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_DENIAL = re.compile(r"\W*($|not?\b|none\b|n/?a\b|null\b|un)", re.IGNORECASE)
_YES_NO = re.compile(r"\s*(yes|no|true|false)\b", re.IGNORECASE)
_ASKS_YES_NO = re.compile(
    r"\s*(is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)


class Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


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
    kind = draft.answer_type or _inferred(draft)
    fits, otherwise = _FORMS.get(kind, (_anything, ""))
    if not fits(draft):
        message = f"the answer {draft.answers[0]!r} is {otherwise}"
        raise RowError(message)
    return kind


def unit_asked(question: str) -> str | None:
    """Return the scale that a question asks a number in: "USD millions"."""
    found = _UNIT_ASKED.search(question)
    return found[1].strip() if found else None


def _anything(draft: Draft) -> bool:
    del draft
    return True


_FORMS: Final[Mapping[AnswerType, tuple[Callable[[Draft], bool], str]]] = {
    AnswerType.BOOLEAN: (
        lambda draft: bool(_YES_NO.match(draft.answers[0])),
        "neither yes nor no",
    ),
    AnswerType.CHOICE: (
        lambda draft: draft.answers[0] in draft.choices,
        "none of the choices",
    ),
    AnswerType.NUMBER: (
        lambda draft: bool(find_numbers(draft.answers[0])),
        "no number",
    ),
    AnswerType.DATE: (
        lambda draft: parse_date(draft.answers[0]) is not None,
        "no date; write YYYY-MM-DD",
    ),
}
"""What a gold answer of a type must look like: a model is not paid to be misjudged."""


def _inferred(draft: Draft) -> AnswerType:
    answer = draft.answers[0] if draft.answers else ""
    if draft.choices:
        return AnswerType.CHOICE
    if _YES_NO.match(answer) and (
        _ASKS_YES_NO.match(draft.text) or len(answer.split()) == 1
    ):
        return AnswerType.BOOLEAN
    if _is_only(find_numbers(answer), answer) and not _ASKS_YEAR.search(draft.text):
        return AnswerType.NUMBER
    if _is_only(find_dates(answer), answer):
        return AnswerType.DATE
    if len(answer.split()) <= LONGEST_NAME_WORDS and not _SENTENCE.search(answer):
        return AnswerType.TEXT
    return AnswerType.FREE_TEXT


def _is_only(found: Sequence[Spanned], answer: str) -> bool:
    """Tell whether the answer is one such value and hardly a word more."""
    if len(found) != 1:
        return False
    rest = answer[: found[0].start] + answer[found[0].end :]
    return not _WORD.search(rest)
