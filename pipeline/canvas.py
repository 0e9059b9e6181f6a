"""The few marks our plots are made of, drawn by matplotlib to an SVG that repeats.

matplotlib's own types are partial; here they end. It is imported once something is
drawn, since that takes half a second.
"""

import io
import re
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from itertools import count, pairwise
from typing import Any, Final, NamedTuple

WIDTH, HEIGHT = 760, 400
_DPI: Final = 72  # an SVG's own, so that a unit is a pixel
_AREA: Final = (0.1, 0.145, 0.66, 0.725)
WIDE: Final = (0.1, 0.145, 0.86, 0.725)
"""The area of a chart that has no labels at its right."""
_INK, _MUTED, _GRID, _BORDER = "#1f2328", "#57606a", "#eaeef2", "#d0d7de"
_STACK: Final = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif"
_LINE_HEIGHT: Final = 0.042
"""Of the plot's height: direct labels stand at least this far apart."""
_WORDS_WIDTH: Final = 0.13
"""Of a strip's width: words above it stand at least this far apart."""
_KEYS_A_LINE: Final = 4
_MOST_TICKS: Final = 5
_FIXED: Final = {
    "svg.hashsalt": "docqa",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same metrics everywhere
    "font.size": 12,
    "figure.dpi": _DPI,
    "savefig.dpi": _DPI,
    "path.simplify": False,
    "axes.unicode_minus": True,
}


class Style(NamedTuple):
    """Colour, dash and marker together: none of them alone tells two models apart."""

    colour: str
    dash: str | tuple[int, tuple[float, ...]]
    marker: str


class Point(NamedTuple):
    x: float
    y: float


class Tag(NamedTuple):
    """A direct label: where its line ends, and what it is called."""

    at: Point
    words: str
    colour: str


class Box(NamedTuple):
    """A part of a strip."""

    start: float
    width: float
    low: float
    """Of the strip's height, as is `height`."""
    height: float
    colour: str


class Mark(NamedTuple):
    """A place on a strip, and what is written above it."""

    x: float
    words: str
    colour: str


class Key(NamedTuple):
    """What a colour of a strip stands for."""

    words: str
    colour: str


