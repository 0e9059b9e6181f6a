"""What the makers of a branch's rows share."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world.tables import Board, Company, Person, Site

_Row = TypeVar("_Row")


class Made(NamedTuple, Generic[_Row]):
    rows: Sequence[_Row]
    facts: Sequence[Fact]


class Figures:
    """Draws whole numbers, none twice: a question's value is to stand in one place."""

    def __init__(self) -> None:
        self._drawn: set[int] = set()

    def between(self, dice: Dice, low: int, high: int) -> int:
        """Draw from `low` to `high`, or the next above that is free."""
        figure = dice.between(low, high)
        while figure in self._drawn:
            figure += 1
        self._drawn.add(figure)
        return figure

    def tenths(self, dice: Dice, low: int, high: int) -> Decimal:
        return Decimal(self.between(dice, low, high)).scaleb(-1)


class Ground(NamedTuple):
    """A branch before anything happens."""

    seed: int
    number: int
    board: Board
    site: Site
    people: Sequence[Person]
    companies: Sequence[Company]
    held: Sequence[date]
    """The days of meetings, where much is decided."""
    dice: Dice
    figures: Figures
    """Of amounts and of readings."""
