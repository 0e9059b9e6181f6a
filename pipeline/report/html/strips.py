"""How passages lie in a prompt, in letters: `g` is evidence, `r` a random one."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from pipeline.records import PassageClass
from pipeline.report.html.rows import ShelfRow

LETTERS: Final = {
    PassageClass.GOLD: "g",
    PassageClass.OTHER_GOLD: "o",
    PassageClass.RANDOM: "r",
    PassageClass.HARD: "h",
    PassageClass.SAME_DOCUMENT: "s",
    PassageClass.WHOLE_DOCUMENT: "w",
}
_COLUMNS: Final = 120
"""Of a strip: what is finer could not be seen."""


class Shelf(NamedTuple):
    strip: str
    """Runs of columns, first to last: "r57h3r60"."""
    shares: list[tuple[str, int, int]]
    """Of each class, in the order of `LETTERS`: its letter, passages and tokens."""
    starts: list[int]
    """Tokens before each passage, and before the end."""

    def depth(self, place: int) -> float | None:
        """Return the share of the tokens before passage `place`, counted from 0."""
        if not self.starts[-1] or place >= len(self.starts):
            return None
        return self.starts[place] / self.starts[-1]


def shelf(row: ShelfRow) -> Shelf:
    starts = [0, *accumulate(row.tokens)]
    shares = [
        (letter, len(sizes), sum(sizes))
        for kind, letter in LETTERS.items()
        if (sizes := _sizes(row, kind))
    ]
    return Shelf(_strip(row.classes, starts), shares, starts)


def _sizes(row: ShelfRow, kind: PassageClass) -> list[int]:
    return [
        size for one, size in zip(row.classes, row.tokens, strict=True) if one is kind
    ]


def _strip(classes: Sequence[PassageClass], starts: Sequence[int]) -> str:
    """Name the class at the middle of each column."""
    if not starts[-1]:
        return ""
    middles = ((column + 0.5) / _COLUMNS * starts[-1] for column in range(_COLUMNS))
    letters = (LETTERS[classes[bisect_right(starts, at) - 1]] for at in middles)
    return "".join(f"{letter}{len(list(run))}" for letter, run in groupby(letters))
