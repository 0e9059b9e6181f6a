"""What went wrong at a site, with the plant that stood there then."""

from datetime import date
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.assets import CLASSES
from pipeline.corpus.world.ground import Figures, Ground, Made
from pipeline.corpus.world.histories import after
from pipeline.corpus.world.tables import Asset, Incident
from pipeline.corpus.world.words import Wording

_MOST: Final = 9
_FEWEST: Final = 7
_NUMBERS: Final = 10
"""Of a branch."""
_FIRST_REPORTER: Final = 4
_EVENT: Final = 0.25
"""So many incidents are no fault of the plant."""
_HOW: Final = 0.7
"""So many causes say more than what broke."""


def made(ground: Ground, assets: Made[Asset]) -> Made[Incident]:
    dice = ground.dice.of("incidents")
    kinds = Wording("incidents", dice.of("kinds"))
    causes = Wording("causes", dice.of("causes"))
    hours = Figures()
    reporters = [person.name for person in ground.people[_FIRST_REPORTER:]]
    first, last = after(ground.board.first, 15), after(ground.board.last, -15)
    days = sorted(dice.day(first, last) for _ in range(dice.between(_FEWEST, _MOST)))
    rows: list[Incident] = []
    facts: list[Fact] = []
    for place, day in enumerate(days):
        serial = ground.number * _NUMBERS + place
        code = names.code(ground.seed, "incidents", serial, 4)
        reference = f"IR-{day.year}-{code}"
        asset = dice.one_of(_standing(assets, day))
        plant = CLASSES[asset[0]]
        rows.append(Incident(reference, kinds.of(plant), day, plant))
        facts += [
            Fact("incident.site", reference, ground.site.name),
            Fact("incident.on", reference, day),
            Fact("incident.asset", reference, asset),
            Fact("incident.cause", reference, _cause(dice, causes, plant)),
            Fact("incident.hours", reference, hours.tenths(dice, 6, 1_990)),
            Fact(
                "incident.cost", reference, ground.figures.between(dice, 780, 246_000)
            ),
            Fact("incident.reporter", reference, dice.one_of(reporters)),
        ]
    return Made(rows, facts)


def _cause(dice: Dice, causes: Wording, plant: str) -> str:
    """Draw what broke in plant of a class, or what befell it as it may any."""
    what, how = ("event", "when") if dice.chance(_EVENT) else (plant, "lasting")
    cause = causes.of(what)
    return f"{cause} {causes.of(how)}" if dice.chance(_HOW) else cause


def _standing(assets: Made[Asset], day: date) -> list[str]:
    """Return the codes of what was installed before a day."""
    return [
        fact.subject
        for fact in assets.facts
        if fact.relation == "asset.installed"
        and isinstance(fact.value, date)
        and fact.value < day
    ]
