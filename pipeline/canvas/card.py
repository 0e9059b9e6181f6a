"""A white card with a title: what panels stand on, and what becomes an SVG."""

import html
import io
import re
from collections.abc import Sequence
from typing import Any, Final

from pipeline.canvas.chart import Chart
from pipeline.canvas.library import BORDER, DPI, HEIGHT, INK, MUTED, WIDTH, matplotlib
from pipeline.canvas.marks import Area, Key
from pipeline.canvas.rows import SHAPES, Rows

_STACK: Final = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif"
_KEYS_A_LINE: Final = 4


class Card:
    """A picture of 760 pixels' width. Use inside `drawing()`."""

    def __init__(self, title: str, height: int = HEIGHT, *, words: str = "") -> None:
        """`words` say what it shows to whoever cannot see it."""
        self._title, self._words = title, words
        self._height = height
        self._figure: Any = matplotlib().figure.Figure(
            figsize=(WIDTH / DPI, height / DPI), dpi=DPI
        )
        self._figure.patch.set_alpha(0)
        self._figure.add_artist(_card(height))
        self._write(title, 20, 28, size=14, weight="bold", color=INK)

    def chart(self, area: Area) -> Chart:
        return Chart(self._axes(area), area)

    def rows(self, area: Area) -> Rows:
        return Rows(self._axes(area), area)

    def note(self, *lines: str) -> None:
        """Write lines below the title."""
        for place, words in enumerate(lines):
            self._write(words, 20, 48 + 17 * place, size=12, color=MUTED)

    def keys(self, keys: Sequence[Key], a_line: int = _KEYS_A_LINE) -> None:
        """Say at the foot what the colours are; there is room for two lines."""
        step = (WIDTH - 40) / a_line
        for place, key in enumerate(keys):
            line, column = divmod(place, a_line)
            x, y = 20 + column * step, self._height - 40 + 20 * line
            side = 15 if key.shape in SHAPES else 11
            self._swatch(key, x, y + 5.5 - side / 2, side)
            self._write(key.words, x + side + 7, y + 9, size=12, color=INK)

    def svg(self) -> bytes:
        buffer = io.BytesIO()
        canvas: Any = matplotlib().backends.backend_svg.FigureCanvasSVG(self._figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
        text = buffer.getvalue().decode("utf-8")
        size = (WIDTH, self._height)
        said = "".join(
            f"\n <{tag}>{html.escape(words, quote=False)}</{tag}>"
            for tag, words in (("title", self._title), ("desc", self._words))
            if words
        )
        text = re.sub(
            r'<svg ([^>]*?)width="{}pt" height="{}pt"([^>]*)>'.format(*size),
            lambda found: (
                f'<svg role="img" {found[1]}width="{size[0]}" height="{size[1]}"'
                f"{found[2]}>{said}"
            ),
            text,
            count=1,
        )
        return re.sub(r"'DejaVu Sans'(, [^;\"]*)?", _STACK, text).encode()

    def _axes(self, area: Area) -> Any:
        low = self._height - area.top - area.height
        return self._figure.add_axes(
            (
                area.left / WIDTH,
                low / self._height,
                area.width / WIDTH,
                area.height / self._height,
            )
        )

    def _swatch(self, key: Key, x: float, y: float, side: float) -> None:
        pixels = matplotlib().transforms.IdentityTransform()
        self._figure.add_artist(
            matplotlib().patches.Rectangle(
                (x, self._height - y - side),
                side,
                side,
                transform=pixels,
                facecolor=key.colour,
                edgecolor=BORDER if key.hatched else "none",
                hatch="////" if key.hatched else None,
                linewidth=0,
            )
        )
        look = SHAPES.get(key.shape)
        if look:
            middle = (x + side / 2, self._height - y - side / 2)
            self._figure.add_artist(
                matplotlib().lines.Line2D(
                    *([value] for value in middle),
                    color=key.ink,
                    transform=pixels,
                    **look,
                )
            )

    def _write(self, words: str, x: float, y: float, **look: Any) -> None:
        """Write at a place that is counted in units from the upper left corner."""
        place = (x / WIDTH, 1 - y / self._height)
        self._figure.text(*place, words, parse_math=False, **look)


def _card(height: int) -> Any:
    return matplotlib().patches.FancyBboxPatch(
        (0.5, 0.5),
        WIDTH - 1,
        height - 1,
        boxstyle="round,pad=0,rounding_size=8",
        transform=matplotlib().transforms.IdentityTransform(),
        facecolor="#ffffff",
        edgecolor=BORDER,
        linewidth=1,
        zorder=-1,
    )
