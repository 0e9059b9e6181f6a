"""Branches that share a report."""

from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.world import names
from pipeline.corpus.world.making import branch
from pipeline.corpus.world.tables import District

SIZE: Final = 6
"""Branches of a district."""
_KINDS: Final = ("District", "Division", "Catchment", "Area")


def district(seed: int, number: int) -> District:
    """Make the district of a number with all its branches."""
    dice = Dice("district", seed, number)
    first = number * SIZE
    return District(
        name=f"{names.district_place(seed, number)} {dice.one_of(_KINDS)}",
        branches=tuple(branch(seed, first + place) for place in range(SIZE)),
    )
