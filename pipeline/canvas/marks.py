"""What our plots are made of: places in data units, areas in pixels."""

from enum import StrEnum
from typing import NamedTuple


class Area(NamedTuple):
    """Of a card, in pixels from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class Style(NamedTuple):
    """Colour, dash and marker together: none of them alone tells two models apart."""

    colour: str
    dash: str | tuple[int, tuple[float, ...]]
    marker: str


class Point(NamedTuple):
    x: float
    y: float


class Tag(NamedTuple):
    """A direct label: what it is at, and how that is called."""

    at: Point
    words: str
    colour: str


class Cross(NamedTuple):
    """An estimate with its interval along x, along y, or both."""

    at: Point
    across: tuple[float, float] | None
    up: tuple[float, float] | None
    style: Style


class Box(NamedTuple):
    """A part of a strip."""

    start: float
    width: float
    low: float
    """Of the strip's height, as is `height`."""
    height: float
    colour: str
    words: str = ""
    """Written into it, where it is wide enough."""
    ink: str = "#ffffff"


class Shape(StrEnum):
    """A sign that is drawn, so that no font has to have it."""

    NONE = "none"
    FULL = "full"
    HALF = "half"
    RING = "ring"
    DOT = "dot"
    DASH = "dash"
    POINTER = "pointer"


class Tile(NamedTuple):
    """A cell of a grid; columns and rows count from 0, from the upper left."""

    column: int
    row: int
    colour: str
    ink: str
    words: str = ""
    shape: Shape = Shape.NONE
    hatched: bool = False


class Mark(NamedTuple):
    """A place on a strip, and what is written above it."""

    x: float
    words: str
    colour: str


class Key(NamedTuple):
    """What a colour stands for."""

    words: str
    colour: str
    ink: str = "#ffffff"
    shape: Shape = Shape.NONE
    hatched: bool = False
