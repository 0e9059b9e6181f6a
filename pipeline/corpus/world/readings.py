"""What the meters of a site read, month by month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from pipeline.corpus.facts import Fact
from pipeline.corpus.world.ground import Ground
from pipeline.corpus.world.tables import Board

_SEASON: Final = (92, 90, 94, 97, 103, 110, 116, 114, 105, 98, 94, 91)
"""Of a hundred, by month: more is drawn in summer."""
_MURKY: Final = (30, 34, 31, 22, 14, 10, 8, 9, 13, 21, 28, 32)
"""Tenths of an NTU: rivers are dirty in winter."""
_DAYS: Final = 30


def months(board: Board) -> Iterator[date]:
    for year in range(board.first.year, board.last.year + 1):
        for month in range(1, 13):
            yield date(year, month, 1)


def made(ground: Ground, licensed: int) -> list[Fact]:
    """Draw the readings of a site that never passed more than is licensed."""
    dice = ground.dice.of("readings")
    name = ground.site.name
    daily, each = licensed * dice.between(42, 66) // 100, dice.between(280, 900)
    facts: list[Fact] = []
    for month in months(ground.board):
        usual = daily * _DAYS * _SEASON[month.month - 1] // 100
        flow = ground.figures.between(dice, usual * 85 // 100, usual * 115 // 100)
        usual = flow * each // 1000
        power = ground.figures.between(dice, usual * 9 // 10, usual * 11 // 10)
        most = 2 * _MURKY[month.month - 1]
        turbidity = Decimal(dice.between(3, most)).scaleb(-1)
        facts += [
            Fact("site.flow", name, flow, month),
            Fact("site.power", name, power, month),
            Fact("site.turbidity", name, turbidity, month),
        ]
    return facts
