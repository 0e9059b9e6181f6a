"""How a document looks: of two papers seldom the same, of one paper always."""

from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.papers import Paper

SERIF: Final = ("Times-Roman", "Times-Bold", "Times-Italic")
SANS: Final = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
FIXED: Final = "Courier"
_TIMES_IS_SMALL: Final = 1.08
_NARROW: Final = 0.9
"""How much smaller type is in two columns."""


class Look(NamedTuple):
    faces: tuple[str, str, str]
    """Of text: upright, bold, slanted."""
    display: tuple[str, str, str]
    """Of title, headings and tables."""
    size: float
    leading: float
    justified: bool
    indented: bool
    """Paragraphs begin with an indent, else after a gap."""
    of_pages: bool
    """The foot says "Page 4 of 12", else "4"."""
    mark: str
    """Before an item of a list."""
    shaded: bool
    """Every second row of a table; else a rule is below each."""
    gray: float
    """Of headings and rules."""

    @property
    def gap(self) -> float:
        return 0.0 if self.indented else round(self.size * 0.6, 1)

    @property
    def small(self) -> float:
        """The size of notes and tables."""
        return round(self.size * 0.82, 1)


def look(paper: Paper) -> Look:
    dice = Dice("pdf", paper.path)
    faces = dice.one_of((SERIF, SERIF, SANS))
    display = SANS if dice.chance(0.6) else faces
    size = dice.one_of((9.6, 10.0, 10.4))
    size *= _TIMES_IS_SMALL if faces is SERIF else 1.0
    size *= _NARROW if paper.columns > 1 else 1.0
    return Look(
        faces=faces,
        display=display,
        size=round(size, 1),
        leading=round(size * dice.one_of((1.22, 1.3, 1.36)), 1),
        justified=dice.chance(0.5),
        indented=dice.chance(0.3),
        of_pages=dice.chance(0.5),
        mark=dice.one_of(("\u2022", "\u2013", "\u2022")),
        shaded=dice.chance(0.5),
        gray=dice.one_of((0.0, 0.0, 0.25)),
    )
