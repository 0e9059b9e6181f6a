"""A panel of named rows: tiles, strips of boxes, intervals, words beside them."""

from collections.abc import Sequence
from typing import Any, Final

from pipeline.canvas.library import GRID, INK, MUTED, matplotlib
from pipeline.canvas.marks import Box, Cross, Mark, Point, Shape, Tag, Tile
from pipeline.canvas.panel import LETTER, Panel
from pipeline.canvas.spacing import spread, thinned

_WORDS_WIDTH: Final = 0.13
"""Of a strip's width: words above it stand at least this far apart."""
_LETTER: Final = 7.0
_GAP: Final = 0.06
"""Of a tile, between it and the next."""
SHAPES: Final[dict[Shape, dict[str, Any]]] = {
    Shape.FULL: {"marker": "o", "markersize": 9},
    Shape.HALF: {"marker": "o", "markersize": 9, "fillstyle": "left"},
    Shape.RING: {"marker": "o", "markersize": 9, "fillstyle": "none"},
    Shape.DOT: {"marker": "o", "markersize": 3},
    Shape.POINTER: {"marker": "^", "markersize": 6},
    Shape.DASH: {"marker": "_", "markersize": 8},
}


class Rows(Panel):
    """Row 0 is the uppermost."""

    def name_rows(self, names: Sequence[Tag], count: int) -> None:
        """Make room for `count` rows, and name them at their left; no grid."""
        self._axes.grid(visible=False)
        self._axes.set_ylim(max(count, 1) - 0.5, -0.5)
        self._axes.set_yticks([])
        for tag in names:
            self._side(tag, (0.0, -12), ha="right")

    def columns(self, labels: Sequence[str], *, size: float = 12) -> None:
        """Label the columns of a grid of tiles, above it."""
        self._axes.set_xlim(-0.5, max(len(labels), 1) - 0.5)
        wide = self._area.width / max(len(labels), 1)
        apart = (max(map(len, labels), default=0) * size * LETTER + 6) / wide
        kept = thinned(range(len(labels)), apart)
        shown = [word * keep for word, keep in zip(labels, kept, strict=True)]
        self._axes.set_xticks(range(len(labels)), shown)
        self._axes.xaxis.tick_top()
        self._axes.tick_params(axis="x", length=0, pad=4, labelsize=size)

    def tiles(self, tiles: Sequence[Tile], *, size: float = 11) -> None:
        """Draw the cells of a grid, after its rows and columns are named."""
        for tile in tiles:
            patch = matplotlib().patches.FancyBboxPatch(
                (tile.column - 0.5 + _GAP / 2, tile.row - 0.5 + _GAP / 2),
                1 - _GAP,
                1 - _GAP,
                boxstyle="square,pad=0",
                facecolor=tile.colour,
                edgecolor="#b6bec7" if tile.hatched else "none",
                hatch="////" if tile.hatched else None,
                linewidth=0,
            )
            self._axes.add_patch(patch)
            look = SHAPES.get(tile.shape)
            if look:
                self._axes.plot([tile.column], [tile.row], color=tile.ink, **look)
            if tile.words:
                room = self._area.width / self._columns() - 4
                fits = min(size, room / (len(tile.words) * LETTER))
                self._at((tile.column, tile.row), tile.words, tile.ink, fits)

    def pointers(self, points: Sequence[Point]) -> None:
        """Point up at places between columns, from the lower edge of their rows."""
        look = {"marker": "^", "markersize": 6, "linestyle": "none", "clip_on": False}
        xs, ys = [point.x for point in points], [point.y + 0.42 for point in points]
        self._axes.plot(xs, ys, color=INK, markeredgecolor="#ffffff", **look)

    def stack(self, row: int, boxes: Sequence[Box], *, high: float = 0.62) -> None:
        """Draw boxes side by side in a row, 0 to 1, each with what it is."""
        pixel = 1 / self._area.width
        for box in boxes:
            self._axes.barh(
                row,
                box.width,
                height=high,
                left=box.start,
                color=box.colour,
                edgecolor="#ffffff",
                linewidth=1 if box.width > 4 * pixel else 0,
            )
            if box.width > (len(box.words) * _LETTER + 6) * pixel:
                self._at((box.start + box.width / 2, row), box.words, box.ink, 11)

    def spans(self, spans: Sequence[Cross]) -> None:
        """Draw an interval in each row, its estimate a mark on it."""
        for span in spans:
            colour = span.style.colour
            if span.across:
                self._axes.plot(span.across, [span.at.y] * 2, color=colour, linewidth=2)
            self._axes.plot(
                [span.at.x],
                [span.at.y],
                color=colour,
                marker=span.style.marker,
                markersize=7,
            )

    def shade(self, low: float, high: float) -> None:
        """Shade the rows between two values, zero a line in it."""
        self._axes.axvspan(low, high, color="#eaf1f8", linewidth=0, zorder=0.5)
        self._axes.axvline(0, color=MUTED, linewidth=1, zorder=0.8)
        self._axes.grid(visible=True, axis="x", color=GRID, linewidth=1)

    def beside(self, tags: Sequence[Tag]) -> None:
        """Write at the right of rows."""
        for tag in tags:
            self._side(tag, (1.0, 12), ha="left")

    def strip(self, boxes: Sequence[Box], length: float) -> None:
        """Draw a strip from 0 to `length`, later boxes over earlier; after `axis_x`."""
        wide = 6 * length / self._area.width
        self._axes.grid(visible=False)
        self._axes.set_xlim(0, length)
        self.axis_y([], [], (0.0, 1.0))
        self._axes.bar(
            [box.start for box in boxes],
            [box.height for box in boxes],
            [box.width for box in boxes],
            [box.low for box in boxes],
            align="edge",
            color=[box.colour for box in boxes],
            edgecolor="#ffffff",
            linewidth=[0.5 if box.width > wide else 0 for box in boxes],
        )

    def marks(self, marks: Sequence[Mark]) -> None:
        """Point at places of a strip; words that would overlap move apart."""
        ends = self._axes.get_xlim()[1]
        places = spread([mark.x / ends for mark in marks], _WORDS_WIDTH)
        for mark, place in zip(marks, places, strict=True):
            self._axes.plot(
                [mark.x],
                [1.14],
                color=mark.colour,
                marker="v",
                markersize=8,
                clip_on=False,
            )
            look = {"ha": "center", "size": 11, "weight": "bold"}
            self._write(mark.words, (place, 1.3), (0, 0), color=mark.colour, **look)

    def _columns(self) -> float:
        low, high = self._axes.get_xlim()
        return float(high - low)

    def _side(self, tag: Tag, place: tuple[float, float], ha: str) -> None:
        share, offset = place
        self._axes.annotate(
            tag.words,
            (share, tag.at.y),
            xycoords=("axes fraction", "data"),
            xytext=(offset, 0),
            textcoords="offset points",
            ha=ha,
            va="center_baseline",
            size=11,
            color=tag.colour,
            parse_math=False,
        )

    def _at(
        self, place: tuple[float, float], words: str, ink: str, size: float
    ) -> None:
        self._axes.text(
            *place,
            words,
            ha="center",
            va="center_baseline",
            size=size,
            color=ink,
            parse_math=False,
        )
