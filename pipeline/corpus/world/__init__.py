"""The tables of a fictional organisation, all from one seed. Pure.

The board has branches, one for each of its sites; each is drawn from the seed and its
number alone, so that any can be made without the others, in any process. Names are
drawn by number, so that no two branches share one.
"""

from pipeline.corpus.world.districts import SIZE, district
from pipeline.corpus.world.making import board, branch
from pipeline.corpus.world.names import BRANCHES
from pipeline.corpus.world.tables import Board, Branch, District

__all__ = ["BRANCHES", "SIZE", "Board", "Branch", "District", "board", "branch"]
__all__ += ["district"]
