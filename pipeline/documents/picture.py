"""A histogram in; the same as lines of text, or as an SVG, out."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.canvas import WIDE, Card, drawing, round_ticks
from pipeline.documents.sizes import Bin

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_COLOUR: Final = "#0072B2"
_MOST_EDGES: Final = 14
_HEADROOM: Final = 1.1


def bars(bins: Sequence[Bin], columns: int) -> Iterator[str]:
    """Yield a line for each bin: its sizes, a bar of at most `columns`, its count."""
    if not bins:
        return
    names = [f"{bin_.low:,} - {bin_.high - 1:,}" for bin_ in bins]
    margin = max(map(len, names))
    most = max(bin_.documents for bin_ in bins)
    for name, bin_ in zip(names, bins, strict=True):
        bar = _bar(bin_.documents / most, columns)
        yield f"{name:>{margin}}  {bar}{' ' if bar else ''}{bin_.documents:,}"


def svg(bins: Sequence[Bin]) -> bytes:
    documents = sum(bin_.documents for bin_ in bins)
    with drawing():
        card = Card(f"Tokens per document (n = {documents:,})")
        chart = card.chart(WIDE)
        edges = [bin_.low for bin_ in bins] + [bins[-1].high] if bins else [1]
        chart.axis_x(range(len(edges)), _labels(edges), "tokens (log scale)")
        most = max((bin_.documents for bin_ in bins), default=1)
        ticks = round_ticks(most)
        chart.axis_y(ticks, [f"{tick:,}" for tick in ticks], (0.0, most * _HEADROOM))
        if bins:
            heights = [bin_.documents for bin_ in bins]
            labels = [f"{height:,}" if height else "" for height in heights]
            chart.bars(heights, labels, _COLOUR)
        else:
            chart.say("no document has text")
        return card.svg()


def _bar(share: float, columns: int) -> str:
    """Draw to an eighth of a column; what is more than nothing shows."""
    eighths = round(share * columns * 8)
    if share > 0:
        eighths = max(eighths, 1)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _labels(edges: Sequence[int]) -> list[str]:
    """Name the edges; of many, the powers of ten."""
    few = len(edges) <= _MOST_EDGES
    return [_short(edge) if few or str(edge)[0] == "1" else "" for edge in edges]


def _short(tokens: int) -> str:
    for unit, name in ((1_000_000, "M"), (1_000, "k")):
        if tokens >= unit:
            return f"{tokens // unit:,}{name}"
    return str(tokens)
