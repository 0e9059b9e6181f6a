"""The few marks our plots are made of, drawn by matplotlib to an SVG that repeats."""

from pipeline.canvas.card import Card
from pipeline.canvas.chart import Chart
from pipeline.canvas.library import BORDER, HEIGHT, INK, MUTED, WIDTH, drawing
from pipeline.canvas.marks import (
    Area,
    Box,
    Cross,
    Key,
    Mark,
    Point,
    Shape,
    Style,
    Tag,
    Tile,
)
from pipeline.canvas.rows import Rows
from pipeline.canvas.spacing import round_ticks, ticks_log

__all__ = [
    "BORDER",
    "HEIGHT",
    "INK",
    "MUTED",
    "PLOT",
    "WIDE",
    "WIDTH",
    "Area",
    "Box",
    "Card",
    "Chart",
    "Cross",
    "Key",
    "Mark",
    "Point",
    "Rows",
    "Shape",
    "Style",
    "Tag",
    "Tile",
    "drawing",
    "round_ticks",
    "ticks_log",
]

PLOT = Area(76, 72, 502, 270)
"""The area of a chart with a note above it and labels at its right."""
WIDE = Area(76, 52, 654, 290)
"""The area of a chart that has neither."""
