"""What the text of the evidence says of the answer. Pure."""

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from pipeline.questions.checking.case import Finding
from pipeline.records import AnswerType, Question
from pipeline.values.answer_types import unit_asked
from pipeline.values.asked import asks_a_measure, unit_named
from pipeline.values.dates import PartialDate, coarsenings, find_dates
from pipeline.values.leaks import Gold, facts_of, facts_state, gold_of
from pipeline.values.numbers import looks_like_a_year, parse_number
from pipeline.values.quantities import Quantity, find_numbers
from pipeline.values.stems import stems
from pipeline.values.unit_names import UnitSaid, unit_opening
from pipeline.values.units import FACTORS, SCALE_WORD, same_currency, scale_named

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\"'(])|\n")
_HEADED = re.compile(rf"(?i)\bin (?:\w+ )?({SCALE_WORD})\b")
_DIGIT = re.compile(r"\d")
_FEWEST_WORDS: Final = 2
_MOST_SHOWN: Final = 3


def overlap(question: Question, texts: Sequence[str]) -> float:
    """Return the share of a question's words that its evidence has, 0 to 1.

    |S(question) & S(evidence)| / |S(question)|, where S are the different stems of the
    words that carry meaning (`values.stems`); of a question without any it is 0.
    """
    wanted = set(stems(question.text))
    return len(wanted & set(stems(" ".join(texts)))) / len(wanted) if wanted else 0.0


def states_gold(question: Question, texts: Sequence[str]) -> bool:
    """Return whether the pieces state the answer together: a border may cut it."""
    return facts_state(facts_of("".join(texts)), gold_of(question))


def evidence_findings(question: Question, texts: Sequence[str]) -> Iterator[Finding]:
    if scale := unit_missed(question, texts):
        detail = f"{question.answers[0]!r} is in {scale}s there"
        yield Finding("no-unit", detail, float(FACTORS[scale]))
    if others := other_values(question, texts):
        shown = ", ".join(others[:_MOST_SHOWN])
        left = len(others) - _MOST_SHOWN
        more = f" and {left} more" if left > 0 else ""
        yield Finding("ambiguous", f"also {shown}{more}", len(others))


def unit_missed(question: Question, texts: Sequence[str]) -> str | None:
    """Return the scale that the evidence has the bare answer in, and nobody asks for.

    "455" where the evidence says "$455 million", or prints 455 and says "in millions"
    of all its figures; and nowhere prints it as a number of its own.
    """
    if question.answer_type is not AnswerType.NUMBER:
        return None
    number = parse_number(question.answers[0])
    if number is None or question.unit or not number.bare or number.currency:
        return None
    if any(asks(question.text) for asks in (unit_asked, asks_a_measure, unit_named)):
        return None
    return _scale_of(number, texts)


def _scale_of(number: Quantity, texts: Sequence[str]) -> str | None:
    text = "\n".join(texts)
    same = [n for n in find_numbers(text) if abs(n.mantissa) == abs(number.value)]
    scales = {n.scale for n in same}
    if len(scales) != 1:
        return None
    (scale,) = scales
    if scale is not None:
        return scale
    headed = {scale_named(found[1]) for found in _HEADED.finditer(text)}
    return headed.pop() if len(headed) == 1 else None


class _Value(NamedTuple):
    printed: str
    kind: tuple[object, ...]
    """What another value must share to be taken for it."""
    value: object
    currency: str | None
    unit: UnitSaid
    is_gold: bool


class _Stretch(NamedTuple):
    """A sentence or line with a value."""

    stems: frozenset[str]
    values: Sequence[_Value]


def other_values(question: Question, texts: Sequence[str]) -> Sequence[str]:
    """Return the values that the evidence states where the answer could stand too.

    Of a number or a date. A sentence or line of the evidence that does not state the
    answer counts when it has every word of the question that the one with the answer
    has (at least half of them, and two), and a value of the same kind: family, scale,
    currency and unit, or how exactly a date is known. Other columns of the same row do
    not count: their heads tell them apart.
    """
    read = _READERS.get(question.answer_type)
    if read is None:
        return []
    wanted = frozenset(stems(question.text))
    found = [
        _Stretch(wanted & frozenset(stems(part)), read(part, gold_of(question)))
        for text in texts
        for part in _SENTENCE_END.split(text)
        if _DIGIT.search(part)
    ]
    golds = [one for one in found if any(value.is_gold for value in one.values)]
    if not golds:
        return []
    best = max(golds, key=lambda one: len(one.stems))
    if len(best.stems) < max(_FEWEST_WORDS, ceil(len(wanted) / 2)):
        return []
    said = {value.value for value in read(question.text, gold_of(question))}
    gold = next(value for value in best.values if value.is_gold)
    rivals = {
        value.value: value.printed
        for one in found
        if one not in golds and one.stems >= best.stems
        for value in one.values
        if value.value not in said and _alike(value, gold)
    }
    return list(rivals.values())


def _alike(one: _Value, other: _Value) -> bool:
    return (
        one.kind == other.kind
        and same_currency(one.currency, other.currency)
        and one.unit == other.unit
    )


def _numbers(text: str, gold: Gold) -> list[_Value]:
    return [
        _Value(
            text[n.start : n.end],
            (n.family, n.scale, looks_like_a_year(n)),
            n.value,
            n.currency,
            unit_opening(text[n.end : n.end + 40]),
            _is_gold(n, gold),
        )
        for n in find_numbers(text)
    ]


def _is_gold(number: Quantity, gold: Gold) -> bool:
    value = abs(number.value)
    return (
        value in gold.numbers
        or abs(number.mantissa) in gold.numbers
        or (number.family == "percent" and value in gold.percents)
    )


def _dates(text: str, gold: Gold) -> list[_Value]:
    return [
        _Value(
            text[found.start : found.end],
            _fineness(found.date),
            found.date,
            None,
            UnitSaid(),
            not gold.dates.isdisjoint(coarsenings(found.date)),
        )
        for found in find_dates(text)
    ]


def _fineness(date: PartialDate) -> tuple[object, ...]:
    parts = (date.quarter, date.month, date.day, date.half)
    return (*(part is None for part in parts), date.decade)


_READERS: Final = {AnswerType.NUMBER: _numbers, AnswerType.DATE: _dates}