class Canvas:
    """One chart on a white card. Use inside `drawing()`."""

    def __init__(
        self,
        title: str,
        area: tuple[float, float, float, float] = _AREA,
        height: int = HEIGHT,
    ) -> None:
        self._height = height
        self._figure: Any = _matplotlib().figure.Figure(
            figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI
        )
        self._figure.patch.set_alpha(0)
        self._figure.add_artist(_card(height))
        self._write(title, 20, 28, size=14, weight="bold", color=_INK)
        self._area = area
        self._axes: Any = self._figure.add_axes(area)
        self._axes.set_facecolor("none")
        self._axes.spines[:].set_visible(False)
        self._axes.tick_params(length=0, pad=8, colors=_MUTED, labelsize=12)
        self._axes.grid(visible=True, axis="y", color=_GRID, linewidth=1)
        self._axes.set_axisbelow(True)

    def line(self, points: Sequence[Point], style: Style) -> None:
        self._axes.plot(
            [point.x for point in points],
            [point.y for point in points],
            color=style.colour,
            linestyle=style.dash,
            marker=style.marker,
            linewidth=2,
            markersize=6,
            clip_on=False,
        )

    def band(
        self,
        lows: Sequence[Point],
        highs: Sequence[float],
        colour: str,
        *,
        faint: bool,
    ) -> None:
        self._axes.fill_between(
            [low.x for low in lows],
            [low.y for low in lows],
            highs,
            color=colour,
            alpha=0.06 if faint else 0.12,
            linewidth=0,
        )

    def whisker(self, low: Point, high: float, style: Style, *, open_end: bool) -> None:
        """Draw from `low` up to `high`: a bar at its end, or an arrow for 'more'."""
        end = "^" if open_end else "_"
        self._axes.plot([low.x, low.x], [low.y, high], color=style.colour, linewidth=1)
        self._axes.plot(
            [low.x], [high], color=style.colour, marker=end, markersize=7, alpha=0.9
        )

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
                color=_MUTED,
                parse_math=False,
            )

    def axis_x(self, ticks: Sequence[float], labels: Sequence[str], name: str) -> None:
        self._axes.set_xticks(ticks, labels)
        spare = 0.08 * (ticks[-1] - ticks[0]) if len(ticks) > 1 else 0.5
        self._axes.set_xlim(ticks[0] - spare, ticks[-1] + spare)
        self._axes.set_xlabel(name, color=_MUTED, fontsize=12, labelpad=4)

    def axis_y(
        self, ticks: Sequence[float], labels: Sequence[str], ends: tuple[float, float]
    ) -> None:
        self._axes.set_ylim(*ends)
        self._axes.set_yticks(ticks, labels)
        self._axes.minorticks_off()

    def log_y(self) -> None:
        self._axes.set_yscale("log")

    def note(self, words: str) -> None:
        """Write a line below the title."""
        self._write(words, 20, 48, size=12, color=_MUTED)

    def strip(self, boxes: Sequence[Box], length: float) -> None:
        """Draw a strip from 0 to `length`, later boxes over earlier; after `axis_x`."""
        wide = 6 * length / (WIDTH * self._area[2])
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
            self._axes.annotate(
                mark.words,
                (place, 1.3),
                xycoords="axes fraction",
                ha="center",
                size=11,
                weight="bold",
                color=mark.colour,
                parse_math=False,
            )

    def keys(self, keys: Sequence[Key]) -> None:
        """Say below a strip what its colours are, four to a line."""
        step = (WIDTH - 40) / _KEYS_A_LINE
        for place, key in enumerate(keys):
            line, column = divmod(place, _KEYS_A_LINE)
            x, y = 20 + column * step, self._height - 40 + 20 * line
            self._figure.add_artist(
                _matplotlib().patches.Rectangle(
                    (x, self._height - y - 10),
                    11,
                    11,
                    transform=_matplotlib().transforms.IdentityTransform(),
                    facecolor=key.colour,
                )
            )
            self._write(key.words, x + 18, y + 9, size=12, color=_INK)

    def say(self, words: str) -> None:
        """Write into the middle of an empty plot why it is empty."""
        self._axes.text(
            *(0.5, 0.5),
            words,
            transform=self._axes.transAxes,
            ha="center",
            color=_MUTED,
            parse_math=False,
        )

    def tags(self, tags: Sequence[Tag]) -> None:
        """Name each line at its end; labels that would overlap move apart."""
        places = [self._axes.transData.transform(tag.at) for tag in tags]
        shares = self._axes.transAxes.inverted().transform(places)
        heights = spread([float(share[1]) for share in shares])
        for tag, share, height in zip(tags, shares, heights, strict=True):
            self._axes.text(
                *(float(share[0]) + 0.022, height),
                tag.words,
                transform=self._axes.transAxes,
                va="center",
                weight="bold",
                size=11,
                color=tag.colour,
                parse_math=False,
            )

    def svg(self) -> bytes:
        buffer = io.BytesIO()
        canvas: Any = _matplotlib().backends.backend_svg.FigureCanvasSVG(self._figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
        text = buffer.getvalue().decode("utf-8")
        size = (WIDTH, self._height)
        text = text.replace(
            'width="{}pt" height="{}pt"'.format(*size),
            'width="{}" height="{}"'.format(*size),
            1,
        )
        return re.sub(r"'DejaVu Sans'(, [^;\"]*)?", _STACK, text).encode()

    def _write(self, words: str, x: float, y: float, **look: Any) -> None:
        """Write at a place that is counted in units from the upper left corner."""
        place = (x / WIDTH, 1 - y / self._height)
        self._figure.text(*place, words, parse_math=False, **look)


@cache
def _matplotlib() -> Any:
    import matplotlib as mpl  # noqa: PLC0415

    library: Any = mpl
    for part in ("backends.backend_svg", "figure", "patches", "transforms"):
        import_module(f"matplotlib.{part}")
    return library


@contextmanager
def drawing() -> Generator[None]:
    """Draw by our settings alone, whatever the user's matplotlibrc says."""
    library = _matplotlib()
    with library.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks is no failure
        library.rcdefaults()
        library.rcParams.update(_FIXED)
        yield


def spread(heights: Sequence[float], apart: float = _LINE_HEIGHT) -> list[float]:
    """Return the heights moved up until they are `apart`, then down to stay below 1."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    moved = list(heights)
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + apart)
    if order:
        moved[order[-1]] = min(moved[order[-1]], 1.0)
    for above, below in pairwise(order[::-1]):
        moved[below] = min(moved[below], moved[above] - apart)
    return moved


def round_ticks(most: int) -> list[int]:
    """Return a few round counts from 0 up to `most`."""
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if most // step <= _MOST_TICKS)
    return list(range(0, most + 1, step))


def _card(height: int) -> Any:
    return _matplotlib().patches.FancyBboxPatch(
        (0.5, 0.5),
        WIDTH - 1,
        height - 1,
        boxstyle="round,pad=0,rounding_size=8",
        transform=_matplotlib().transforms.IdentityTransform(),
        facecolor="#ffffff",
        edgecolor=_BORDER,
        linewidth=1,
        zorder=-1,
    )
