"""Facts of every relation at any size, and documents that state them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from pipeline.corpus.asking.stated import Stated, Statement
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.relations import (
    RELATIONS,
    SUBJECTS,
    Relation,
    Shape,
    Time,
    kind,
)

_EACH: Final = {
    "site": 1,
    "asset": 6,
    "project": 2,
    "contract": 3,
    "incident": 8,
    "policy": 2,
    "meeting": 4,
    "entry": 20,
    "company": 3,
}
"""Subjects for each site."""
_FIRST: Final = date(2017, 1, 1)
_LAST: Final = date(2024, 12, 31)
_CAUSES: Final = ("a worn seal", "frost in the valve chamber", "silt at the intake")


def name(of: str, number: int) -> str:
    match SUBJECTS[of]:
        case Shape.CODE:
            return f"{of[:2].upper()}-{2017 + number % 8}-{number:04}"
        case _:
            return f"{of.capitalize()} {_letters(number)}"


def statements(
    sites: int, seed: int = 1, *, unknown: float = 0.06
) -> Iterator[Statement]:
    """State each fact in a file of its site, most in the row of a table, some twice."""
    dice = Dice("made", seed)
    for of, each in _EACH.items():
        relations = [one for one in RELATIONS if kind(one) == of]
        for number in range(sites * each):
            site, subject = number // each, name(of, number)
            row = [
                fact
                for relation in relations
                if not dice.chance(unknown)
                for fact in _history(relation, subject, sites, dice)
            ]
            yield from _said(row, site, of, dice)


def stated(sites: int, seed: int = 1, *, unknown: float = 0.06) -> Stated:
    return Stated(statements(sites, seed, unknown=unknown))


def _said(row: list[Fact], site: int, of: str, dice: Dice) -> Iterator[Statement]:
    fixed = tuple(fact for fact in row if fact.on is None)
    if fixed and of in {"entry", "asset", "incident"}:
        text = " ".join(str(fact) for fact in fixed)
        path = f"site-{site}/{of}-{dice.below(3)}.xlsx"
        yield Statement(path, text, fixed, in_table=True)
    for fact in row:
        if fact.on is not None or dice.chance(0.5):
            suffix = dice.one_of(["pdf", "docx", "eml", "md"])
            path = f"site-{site}/{of}-{dice.below(9)}.{suffix}"
            table = dice.chance(0.2)
            yield Statement(path, str(fact), (fact,), in_table=table)


def _history(relation: str, subject: str, sites: int, dice: Dice) -> Iterator[Fact]:
    of = RELATIONS[relation]
    match of.time:
        case Time.FIXED:
            yield Fact(relation, subject, _value(of, sites, dice))
        case Time.AT:
            for month in range(1, 13):
                yield Fact(
                    relation, subject, _value(of, sites, dice), date(2021, month, 1)
                )
        case Time.FROM:
            day = dice.day(_FIRST, date(2019, 12, 31))
            for _ in range(dice.between(1, 3)):
                yield Fact(relation, subject, _value(of, sites, dice), day)
                day += timedelta(days=dice.between(10, 500))


def _value(of: Relation, sites: int, dice: Dice) -> Value:
    if of.leads_to in SUBJECTS and of.leads_to:
        return name(of.leads_to, dice.below(sites * _EACH[of.leads_to]))
    numbers: list[int | Decimal] = [
        dice.between(2, 900),
        Decimal(dice.between(11, 999)) / 10,
    ]
    drawn: Mapping[Shape, Value] = {
        Shape.MONEY: dice.between(1_000, 999_999),
        Shape.NUMBER: dice.one_of(numbers),
        Shape.DATE: dice.day(_FIRST, _LAST),
        Shape.WORDS: dice.one_of(_CAUSES),
        Shape.CODE: f"SN-{dice.below(10**6)}",
    }
    return drawn.get(of.shape, f"Elin {_letters(dice.below(9 * sites))}")


def _letters(number: int) -> str:
    """Spell a number with letters: a name without figures."""
    spelled = "".join("abcdefghij"[int(figure)] for figure in f"{number:03}")
    return f"V{spelled}"
