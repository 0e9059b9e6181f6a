"""One pair of axes on a card: ticks, names and words."""

from collections.abc import Sequence
from typing import Any, Final

from pipeline.canvas.library import GRID, MUTED
from pipeline.canvas.marks import Area
from pipeline.canvas.spacing import thinned

_LABEL_GAP: Final = 10
_USUAL, _SMALL = 12, 10
LETTER: Final = 0.62
"""Of the font's size: the width of a letter, as DejaVu has it at most on average."""


class Panel:
    def __init__(self, axes: Any, area: Area) -> None:
        self._axes = axes
        self._area = area
        self._small = False
        axes.set_facecolor("none")
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, pad=8, colors=MUTED, labelsize=_USUAL)
        axes.grid(visible=True, axis="y", color=GRID, linewidth=1)
        axes.set_axisbelow(True)

    def shrink(self) -> None:
        """Make it one of several: smaller labels and marks."""
        self._small = True
        self._axes.tick_params(labelsize=_SMALL, pad=5)

    def hide_y(self) -> None:
        """Leave the labels to the panel at its left."""
        self._axes.tick_params(labelleft=False)

    def axis_x(
        self,
        ticks: Sequence[float],
        labels: Sequence[str],
        name: str = "",
        *,
        spare: float = 0.08,
    ) -> None:
        """Label the axis; it reaches beyond its ticks by `spare` of what they span."""
        wide = spare * (ticks[-1] - ticks[0]) if len(ticks) > 1 else 0.5
        low, high = ticks[0] - wide, ticks[-1] + wide
        size = _SMALL if self._small else _USUAL
        longest = max(map(len, labels)) * size * LETTER
        apart = (longest + _LABEL_GAP) / self._area.width * (high - low)
        named = [place for place, word in enumerate(labels) if word]
        kept = thinned([ticks[place] for place in named], apart)
        words = {p: labels[p] for p, keep in zip(named, kept, strict=True) if keep}
        shown = [words.get(place, "") for place in range(len(ticks))]
        self._axes.set_xticks(ticks, shown)
        self._axes.set_xlim(low, high)
        self._axes.set_xlabel(name, color=MUTED, fontsize=_USUAL, labelpad=4)

    def axis_y(
        self, ticks: Sequence[float], labels: Sequence[str], ends: tuple[float, float]
    ) -> None:
        self._axes.set_ylim(*ends)
        self._axes.set_yticks(ticks, labels)
        self._axes.minorticks_off()

    def log_y(self) -> None:
        self._axes.set_yscale("log")

    def log_x(
        self, ticks: Sequence[float], labels: Sequence[str], ends: tuple[float, float]
    ) -> None:
        self._axes.set_xscale("log")
        self._axes.set_xlim(*ends)
        self._axes.set_xticks(ticks, labels)
        self._axes.minorticks_off()

    def name_axes(self, x: str, y: str = "") -> None:
        self._axes.set_xlabel(x, color=MUTED, fontsize=_USUAL, labelpad=4)
        self._axes.set_ylabel(y, color=MUTED, fontsize=_USUAL, labelpad=4)

    def reach(self, low: float, high: float) -> None:
        """Let the horizontal axis end elsewhere than its ticks do."""
        self._axes.set_xlim(low, high)

    def head(self, words: str, colour: str, *, lift: float = 7) -> None:
        """Name one of several panels, `lift` pixels above it."""
        self._write(words, (0.0, 1.0), (0, lift), size=11, weight="bold", color=colour)

    def say(self, words: str) -> None:
        """Write into the middle of an empty plot why it is empty."""
        self._write(words, (0.5, 0.5), (0, 0), ha="center", color=MUTED)

    def _write(
        self,
        words: str,
        share: tuple[float, float],
        offset: tuple[float, float],
        **look: Any,
    ) -> None:
        """Write at a share of the panel, `offset` pixels from there."""
        self._axes.annotate(
            words,
            share,
            xycoords="axes fraction",
            xytext=offset,
            textcoords="offset points",
            parse_math=False,
            **look,
        )
