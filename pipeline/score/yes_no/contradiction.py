"""What it is to contradict the reason that a gold answer gives for its yes or no."""

from typing import NamedTuple


class Contradiction(NamedTuple):
    why: str
    """"on another figure than the gold: 9 %, not 5 %"."""
    plain: bool
    """It leaves nothing to judge."""
