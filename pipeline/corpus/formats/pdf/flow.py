"""Bands of slugs in, pages out: where each column ends, and notes at its foot."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.corpus.formats.pdf.sheet import Sheet
from pipeline.corpus.formats.pdf.slugs import Band, Bar, Page, Placed, Slug, height

_BETWEEN: Final = 12.0
"""Between two bands."""
_BEFORE_NOTES: Final = 12.0
_MOST_NOTES: Final = 0.5
"""Of a page; what is more goes on at the foot of the next."""
_STEPS: Final = 9
"""Halvings in search of the height at which two columns are alike: to two points."""

_Notes = tuple[tuple[Slug, ...], ...]


class Column(NamedTuple):
    """What a column has room for."""

    body: float
    """Height of the text alone."""
    room: float
    """Height of the text and the notes."""
    noted: float
    """Height of the notes that it has already."""
    most: float
    """Height that notes get in any case."""
    last: bool
    """Of its page."""


class _Ties(NamedTuple):
    """Which ties hold: all, unless something is too high for a page."""

    keep: bool = True
    whole: bool = True


_TIES: Final = (_Ties(), _Ties(whole=False), _Ties(keep=False, whole=False))


def filled(slugs: Sequence[Slug], at: int, column: Column, ties: _Ties) -> int:
    """Return where a column ends that begins at a slug: there, if nothing fits."""
    if at == len(slugs):
        return at
    used, noted, good = height(slugs[at].again), column.noted, at
    for place in range(at, len(slugs)):
        slug = slugs[place]
        used += slug.height + (slug.above if place > at else 0.0)
        noted += sum(map(height, slug.notes))
        if used > column.body or used + reserved(noted, column.most) > column.room:
            break
        tied = (slug.keep and ties.keep) or (slug.whole and ties.whole and column.last)
        if not tied or place + 1 == len(slugs):
            good = place + 1
    return good


def reserved(noted: float, most: float) -> float:
    """Return what notes of this height take at the foot."""
    return min(noted + _BEFORE_NOTES, most) if noted else 0.0


class Flow:
    """Place band after band; take `pages` at the end."""

    _wide: bool
    _bottom: float
    _most: float
    """Height that notes get in any case."""
    _y: float
    """Where the next band begins."""
    _placed: list[Placed]
    _notes: list[_Notes]
    """Of each column of this page."""
    _noted: list[float]
    """Their height."""

    def __init__(self, sheet: Sheet, columns: int) -> None:
        self._sheet: Final = sheet
        self._columns: Final = columns
        self._pages: list[Page] = []
        self._begin(wide=False, left_over=())

    def pages(self) -> list[Page]:
        self._turn(wide=False)
        while any(self._notes):
            self._turn(wide=False)
        return self._pages

    def add(self, band: Band) -> None:
        if band.wide != self._wide:
            self._turn(wide=band.wide)
        at = 0
        while at < len(band.slugs):
            stops = self._stops(band, at)
            self._place(band, at, stops)
            at = stops[-1]
            if at < len(band.slugs):
                self._turn(wide=band.wide)
        self._y += _BETWEEN

    def _stops(self, band: Band, at: int) -> list[int]:
        """Return where each column of the band ends on this page."""
        full = self._bottom - self._y
        stops = self._filled(band, at, full, _TIES[0])
        if stops[-1] == len(band.slugs):
            return self._alike(band, at, stops) if band.columns > 1 else stops
        fresh = not self._placed
        for ties in _TIES if fresh else ():
            stops = self._filled(band, at, full, ties)
            if stops[-1] > at:
                return stops
        return [at + 1] * band.columns if fresh else stops

    def _filled(self, band: Band, at: int, body: float, ties: _Ties) -> list[int]:
        stops: list[int] = []
        for number in range(band.columns):
            last = number == band.columns - 1
            begin = stops[-1] if stops else at
            left = band.slugs[at:begin]
            free = min(body, self._above_notes(left)) if number else body
            column = self._column(number, band.columns, free)
            stop = filled(band.slugs, begin, column._replace(last=last), ties)
            if last and stop == begin > at:
                # The page ends with the column before: not within a sentence.
                before = self._column(number - 1, band.columns, body)
                stop = filled(band.slugs, at, before._replace(last=True), ties)
                stops[-1] = stop
            stops.append(stop)
        return stops

    def _above_notes(self, left: Sequence[Slug]) -> float:
        """Return the height above the notes of the left column, for the right one.

        Those notes are drawn after the right column's last line. Were the first of them
        as high as that line, PDFium would take the two for one.
        """
        added = sum(height(note) for slug in left for note in slug.notes)
        foot = reserved(self._noted[0] + added, self._most)
        return self._bottom - self._y - foot

    def _column(self, number: int, columns: int, body: float) -> Column:
        noted = self._noted[number] if columns > 1 else max(self._noted)
        return Column(body, self._bottom - self._y, noted, self._most, last=False)

    def _alike(self, band: Band, at: int, stops: list[int]) -> list[int]:
        """Return the stops of the lowest columns that hold all that is left."""
        low, high = 0.0, self._bottom - self._y
        for _ in range(_STEPS):
            body = (low + high) / 2
            tried = self._filled(band, at, body, _TIES[0])
            if tried[-1] == len(band.slugs):
                stops, high = tried, body
            else:
                low = body
        return stops

    def _place(self, band: Band, at: int, stops: Sequence[int]) -> None:
        deepest = self._y
        for number, stop in enumerate(stops):
            x = self._sheet.left(number, band.columns)
            y = self._y
            lead = band.slugs[at].again if at < stop else ()
            for place, slug in enumerate((*lead, *band.slugs[at:stop])):
                y += slug.above if place else 0.0
                self._placed.append(Placed(x, y, slug))
                y += slug.height
                self._notes[number] += slug.notes
                self._noted[number] += sum(map(height, slug.notes))
            at, deepest = stop, max(deepest, y)
        self._y = deepest

    def _turn(self, *, wide: bool) -> None:
        left_over: list[tuple[Slug, ...]] = []
        for number in range(self._columns):
            left_over += self._foot(number)
        self._pages.append(Page(tuple(self._placed), self._wide))
        self._begin(wide=wide, left_over=tuple(left_over))

    def _begin(self, *, wide: bool, left_over: _Notes) -> None:
        self._wide = wide
        self._bottom = self._sheet.bottom(wide=wide)
        self._most = (self._bottom - self._sheet.top) * _MOST_NOTES
        self._y = self._sheet.top
        self._placed = []
        self._notes = [left_over, *[()] * (self._columns - 1)]
        self._noted = [sum(map(height, notes)) for notes in self._notes]

    def _foot(self, number: int) -> _Notes:
        """Place the notes of a column; return those that must wait."""
        notes = self._notes[number]
        if not notes:
            return ()
        x = self._sheet.left(number, self._columns)
        foot = reserved(self._noted[number], self._most)
        y = self._bottom - foot + _BEFORE_NOTES
        rule = Bar(0, -_BEFORE_NOTES / 2, 72, 0.5)
        self._placed.append(Placed(x, y, Slug(0, bars=(rule,))))
        for place, note in enumerate(notes):
            if place and y + height(note) > self._bottom + 0.01:
                return notes[place:]
            for slug in note:
                self._placed.append(Placed(x, y, slug))
                y += slug.height
        return ()
