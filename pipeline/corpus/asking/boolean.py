"""Yes or no, as many of each, some of them on the condition of a day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.giveaways import told_by_name
from pipeline.corpus.asking.holding import held, measure
from pipeline.corpus.asking.query import Query
from pipeline.corpus.asking.single import day_within, iso, month
from pipeline.corpus.asking.turns import in_turn
from pipeline.corpus.asking.words import is_named, said_value
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.relations import RELATIONS, Shape, Time

_DAYS: Final = (5, 90)
_PER_CENT: Final = (3, 25)
"""How far a bound lies from the value: near enough that it must be read."""
_FIGURES: Final = 3
"""Of a bound."""


def drafts(desk: Desk, dice: Dice) -> Iterator[Draft]:
    """Take turns over all relations, yes and no by turns over them together."""
    given = Counter[bool]()
    return in_turn(
        _drafts(desk, relation, dice.of(relation), given)
        for relation in dice.shuffled(list(RELATIONS))
    )


def _drafts(
    desk: Desk, relation: str, dice: Dice, given: Counter[bool]
) -> Iterator[Draft]:
    for candidate in desk.candidates(relation, dice):
        yes = given[True] <= given[False]
        day = month(candidate) or _changing_day(desk, candidate, dice)
        fact = held(desk.stated.facts, relation, candidate.subject, day)
        if fact is None or (bound := _bound(desk, fact, dice, yes=yes)) is None:
            continue
        query = Query("boolean", relation, (fact.subject,), iso(day), bound=bound[:2])
        named = desk.words.name(relation, fact.subject, month(fact))
        asked_on = None if month(fact) else day
        text = desk.words.boolean(query, named, bound[2], day=asked_on)
        if draft := desk.draft(query, text):
            given[yes] += 1
            yield draft


def _changing_day(desk: Desk, fact: Fact, dice: Dice) -> date | None:
    """Draw a day for most of what changes: that is the condition."""
    changes = RELATIONS[fact.relation].time is Time.FROM
    if not changes or dice.chance(0.3):
        return None
    return day_within(desk, fact.relation, fact.subject, dice)


def _bound(
    desk: Desk, fact: Fact, dice: Dice, *, yes: bool
) -> tuple[str, str, str] | None:
    """Return a sign, a bound, and the bound in words, so that the answer is this."""
    if is_named(RELATIONS[fact.relation].shape):
        other = fact.value if yes else _other(desk, fact, dice)
        return None if other is None else ("=", str(other), str(other))
    sign = dice.one_of("<>")
    above = (sign == "<") is yes
    bound = beside(fact.value, dice, above=above)
    if bound is None or told_by_name(fact.relation, fact.value, bound):
        return None
    return sign, str(bound), said_value(bound, fact.relation)


def _other(desk: Desk, fact: Fact, dice: Dice) -> Value | None:
    """Return a wrong name: right at another time, or of another in the same papers."""
    facts = desk.stated.facts
    for others in (
        facts.history(fact.relation, fact.subject),
        desk.stated.beside(fact),
        facts.history(fact.relation, dice.one_of(facts.subjects(fact.relation))),
    ):
        names = sorted({str(one.value) for one in others} - {str(fact.value)})
        if names:
            return dice.one_of(names)
    return None


def beside(value: Value, dice: Dice, *, above: bool) -> Value | None:
    """Return a round value a little above or below; `None` where there is none."""
    if isinstance(value, date):
        days = timedelta(days=dice.between(*_DAYS))
        return value + days if above else value - days
    share = dice.between(*_PER_CENT)
    exact = Decimal(measure(value)) * (100 + (share if above else -share)) / 100
    if isinstance(value, int):
        exact = exact.to_integral_value()
    bound = rounded(exact)
    apart = bound > measure(value) if above else 0 < bound < measure(value)
    if not apart:
        return None
    return int(bound) if isinstance(value, int) else bound


def rounded(value: Decimal, figures: int = _FIGURES) -> Decimal:
    """Keep the first figures of a number, and write it without an exponent."""
    place = value.adjusted() - figures + 1
    kept = value.quantize(Decimal(1).scaleb(place)).normalize()
    return Decimal(f"{kept:f}")


def is_date(relation: str) -> bool:
    return RELATIONS[relation].shape is Shape.DATE
