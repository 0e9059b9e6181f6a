"""The site of a branch, and what is measured and licensed there."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.ground import Ground
from pipeline.corpus.world.histories import after, change_days, history, in_turn
from pipeline.corpus.world.pools import SITE_ENDS
from pipeline.corpus.world.tables import Site

_KINDS: Final = (
    *("treatment works", "pumping station", "reservoir", "wastewater works"),
    *("intake works", "storm-water station", "sludge centre", "filtration works"),
)
_TWO_WORDS: Final = 0.4
_SETTLING_IN: Final = 60
"""Days at the beginning of the papers within which each history begins."""
_AGAIN: Final = (85, 135)
"""Of a hundred of the capacity before: the least and the most of a new one."""
_MANAGERS: Final = 6
"""The first people of a branch have managed the site, or will."""


def site(seed: int, number: int) -> Site:
    dice = Dice("site", seed, number)
    word, town = names.places(seed, number)[:2]
    end = f" {dice.one_of(SITE_ENDS)}" if dice.chance(_TWO_WORDS) else ""
    river = names.river(seed, number)
    return Site(f"{word}{end}", dice.one_of(_KINDS), river, town)


def facts(ground: Ground) -> list[Fact]:
    dice = ground.dice.of("site facts")
    name = ground.site.name
    people = [person.name for person in ground.people[:_MANAGERS]]
    managed = in_turn(dice, people, _days(ground, dice, dice.between(1, 3)))
    allowed: list[tuple[date, int]] = []
    low, high = 8_000, 58_000
    for day in _days(ground, dice, dice.below(3)):
        allowed.append((day, ground.figures.between(dice, low, high)))
        low, high = (allowed[-1][1] * part // 100 for part in _AGAIN)
    return [
        Fact("site.opened", name, dice.day(date(1921, 3, 1), date(2009, 11, 30))),
        Fact("site.area", name, ground.figures.between(dice, 1_100, 48_000)),
        *history("site.manager", name, managed),
        *history("site.capacity", name, allowed),
    ]


def licensed(facts: Iterable[Fact]) -> int:
    """Return the smallest capacity among the facts of a site."""
    return min(
        fact.value
        for fact in facts
        if fact.relation == "site.capacity" and isinstance(fact.value, int)
    )


def _days(ground: Ground, dice: Dice, changes: int) -> list[date]:
    """Draw the day on which a history begins, and those of its changes."""
    first, last = ground.board.first, ground.board.last
    begins = dice.day(first, after(first, _SETTLING_IN))
    since = after(begins, _SETTLING_IN)
    return [begins, *change_days(dice, changes, since, last, ground.held)]
