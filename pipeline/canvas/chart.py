"""A panel with two scales: lines, bands, whiskers, crosses, bars and their labels."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pipeline.canvas.library import BORDER, MUTED
from pipeline.canvas.marks import Cross, Point, Style, Tag
from pipeline.canvas.panel import Panel
from pipeline.canvas.spacing import Room, beside, spread

_LETTER: Final = 7.0
"""Pixels of a letter of a label."""
_GAP: Final = Point(math.nan, math.nan)
"""Where one line ends before the next begins."""
_APART: Final = 14
"""Pixels from one direct label to the next."""
_FAR: Final = 24
"""Pixels from which a label needs a line to what it names."""
_UNDER: Final = {"facecolor": "#ffffff", "alpha": 0.7, "edgecolor": "none", "pad": 1}
"""Under a label, so that it reads where a line passes below it."""


class Chart(Panel):
    def line(self, points: Sequence[Point], style: Style) -> None:
        self._axes.plot(
            [point.x for point in points],
            [point.y for point in points],
            color=style.colour,
            linestyle=style.dash,
            marker=style.marker,
            linewidth=1.5 if self._small else 2,
            markersize=3.5 if self._small else 6,
            clip_on=False,
        )

    def ghosts(self, lines: Sequence[Sequence[Point]]) -> None:
        """Draw the lines of others, to be compared with and not read."""
        points = [point for line in lines for point in (*line, _GAP)]
        self._axes.plot(
            [point.x for point in points],
            [point.y for point in points],
            color=BORDER,
            linewidth=1,
            zorder=1.5,
        )

    def band(self, lows: Sequence[Point], highs: Sequence[float], colour: str) -> None:
        self._axes.fill_between(
            [low.x for low in lows],
            [low.y for low in lows],
            highs,
            color=colour,
            alpha=0.12,
            linewidth=0,
        )

    def stem(self, low: Point, high: float, style: Style) -> None:
        self._axes.plot([low.x, low.x], [low.y, high], color=style.colour, linewidth=1)

    def end(self, at: Point, style: Style, size: float) -> None:
        """Draw a bar across where a stem ends or passes."""
        self._mark(at, style, marker="_", markersize=size)

    def arrow(self, at: Point, style: Style) -> None:
        """Draw an open arrow: more than this, by an unknown amount."""
        self._mark(at, style, marker="^", markersize=7, markerfacecolor="#ffffff")

    def cross(self, cross: Cross, *, faint: bool = False) -> None:
        """Draw an estimate and its intervals."""
        (x, y), colour = cross.at, cross.style.colour
        look: dict[str, Any] = {
            "color": colour,
            "linewidth": 1.5,
            "alpha": 0.45 if faint else 1.0,
        }
        if cross.across:
            self._axes.plot(cross.across, [y, y], **look)
        if cross.up:
            self._axes.plot([x, x], cross.up, **look)
        self._mark(
            cross.at, cross.style, marker=cross.style.marker, alpha=look["alpha"]
        )

    def path(self, points: Sequence[Point]) -> None:
        """Draw a thin dashed line behind what else there is."""
        xs, ys = [point.x for point in points], [point.y for point in points]
        look = {"linewidth": 1, "linestyle": (0, (4, 3)), "zorder": 1.5}
        self._axes.plot(xs, ys, color=MUTED, **look)

    def bars(
        self, heights: Sequence[float], labels: Sequence[str], colour: str
    ) -> None:
        """Draw a histogram: bar `n` from `n` to `n + 1`, its label above it."""
        self._axes.bar(
            range(len(heights)), heights, width=0.96, align="edge", color=colour
        )
        for place, (height, label) in enumerate(zip(heights, labels, strict=True)):
            self._axes.annotate(
                label,
                (place + 0.48, height),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                size=11,
                color=MUTED,
                parse_math=False,
            )

    def tags(self, tags: Sequence[Tag]) -> None:
        """Name each line at its end; labels that would overlap move apart."""
        shares = [self._share(tag.at) for tag in tags]
        heights = spread([share.y for share in shares], _APART / self._area.height)
        for tag, share, height in zip(tags, shares, heights, strict=True):
            place = (share.x + 0.022, height)
            look = {"va": "center", "weight": "bold", "size": 11, "bbox": _UNDER}
            self._write(tag.words, place, (0, 0), color=tag.colour, **look)

    def names(self, tags: Sequence[Tag], crosses: Sequence[Cross]) -> None:
        """Name each point beside it, where no cross and no name is in the way."""
        wide, high = self._area.width, self._area.height
        found = beside(
            [self._room(tag.at, tag.at, 4) for tag in tags],
            [len(tag.words) * _LETTER for tag in tags],
            Room(0, 0, wide, high),
            [arm for cross in crosses for arm in self._arms(cross)],
        )
        for tag, room in zip(tags, found, strict=True):
            place = (room.left / wide, (room.low + room.height / 2) / high)
            look = {"va": "center", "weight": "bold", "size": 11}
            self._write(tag.words, place, (0, 0), color=tag.colour, **look)
            self._lead(tag, room)

    def _lead(self, tag: Tag, room: Room) -> None:
        """Draw a line from a label to its point, where they are not side by side."""
        point = self._room(tag.at, tag.at, 0)
        x = min(max(point.left, room.left), room.left + room.width)
        y = min(max(point.low, room.low), room.low + room.height)
        if math.hypot(x - point.left, y - point.low) < _FAR:
            return
        self._axes.plot(
            [point.left / self._area.width, x / self._area.width],
            [point.low / self._area.height, y / self._area.height],
            transform=self._axes.transAxes,
            color=tag.colour,
            linewidth=0.6,
        )

    def _arms(self, cross: Cross) -> Iterator[Room]:
        (x, y) = cross.at
        if cross.across:
            low, high = cross.across
            yield self._room(Point(low, y), Point(high, y), 1)
        if cross.up:
            low, high = cross.up
            yield self._room(Point(x, low), Point(x, high), 1)

    def _room(self, low: Point, high: Point, around: float) -> Room:
        """Return the pixels from one place to another, and `around` them."""
        (left, foot), (right, top) = (
            (at.x * self._area.width, at.y * self._area.height)
            for at in (self._share(low), self._share(high))
        )
        return Room(
            left - around,
            foot - around,
            right - left + 2 * around,
            top - foot + 2 * around,
        )

    def _share(self, at: Point) -> Point:
        """Return where a place is, as shares of the panel."""
        pixels = self._axes.transData.transform(at)
        x, y = self._axes.transAxes.inverted().transform(pixels)
        return Point(float(x), float(y))

    def _mark(self, at: Point, style: Style, **look: Any) -> None:
        size = look.pop("markersize", 7) * (0.6 if self._small else 1)
        usual = {"color": style.colour, "clip_on": False, "linestyle": "none"}
        self._axes.plot([at.x], [at.y], markersize=size, **usual, **look)
