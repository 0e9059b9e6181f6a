"""Blocks as lines of text, for all formats that have nothing better. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, zip_longest
from typing import Final, NamedTuple, TypeAlias

from pipeline.corpus.dice import Dice
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Line,
    Message,
    Paper,
    Paragraph,
    Sentence,
    Table,
)
from pipeline.corpus.relations import Shape
from pipeline.corpus.values import Voice, written

FIGURES: Final = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
"""A cell that is a number."""

SECTION: Final = 2
"""The level of the headings that are nearest to the title."""

Run: TypeAlias = Heading | Paragraph | Bullets | Table | Message | tuple[Line, ...]


class Look(NamedTuple):
    """How a text is set."""

    width: int | None
    """Where lines are wrapped; `None` leaves a paragraph on one line."""
    heading: Callable[[Heading], str]
    message: Callable[[Message], str]
    bullet: str
    boxed: bool
    """Whether tables have lines around them."""


class Notes:
    """The footnotes of a paper, numbered as they come."""

    def __init__(self) -> None:
        self.texts: Final[list[str]] = []

    def numbers(self, paragraph: Paragraph) -> Sequence[int]:
        first = len(self.texts) + 1
        self.texts.extend(note.text for note in paragraph.notes)
        return range(first, len(self.texts) + 1)

    def numbered(self) -> Iterator[tuple[int, str]]:
        return enumerate(self.texts, 1)


def look(paper: Paper) -> Dice:
    """Return the dice of how this paper looks: they never move what it says."""
    return Dice("look", paper.path)


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield the blocks, log lines that follow each other as one."""
    for lines, group in groupby(blocks, lambda block: isinstance(block, Line)):
        if lines:
            yield tuple(block for block in group if isinstance(block, Line))
        else:
            yield from (block for block in group if not isinstance(block, Line))


def day(moment: datetime) -> str:
    return written(moment.date(), Shape.DATE, None, Voice.PLAIN)


def header(message: Message) -> Iterator[tuple[str, str]]:
    """Yield what a copied message has above it."""
    yield "From", message.sender
    yield "Sent", f"{day(message.sent)} {message.sent:%H:%M}"
    yield "To", message.to
    yield "Subject", message.subject


def bare(heading: Heading) -> str:
    return heading.text


def copied(message: Message) -> str:
    return "\n".join(f"{name}: {value}" for name, value in header(message))


def ordinals(block: Bullets, bullet: str) -> Iterator[tuple[str, Sentence]]:
    """Yield the items with what stands before each."""
    for number, item in enumerate(block.items, 1):
        yield f"{number}." if block.numbered else bullet, item


def body(blocks: Iterable[Block], form: Look) -> str:
    """Write blocks as text, their footnotes at its end."""
    notes = Notes()
    parts = [_part(run, form, notes) for run in runs(blocks)]
    if notes.texts:
        parts.append(
            "\n".join(
                wrapped(text, form.width, f"[{number}] ", "    ")
                for number, text in notes.numbered()
            )
        )
    return "\n\n".join(parts)


def prose(paper: Paper) -> Sequence[str]:
    """Return the title and all that is no table, as lines; none if all are tables."""
    blocks = [block for block in paper.blocks if not isinstance(block, Table)]
    if not blocks:
        return ()
    form = Look(
        width=None,
        heading=bare,
        message=copied,
        bullet="-",
        boxed=False,
    )
    lines = body(blocks, form).split("\n")
    return (paper.title, *(line for line in lines if line))


def _part(run: Run, form: Look, notes: Notes) -> str:
    match run:
        case Heading():
            return form.heading(run)
        case Message():
            return form.message(run)
        case Paragraph():
            marks = "".join(f" [{number}]" for number in notes.numbers(run))
            return wrapped(run.text + marks, form.width)
        case Bullets():
            return "\n".join(
                wrapped(item.text, form.width, f"{mark} ", " " * (len(mark) + 1))
                for mark, item in ordinals(run, form.bullet)
            )
        case Table():
            return "\n".join([run.caption, "", *aligned(run, boxed=form.boxed)])
        case _:
            return "\n".join(line.sentence.text for line in run)


def wrapped(text: str, width: int | None, first: str = "", rest: str = "") -> str:
    """Break between words only: a word at a hyphen would no longer be one."""
    if width is None or len(first) + len(text) <= width:
        return first + text
    begin, *words = text.split(" ")
    lines: list[str] = []
    line = first + begin
    for word in words:
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = rest + word
        else:
            line = f"{line} {word}"
    return "\n".join([*lines, line])


def aligned(table: Table, *, boxed: bool) -> Iterator[str]:
    """Yield the rows with their cells under each other, numbers to the right.

    There is a bar between cells: blanks alone would not tell where a name ends.
    """
    columns = list(
        zip_longest(table.head, *(r.cells for r in table.rows), fillvalue="")
    )
    head, *rows = zip(*map(_column, columns), strict=True)
    rule = "-+-".join("-" * len(cell) for cell in head)
    lines = [" | ".join(cells) for cells in (head, *rows)]
    if boxed:
        rule = f"+-{rule}-+"
        lines = [f"| {line} |" for line in lines]
        yield rule
    yield from (lines[0].rstrip(), rule, *(line.rstrip() for line in lines[1:]))
    if boxed:
        yield rule


def _column(cells: Sequence[str]) -> list[str]:
    width = max(map(len, cells))
    if all(FIGURES.fullmatch(cell) for cell in cells[1:] if cell):
        return [cell.rjust(width) for cell in cells]
    return [cell.ljust(width) for cell in cells]
