"""The few marks our plots are made of, drawn by matplotlib to an SVG that repeats.

matplotlib's own types are partial; here they end.
"""

import io
import re
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final, NamedTuple

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import IdentityTransform

WIDTH, HEIGHT = 760, 400
_DPI: Final = 72  # an SVG's own, so that a unit is a pixel
_AREA: Final = (0.1, 0.145, 0.66, 0.725)
WIDE: Final = (0.1, 0.145, 0.86, 0.725)
"""The area of a chart that has no labels at its right."""
_INK, _MUTED, _GRID, _BORDER = "#1f2328", "#57606a", "#eaeef2", "#d0d7de"
_STACK: Final = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif"
_SIZE: Final = (
    f'width="{WIDTH}pt" height="{HEIGHT}pt"',
    f'width="{WIDTH}" height="{HEIGHT}"',
)
_LINE_HEIGHT: Final = 0.042
"""Of the plot's height: direct labels stand at least this far apart."""
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


class Canvas:
    """One chart on a white card. Use inside `drawing()`."""

    def __init__(
        self, title: str, area: tuple[float, float, float, float] = _AREA
    ) -> None:
        self._figure: Any = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI)
        self._figure.patch.set_alpha(0)
        self._figure.add_artist(_card())
        self._figure.text(
            *(20 / WIDTH, 1 - 28 / HEIGHT),
            title,
            size=14,
            weight="bold",
            color=_INK,
            parse_math=False,
        )
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
        canvas: Any = FigureCanvasSVG(self._figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
        text = buffer.getvalue().decode("utf-8")
        text = text.replace(*_SIZE, 1)
        return re.sub(r"'DejaVu Sans'(, [^;\"]*)?", _STACK, text).encode()


@contextmanager
def drawing() -> Generator[None]:
    """Draw by our settings alone, whatever the user's matplotlibrc says."""
    library: Any = mpl
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


def _card() -> Any:
    return FancyBboxPatch(
        (0.5, 0.5),
        WIDTH - 1,
        HEIGHT - 1,
        boxstyle="round,pad=0,rounding_size=8",
        transform=IdentityTransform(),
        facecolor="#ffffff",
        edgecolor=_BORDER,
        linewidth=1,
        zorder=-1,
    )
