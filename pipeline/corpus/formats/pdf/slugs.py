"""What a page is made of: lines of type with their height, and what ties them."""

from typing import NamedTuple


class Ink(NamedTuple):
    """A text beginning at a place: right of the slug's left, below its top."""

    x: float
    y: float
    text: str
    face: str
    size: float
    space: float = 0.0
    """Added to each of its blanks."""


class Bar(NamedTuple):
    """A filled box: a rule where it is thin, a shade where it is high."""

    x: float
    y: float
    width: float
    height: float
    gray: float = 0.0


class Slug(NamedTuple):
    height: float
    inks: tuple[Ink, ...] = ()
    above: float = 0.0
    """Left free before it, but at the top of a column."""
    keep: bool = False
    """No column ends after it."""
    whole: bool = False
    """No page ends after it: a sentence that states something goes on below."""
    notes: tuple[tuple["Slug", ...], ...] = ()
    """To be set at the foot of its column."""
    again: tuple["Slug", ...] = ()
    """Set before it where it begins a column: the head of a table goes on."""
    bars: tuple[Bar, ...] = ()


class Band(NamedTuple):
    """What stands in the same columns, from one side of the type area to the other."""

    slugs: tuple[Slug, ...]
    columns: int = 1
    wide: bool = False
    """On pages turned to landscape."""


class Placed(NamedTuple):
    x: float
    y: float
    """Of its top, down from the top of the page."""
    slug: Slug


class Page(NamedTuple):
    slugs: tuple[Placed, ...]
    wide: bool


def height(slugs: tuple[Slug, ...]) -> float:
    return sum(slug.height for slug in slugs)
