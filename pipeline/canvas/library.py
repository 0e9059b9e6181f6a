"""matplotlib, by our settings alone; its own types are partial, and here they end.

It is imported once something is drawn, since that takes half a second.
"""

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any, Final

WIDTH, HEIGHT = 760, 400
DPI: Final = 72
"""An SVG's own, so that a unit is a pixel."""
INK, MUTED, GRID, BORDER = "#1f2328", "#57606a", "#eaeef2", "#d0d7de"
_FIXED: Final = {
    "svg.hashsalt": "docqa",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same metrics everywhere
    "font.size": 12,
    "figure.dpi": DPI,
    "savefig.dpi": DPI,
    "path.simplify": False,
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.6,
}


@cache
def matplotlib() -> Any:
    import matplotlib as mpl  # noqa: PLC0415

    library: Any = mpl
    for part in ("backends.backend_svg", "figure", "lines", "patches", "transforms"):
        import_module(f"matplotlib.{part}")
    return library


@contextmanager
def drawing() -> Generator[None]:
    """Draw by our settings alone, whatever the user's matplotlibrc says."""
    library = matplotlib()
    with library.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks is no failure
        library.rcdefaults()
        library.rcParams.update(_FIXED)
        yield
