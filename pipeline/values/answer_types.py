"""What kind of answer a gold answer is, where its set does not say: by its own form."""

import re
from collections.abc import Sequence
from typing import Final, Protocol

from pipeline.records import AnswerType
from pipeline.values.dates import find_dates
from pipeline.values.numbers import find_numbers
from pipeline.values.options import chosen_by, options_in
from pipeline.values.periods import find_moments, in_year

LONGEST_NAME_WORDS: Final = 8
"""A longer untyped answer is an explanation, which only a reader can judge."""
_SENTENCE = re.compile(r"\b(is|are|was|were|has|have|had|will)\b|[a-z\d]\.\s*$")
_UNIT_ASKED = re.compile(
    r"\bin ((?:[A-Z]{3}|US\$|\$|€|£)?\s?(?:thousand|million|billion)s?\b"
    r"(?:\s(?:of\s)?(?:[A-Z]{3}|dollars|euros|pounds))?)"
)
_AUXILIARY: Final = (
    "(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|shall"
    "|must|may|might)"
)
_ASKS_YEAR = re.compile(
    rf"\b(?:what|which) year\b|\bwhen(?:\s+{_AUXILIARY}\b|\s*\?)", re.IGNORECASE
)
"""Only where it asks: "When reading the gauge, what ..." asks for no time."""
_ASKS_DAY = re.compile(
    r"\b(?:when|what date|which date|what day|which day|deadline)\b", re.IGNORECASE
)
_ANY_YEAR: Final = 2000
"""Stands for the year of a day that names none: it has every day."""
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")
_TIME_OF_DAY = re.compile(
    r"\b(?:noon|midday|midnight|morning|afternoon|evening|night|o['\u2019]clock"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_YES_NO = re.compile(r"\s*(yes|no|true|false)\b", re.IGNORECASE)
_YES_NO_STOP = re.compile(
    r"\s*(yes|no|true|false)\s*(?:[,.;:!\u2013\u2014]|-\s|$)", re.IGNORECASE
)
_ASKS_YES_NO = re.compile(rf"\s*{_AUXILIARY}\b", re.IGNORECASE)
_ASKS_YES_NO_LATER = re.compile(
    rf"[,.;:?!]\s+(?:(?:and|or|so|then|but)\s+)?{_AUXILIARY}\b", re.IGNORECASE
)


class Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def inferred_type(
    question: str, answers: Sequence[str], choices: Sequence[str] = ()
) -> AnswerType:
    """Return the type that the first answer's form shows, to that question."""
    answer = answers[0] if answers else ""
    if choices or names_an_option(question, answer):
        return AnswerType.CHOICE
    if _is_yes_or_no(question, answer):
        return AnswerType.BOOLEAN
    year = _ASKS_YEAR.search(question) and _is_a_date(question, answer)
    if not year and _is_only(find_numbers(answer), answer):
        return AnswerType.NUMBER
    if year or _is_a_date(question, answer):
        return AnswerType.DATE
    if len(answer.split()) <= LONGEST_NAME_WORDS and not _SENTENCE.search(answer):
        return AnswerType.TEXT
    return AnswerType.FREE_TEXT


def names_an_option(question: str, answer: str) -> bool:
    """Tell whether a question's own text carries options, of which this is one."""
    options = options_in(question)
    return bool(options) and len(chosen_by(answer, options, question)) == 1


def says_yes_or_no(answer: str) -> bool:
    """Tell whether an answer opens with yes or no."""
    return _YES_NO.match(answer) is not None


def unit_asked(question: str) -> str | None:
    """Return the scale that a question asks a number in: "USD millions"."""
    found = _UNIT_ASKED.search(question)
    return found[1].strip() if found else None


def _is_yes_or_no(question: str, answer: str) -> bool:
    """Tell a yes or no from "No ship sailed": by the question, or by standing alone.

    Where the question asks only after an opening clause, a stop must follow the word.
    """
    if not says_yes_or_no(answer):
        return False
    if _ASKS_YES_NO.match(question) or len(answer.split()) == 1:
        return True
    later = _ASKS_YES_NO_LATER.search(question)
    return later is not None and _YES_NO_STOP.match(answer) is not None


def _is_a_date(question: str, answer: str) -> bool:
    """Tell whether an answer is one date; the hour or the weekday may stand with it.

    A day without its year is one too where the question asks for a day.
    """
    if _ASKS_DAY.search(question) and not find_dates(answer):
        answer = in_year(answer, _ANY_YEAR)
    parts = _TWICE.fullmatch(answer.strip())
    return all(
        _is_only(find_moments(part), part, beside=_TIME_OF_DAY)
        for part in (parts.groups() if parts else (answer,))
    )


def _is_only(
    found: Sequence[Spanned], answer: str, beside: re.Pattern[str] | None = None
) -> bool:
    """Tell whether the answer is one such value and hardly a word more."""
    if len(found) != 1:
        return False
    rest = answer[: found[0].start] + answer[found[0].end :]
    return not _WORD.search(beside.sub("", rest) if beside else rest)
