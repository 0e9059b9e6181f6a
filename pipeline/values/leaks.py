"""Whether a passage states an answer: what keeps the gold out of the distractors.

A leak rule errs towards finding: a distractor dropped for nothing costs little, one
that holds the answer makes a wrong measurement. Two kinds cannot be checked, and
`Gold.checkable` says so: answers that are no string of the document (a yes or no, an
explanation, nothing at all), and a whole number below 10 without unit or scale, which
stands on every page. Only the quote of the evidence guards those.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.records import AnswerType, Question
from pipeline.values.dates import PartialDate, coarsenings, find_dates, parse_date
from pipeline.values.numbers import Quantity, find_numbers, in_unit, parse_number
from pipeline.values.text import holds, normalise

_SHORT_BELOW: Final = 10
_MIN_PHRASE_CHARS: Final = 2
_MIN_ITEM_CHARS: Final = 4
_RESCALED: Final = (Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9)


@dataclass(frozen=True, slots=True)
class Facts:
    """What one passage states, read once and asked by every question."""

    numbers: frozenset[Decimal]
    """Magnitudes without sign, as printed and as scaled."""
    percents: frozenset[Decimal]
    dates: frozenset[PartialDate]
    """With the month, quarter and year that each implies."""
    text: str
    """Normalised."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What would give a question away: any one of these in a passage."""

    numbers: frozenset[Decimal] = frozenset()
    percents: frozenset[Decimal] = frozenset()
    dates: frozenset[PartialDate] = frozenset()
    phrases: tuple[str, ...] = ()

    @property
    def checkable(self) -> bool:
        return bool(self.numbers or self.percents or self.dates or self.phrases)


def facts_of(passage: str) -> Facts:
    found = find_numbers(passage)
    return Facts(
        numbers=frozenset(
            abs(value) for number in found for value in (number.value, number.mantissa)
        ),
        percents=frozenset(abs(n.value) for n in found if n.family == "percent"),
        dates=frozenset(
            implied
            for item in find_dates(passage)
            for implied in coarsenings(item.date)
        ),
        text=normalise(passage),
    )


def facts_state(facts: Facts, gold: Gold) -> bool:
    """Return whether the passage states the answer."""
    return (
        not gold.numbers.isdisjoint(facts.numbers)
        or not gold.percents.isdisjoint(facts.percents)
        or not gold.dates.isdisjoint(facts.dates)
        or any(holds(facts.text, phrase) for phrase in gold.phrases)
    )


def gold_of(question: Question) -> Gold:
    return prepare(
        question.answer_type, question.answers, question.unit, question.choices
    )


def states(
    passage: str,
    answer_type: AnswerType,
    answers: Iterable[str],
    unit: str | None = None,
    choices: tuple[str, ...] = (),
) -> bool:
    """Return whether one passage states one answer; for many, prepare both sides."""
    return facts_state(facts_of(passage), prepare(answer_type, answers, unit, choices))


def prepare(
    answer_type: AnswerType,
    answers: Iterable[str],
    unit: str | None = None,
    choices: tuple[str, ...] = (),
) -> Gold:
    """Read the gold answers as what to look for, by their type.

    A choice given as a letter is looked for as the text of that option. Of a list,
    any one whole item of four characters or more gives it away.
    """
    match answer_type:
        case AnswerType.NUMBER:
            return _number_gold(answers, unit)
        case AnswerType.DATE:
            return _date_gold(answers)
        case AnswerType.TEXT:
            return Gold(phrases=_phrases(answers, _MIN_PHRASE_CHARS))
        case AnswerType.CHOICE:
            options = (_option(answer, choices) for answer in answers)
            return Gold(phrases=_phrases(options, _MIN_PHRASE_CHARS))
        case AnswerType.LIST:
            return Gold(phrases=_phrases(answers, _MIN_ITEM_CHARS))
        case AnswerType.BOOLEAN | AnswerType.FREE_TEXT | AnswerType.UNANSWERABLE:
            return Gold()


def _number_gold(answers: Iterable[str], unit: str | None) -> Gold:
    numbers: set[Decimal] = set()
    percents: set[Decimal] = set()
    phrases: list[str] = []
    for answer in answers:
        printed = parse_number(answer)
        if printed is None:
            phrases += _phrases([answer], _MIN_ITEM_CHARS)
            continue
        whole = in_unit(printed, unit)
        if whole.family == "percent":
            percents.add(abs(whole.value))
        elif whole.value != printed.value or whole.scale or not _short(printed):
            numbers |= _scalings(whole)
        if not _short(printed):  # a table prints 30.8 under "%", 1,577 under "millions"
            numbers.add(abs(printed.mantissa))
    return Gold(frozenset(numbers), frozenset(percents), phrases=tuple(phrases))


def _scalings(number: Quantity) -> set[Decimal]:
    """Return the value, and what tables in thousands, millions or billions print."""
    value = abs(number.value)
    if number.scale is None or len(value.normalize().as_tuple().digits) == 1:
        return {value}
    printed = {value / factor for factor in _RESCALED}
    return {value, *(p for p in printed if p >= _SHORT_BELOW)}


def _short(number: Quantity) -> bool:
    return number.decimals == 0 and abs(number.mantissa) < _SHORT_BELOW


def _date_gold(answers: Iterable[str]) -> Gold:
    dates: set[PartialDate] = set()
    phrases: list[str] = []
    for answer in answers:
        if found := parse_date(answer):
            dates.add(found)
        else:
            phrases += _phrases([answer], _MIN_ITEM_CHARS)
    return Gold(dates=frozenset(dates), phrases=tuple(phrases))


def _option(answer: str, choices: tuple[str, ...]) -> str:
    label = answer.strip().strip("().:").casefold()
    index = ord(label) - ord("a") if len(label) == 1 else -1
    return choices[index] if 0 <= index < len(choices) else answer


def _phrases(answers: Iterable[str], at_least: int) -> tuple[str, ...]:
    folded = (normalise(answer) for answer in answers)
    return tuple(phrase for phrase in folded if len(phrase) >= at_least)
