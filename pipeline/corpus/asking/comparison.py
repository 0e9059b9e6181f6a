"""Two or three subjects: whose value is first or last."""

from collections.abc import Iterator
from typing import Final

from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.giveaways import told_by_name
from pipeline.corpus.asking.holding import held, measure
from pipeline.corpus.asking.query import Query
from pipeline.corpus.asking.single import iso, month
from pipeline.corpus.asking.turns import in_turn
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact

_NEAR: Final = 6
"""Among how many of nearest values the others are drawn."""
_READ: Final = 200


def drafts(desk: Desk, dice: Dice) -> Iterator[Draft]:
    compared = [
        relation
        for relation in desk.words.sections("which")
        if desk.stated.facts.subjects(relation)
    ]
    return in_turn(
        _drafts(desk, relation, dice.of(relation))
        for relation in dice.shuffled(compared)
    )


def _drafts(desk: Desk, relation: str, dice: Dice) -> Iterator[Draft]:
    """Compare values that lie near each other: one alone does not tell the answer."""
    facts = [
        fact
        for _, fact in zip(range(_READ), desk.candidates(relation, dice), strict=False)
    ]
    for fact in facts:
        day = month(fact)
        others = [
            other
            for one in facts
            if one.subject != fact.subject
            and (other := held(desk.stated.facts, relation, one.subject, day))
            and not told_by_name(relation, fact.value, other.value)
        ]
        near = sorted(others, key=lambda other: _apart(fact, other))[:_NEAR]
        chosen = dice.shuffled([fact, *dice.some(near, dice.between(1, 2))])
        if len(chosen) == 1:
            continue
        names = tuple(one.subject for one in chosen)
        sign = dice.one_of("<>")
        query = Query("comparison", relation, names, iso(day), bound=(sign, ""))
        text = desk.words.which(relation, names, sign, day)
        if draft := desk.draft(query, text, choices=names):
            yield draft


def _apart(fact: Fact, other: Fact) -> tuple[object, str]:
    return abs(measure(fact.value) - measure(other.value)), other.subject
