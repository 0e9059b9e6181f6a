"""The policies of a site, version by version."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.world.ground import Figures, Ground, Made
from pipeline.corpus.world.histories import after
from pipeline.corpus.world.tables import Policy
from pipeline.corpus.world.words import Wording

_COUNT: Final = 2
_OWNERS: Final = 10
_MEETING_NEAR: Final = 60
_COLUMNS: Final = ("policy.interval", "policy.limit", "policy.owner")


def made(ground: Ground) -> Made[Policy]:
    dice = ground.dice.of("policies")
    wording = Wording("policies", dice.of("words"))
    rows: list[Policy] = []
    facts: list[Fact] = []
    for noun in dice.some([*words("world", "policies")], _COUNT):
        title = f"{ground.site.name} {noun} Policy"
        versions = _versions(ground, dice)
        rows.append(Policy(title, wording.of(noun), tuple(versions)))
        facts += _changes(ground, dice, title, versions)
    return Made(rows, facts)


def _versions(ground: Ground, dice: Dice) -> list[date]:
    """Draw three or four days; some are those of the nearest meeting."""
    day = dice.day(after(ground.board.first, 40), after(ground.board.first, 400))
    found: list[date] = []
    for _ in range(dice.between(3, 4)):
        near = min(ground.held, key=lambda held: abs((held - day).days))
        close = abs((near - day).days) <= _MEETING_NEAR
        found.append(near if close and near not in found else day)
        day = after(day, dice.between(300, 760))
    return found


def _changes(
    ground: Ground, dice: Dice, title: str, versions: Sequence[date]
) -> list[Fact]:
    """Draw all columns of the first version, and most of each later one."""
    limits = Figures()
    owners = [person.name for person in ground.people[:_OWNERS]]
    draw: dict[str, Callable[[], Value]] = {
        "policy.interval": lambda: dice.between(6, 400),
        "policy.limit": lambda: limits.tenths(dice, 15, 4_890).scaleb(-1),
        "policy.owner": lambda: dice.one_of(owners),
    }
    facts: list[Fact] = []
    had: dict[str, Value] = {}
    for day in versions:
        some = dice.some(_COLUMNS, dice.between(2, 3)) if had else _COLUMNS
        for column in some:
            value = draw[column]()
            while value == had.get(column):
                value = draw[column]()
            had[column] = value
            facts.append(Fact(column, title, value, day))
    return facts
