"""Invented values: new in the set, unlike each other, out of many."""

from itertools import pairwise

import pytest

from pipeline.errors import QuestionError
from pipeline.questions.planting.dice import Dice
from pipeline.questions.planting.inventing import Inventor
from pipeline.questions.planting.languages.english import ENGLISH
from pipeline.questions.planting.languages.forms import ValueKind
from pipeline.questions.planting.languages.german import GERMAN
from pipeline.records import AnswerType
from pipeline.values.dates import parse_date
from pipeline.values.leaks import states

KINDS: tuple[ValueKind, ...] = ("code", "date", "person", "money", "hours")


def inventor(seed: int = 0, taken: set[str] | None = None) -> Inventor:
    return Inventor(Dice(seed), ENGLISH, "EUR", set() if taken is None else taken)


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_at_least_ten_thousand_values(kind: ValueKind) -> None:
    # Of n equally likely values 400 draws repeat 400 * 399 / 2n: of 10,000 some 8.
    drawn = [inventor(seed).value(kind).answer for seed in range(400)]

    assert len(set(drawn)) >= 380


def test_a_value_is_new_in_the_set() -> None:
    taken = set[str]()
    first = inventor(taken=taken).value("code")
    again = inventor(taken=taken).value("code")

    assert first == inventor().value("code")
    assert again != first


def test_the_values_of_one_question_are_not_nearly_the_same() -> None:
    for seed in range(60):
        invent = inventor(seed)
        figures = sorted(float(invent.value("hours").answer) for _ in range(5))
        names = [invent.name() for _ in range(6)]
        years = [invent.value("date").answer[:4] for _ in range(5)]

        assert all(b / a > 1.015 for a, b in pairwise(figures))
        assert len({name[:2] for name in names}) == len(names)
        assert len(set(years)) == len(years)


def test_what_can_not_be_new_is_an_error_and_no_endless_search() -> None:
    invent = inventor()

    with pytest.raises(QuestionError, match="no new date comes; ask for fewer"):
        _ = [invent.value("date") for _ in range(60)]


@pytest.mark.parametrize("language", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_value_is_read_as_its_gold(kind: ValueKind, language: object) -> None:
    assert language in (ENGLISH, GERMAN)
    for seed in range(60):
        value = Inventor(
            Dice(seed), GERMAN if language is GERMAN else ENGLISH, "USD", set()
        ).value(kind)

        assert states(f"It is {value.said}.", value.type, [value.answer], value.unit)
        if value.type is AnswerType.DATE:
            assert parse_date(value.said) == parse_date(value.answer)
