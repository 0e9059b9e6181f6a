"""The meetings of a site's committee whose papers were kept: one in each year."""

from datetime import date
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.ground import Ground, Made
from pipeline.corpus.world.histories import working
from pipeline.corpus.world.tables import Board, Meeting
from pipeline.corpus.world.words import Wording

_BODIES: Final = {
    "Works Committee": "WC",
    "Liaison Group": "LG",
    "Operations Panel": "OP",
    "Site Council": "SC",
    "Capital Review": "CR",
    "Steering Group": "SG",
}
_CHAIRS: Final = 5


def days(seed: int, number: int, board: Board) -> list[date]:
    """Draw a working day of each year."""
    dice = Dice("meeting days", seed, number)
    years = range(board.first.year, board.last.year + 1)
    return [working(dice.day(date(year, 1, 20), date(year, 12, 12))) for year in years]


def made(ground: Ground) -> Made[Meeting]:
    dice = ground.dice.of("meetings")
    agenda = Wording("meetings", dice.of("agenda"))
    body, letters = dice.one_of([*_BODIES.items()])
    where = names.code(ground.seed, "meetings", ground.number, 3)
    rows: list[Meeting] = []
    facts: list[Fact] = []
    for day in ground.held:
        reference = f"{letters}{where}/{day.year}/{day.month:02}"
        topics = tuple(agenda.of("topic") for _ in range(dice.between(2, 4)))
        rows.append(Meeting(reference, f"{ground.site.name} {body}", day, topics))
        facts += [
            Fact("meeting.on", reference, day),
            Fact("meeting.chair", reference, dice.one_of(ground.people[:_CHAIRS]).name),
            Fact("meeting.present", reference, dice.between(4, 17)),
        ]
    return Made(rows, facts)
