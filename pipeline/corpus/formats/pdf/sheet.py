"""The page and where type stands on it, in points from its top left corner."""

from typing import Final, NamedTuple

from pipeline.corpus.formats.pdf.look import Look

A4: Final = (595.0, 842.0)
_GUTTER: Final = 20.0
_TOP: Final = 74.0
_BELOW: Final = 66.0


class Sheet(NamedTuple):
    side: float
    """Left and right margin."""

    @property
    def full(self) -> float:
        """How wide the type area is."""
        return A4[0] - 2 * self.side

    @property
    def turned(self) -> float:
        return A4[1] - 2 * self.side

    def room(self, columns: int) -> float:
        return (self.full - (columns - 1) * _GUTTER) / columns

    def left(self, column: int, columns: int) -> float:
        return self.side + column * (self.room(columns) + _GUTTER)

    @property
    def top(self) -> float:
        return _TOP

    def bottom(self, *, wide: bool) -> float:
        return A4[0 if wide else 1] - _BELOW


def size(*, wide: bool) -> tuple[float, float]:
    return (A4[1], A4[0]) if wide else A4


def sheet(look: Look, columns: int) -> Sheet:
    """Leave the wider margins the smaller the type is: lines are not too long."""
    return Sheet(54.0 if columns > 1 else round(150 - 8 * look.size, 0))
