"""What a site builds: budgets, dates and leads that move, often at a meeting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world.ground import Ground, Made
from pipeline.corpus.world.histories import after, change_days, history, in_turn
from pipeline.corpus.world.tables import Project
from pipeline.corpus.world.words import Wording

_COUNT: Final = 4
_FIRST_LEAD: Final = 2
_LAST_LEAD: Final = 9
_FROM_BEGIN: Final = 45
"""Days after its beginning, and before its end, in which nothing of it moves."""
TRADES: Final[Mapping[str, tuple[str, ...]]] = {
    "Outfall Renewal": ("marine works", "pipeline contractors"),
    "Rising Main Replacement": ("pipeline contractors",),
    "Filter Gallery Rebuild": ("mechanical contractors", "civil works"),
    "Intake Screen Upgrade": ("mechanical contractors", "marine works"),
    "Sludge Line Extension": ("mechanical contractors", "pipeline contractors"),
    "Control Room Refit": ("electrical contractors",),
    "Flood Wall": ("civil works", "marine works"),
    "Solar Field": ("electrical contractors",),
    "Reservoir Relining": ("civil works",),
    "Access Bridge": ("civil works",),
    "Lime Plant": ("mechanical contractors", "civil works"),
    "Standby Power": ("electrical contractors", "mechanical contractors"),
    "Storm Tank Enlargement": ("civil works",),
    "Borehole Recovery": ("pipeline contractors", "mechanical contractors"),
    "Clarifier Covers": ("mechanical contractors", "civil works"),
    "Telemetry Renewal": ("electrical contractors",),
    "Weir Repair": ("civil works", "marine works"),
    "Odour Scheme": ("mechanical contractors",),
    "Meter Chambers": ("pipeline contractors", "civil works"),
    "Laboratory Move": ("civil works", "electrical contractors"),
    "Sand Washer": ("mechanical contractors",),
    "Tidal Gate": ("marine works", "mechanical contractors"),
    "Heat Recovery": ("mechanical contractors", "electrical contractors"),
    "Chemical Store": ("civil works",),
    "Aqueduct Inspection": ("marine works", "civil works"),
    "Workshop Rebuild": ("civil works",),
}
"""What a title can end in, and whose trades such works are."""
PURPOSE: Final = ": purpose"
WORKS: Final = ": works"


class Plan(NamedTuple):
    """A project, and within what the rest of the world keeps."""

    project: Project
    kind: str
    begins: date
    due: date
    """In the end."""
    budget: int
    """The smallest that it ever had."""


def made(ground: Ground) -> Made[Plan]:
    dice = ground.dice.of("projects")
    wording = Wording("projects", dice.of("words"))
    rows: list[Plan] = []
    facts: list[Fact] = []
    site = ground.site
    called = (site.name, site.name, site.town, site.river)
    for kind in dice.some(_kinds(ground), _COUNT):
        title = f"{dice.one_of(called)} {kind}"
        project = Project(title, wording.of(f"{kind}{PURPOSE}"))
        begins = _begin(ground, dice)
        due = _due(ground, dice, begins)
        budget = _budget(ground, dice, _Moving(begins, due[0][1]))
        leads = _leads(ground, dice, _Moving(begins, due[0][1]))
        facts += [
            Fact("project.site", title, ground.site.name),
            *history("project.lead", title, leads),
            *history("project.budget", title, budget),
            *history("project.due", title, due),
        ]
        smallest = min(amount for _, amount in budget)
        rows.append(Plan(project, kind, begins, due[-1][1], smallest))
    return Made(rows, facts)


def _kinds(ground: Ground) -> list[str]:
    """Return the kinds of projects that a firm of the branch can build."""
    there = {firm.trade for firm in ground.companies}
    return [kind for kind, trades in TRADES.items() if there & {*trades}]


class _Moving(NamedTuple):
    begins: date
    due: date
    """As first meant: all changes are before it."""

    def days(self, ground: Ground, dice: Dice, count: int) -> Sequence[date]:
        last = min(after(self.due, -_FROM_BEGIN), ground.board.last)
        first = after(self.begins, _FROM_BEGIN)
        return change_days(dice, count, first, last, ground.held)


def _begin(ground: Ground, dice: Dice) -> date:
    """Draw the day of approval: that of a meeting, save for the last ones."""
    years = ground.held[:-2]
    return dice.one_of(years) if dice.chance(0.7) else dice.day(years[0], years[-1])


def _due(ground: Ground, dice: Dice, begins: date) -> Sequence[tuple[date, date]]:
    """Draw the days on which the end was set, and the ends: each later."""
    end = after(begins, dice.between(330, 1_050))
    found = [(begins, end)]
    for day in _Moving(begins, end).days(ground, dice, dice.below(4)):
        end = after(end, dice.between(35, 240))
        found.append((day, end))
    return found


def _budget(ground: Ground, dice: Dice, moving: _Moving) -> Sequence[tuple[date, int]]:
    amount = ground.figures.between(dice, 900_000, 9_800_000)
    found = [(moving.begins, amount)]
    for day in moving.days(ground, dice, dice.below(4)):
        amount = ground.figures.between(dice, amount * 9 // 10, amount * 13 // 10)
        found.append((day, amount))
    return found


def _leads(ground: Ground, dice: Dice, moving: _Moving) -> Sequence[tuple[date, str]]:
    able = [person.name for person in ground.people[_FIRST_LEAD:_LAST_LEAD]]
    days = moving.days(ground, dice, dice.below(3))
    return in_turn(dice, able, [moving.begins, *days])
