"""The blocks of a paper in, bands of slugs out."""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from pipeline.corpus.formats.pdf import tables
from pipeline.corpus.formats.pdf.fonts import plain, width
from pipeline.corpus.formats.pdf.lines import INDENT, Mark, Type, paragraph, text
from pipeline.corpus.formats.pdf.look import FIXED, Look
from pipeline.corpus.formats.pdf.sheet import Sheet
from pipeline.corpus.formats.pdf.slugs import Band, Bar, Ink, Slug
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

_SHRUNK: Final = 0.78
"""A table that would get smaller than this goes on a page turned to landscape."""
_SMALLEST_LINE: Final = 0.8
"""A line of a log that would get smaller than this goes on in a second one."""
_FIXED_SIZE: Final = 8.0
_MANY_NOTES: Final = 4
"""Of one paragraph: their mark is "3\u20136"."""
_LONGEST_NOTE: Final = 20
"""Lines of a note that stay together."""


class Galley:
    """Set the blocks of one paper, one after the other; take `bands` at the end."""

    def __init__(self, paper: Paper, look: Look, sheet: Sheet) -> None:
        self._look: Final = look
        self._sheet: Final = sheet
        self._columns: Final = paper.columns
        self._bands: list[Band] = [Band(tuple(_title(paper, look, sheet.full)))]
        self._open: list[Slug] = []
        self._room: Final = sheet.room(paper.columns)
        self._notes = 0
        self._tables = 0
        self._gap = 0.0
        """Left free after the last block."""
        self._before: Block | None = None

    def bands(self) -> list[Band]:
        self._close()
        return self._bands

    def set(self, block: Block) -> None:
        """Set a block below those before it."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Bullets():
                self._bullets(block)
            case Table():
                self._table(block)
            case Message():
                self._message(block)
            case Line():
                self._line(block)
            case _:
                assert_never(block)
        self._before = block

    def _heading(self, block: Heading) -> None:
        big = self._look.size * (1.3 if block.level <= 2 else 1.1)  # noqa: PLR2004
        face = self._look.display[1 if block.level <= 2 else 2]  # noqa: PLR2004
        kind = Type(face, big, big * 1.2, self._room)
        self._add(text(block.text, kind), big)
        self._gap = self._look.size * 0.35

    def _paragraph(self, block: Paragraph) -> None:
        follows = isinstance(self._before, Paragraph)
        marks = [str(self._notes + n) for n in range(1, len(block.notes) + 1)]
        self._notes += len(marks)
        first = self._look.size * INDENT if self._look.indented and follows else None
        kind = self._type()._replace(first=first, justified=self._look.justified)
        shown = marks if len(marks) < _MANY_NOTES else (f"{marks[0]}\u2013{marks[-1]}",)
        slugs = paragraph(block.sentences, kind, None, ", ".join(shown))
        notes = [
            part
            for mark, note in zip(marks, block.notes, strict=True)
            for part in self._note(mark, note)
        ]
        slugs[-1] = slugs[-1]._replace(notes=tuple(notes))
        self._add(slugs, self._look.gap)

    def _bullets(self, block: Bullets) -> None:
        last = f"{len(block.items)}."
        indent = self._look.size * 0.9
        marks = [f"{n}." for n in range(1, len(block.items) + 1)]
        marks = marks if block.numbered else [self._look.mark] * len(marks)
        wide = width(last if block.numbered else self._look.mark, self._look.faces[0])
        left = indent + wide * self._look.size / 1000 + self._look.size * 0.5
        kind = self._type()._replace(left=left)
        for place, (mark, item) in enumerate(zip(marks, block.items, strict=True)):
            slugs = paragraph((item,), kind, Mark(mark, indent))
            self._add(slugs, self._look.size * (0.15 if place else 0.4))
        self._gap = self._look.size * 0.4

    def _line(self, block: Line) -> None:
        again = isinstance(self._before, Line)
        self._gap = 0.0 if again else max(self._gap, _FIXED_SIZE * 0.6)
        self._add(self._fixed(block.sentence), 0.0)
        self._gap = _FIXED_SIZE

    def _fixed(self, sentence: Sentence) -> list[Slug]:
        """Set a line of a log as it is; only one that is far too wide is broken."""
        leading = _FIXED_SIZE * 1.3
        said = plain(sentence.text)
        wide = width(said, FIXED) * _FIXED_SIZE / 1000
        if self._room < wide * _SMALLEST_LINE:
            left = _FIXED_SIZE * 2
            kind = Type(FIXED, _FIXED_SIZE, leading, self._room, left, first=0.0)
            return paragraph((sentence,), kind)
        size = _FIXED_SIZE * min(1.0, self._room / wide) if wide else _FIXED_SIZE
        ink = Ink(0.0, _FIXED_SIZE * 0.8, said, FIXED, size)
        return [Slug(leading, (ink,) if said.strip() else ())]

    def _message(self, block: Message) -> None:
        look = self._look
        left = look.size * 4.6
        kind = Type(look.faces[0], look.size, look.leading, self._room, left)
        said = {
            "From": block.sender,
            "To": block.to,
            "Subject": block.subject,
            "Sent": block.sent.isoformat(sep=" ", timespec="minutes"),
        }
        slugs: list[Slug] = []
        for name, value in said.items():
            label = Ink(0.0, look.size * 0.78, f"{name}: ", look.faces[1], look.size)
            first, *more = text(value, kind)
            slugs += [first._replace(inks=(label, *first.inks)), *more]
        rule = Bar(0, -look.size * 0.4, self._room, 0.6, 0.4)
        slugs[0] = slugs[0]._replace(bars=(rule,))
        self._add(slugs, look.size * 1.8)
        self._gap = look.size * 0.8

    def _table(self, block: Table) -> None:
        self._tables += 1
        measured = tables.grid(block, self._look)
        sheet = self._sheet
        in_column = measured.width <= self._room or self._columns == 1
        wide = measured.width * _SHRUNK > sheet.full
        room = sheet.turned if wide else self._room if in_column else sheet.full
        slugs = tables.rows(measured, block.caption, self._tables, self._look, room)
        if wide or not in_column:
            self._close()
            self._bands.append(Band(tuple(slugs), wide=wide))
            return
        self._add(slugs, self._look.leading)
        self._gap = self._look.leading

    def _note(self, mark: str, note: Sentence) -> Iterator[tuple[Slug, ...]]:
        size = self._look.small
        left = size * 1.2
        kind = Type(self._look.faces[0], size, size * 1.2, self._room, left)
        slugs = paragraph((note,), kind, Mark(mark, raised=True))
        for begin in range(0, len(slugs), _LONGEST_NOTE):
            yield tuple(slugs[begin : begin + _LONGEST_NOTE])

    def _type(self) -> Type:
        look = self._look
        return Type(look.faces[0], look.size, look.leading, self._room)

    def _add(self, slugs: Sequence[Slug], above: float) -> None:
        above = max(above, self._gap)
        self._open += [slugs[0]._replace(above=above), *slugs[1:]]
        self._gap = 0.0

    def _close(self) -> None:
        if self._open:
            self._bands.append(Band(tuple(self._open), self._columns))
        self._open = []
        self._gap = 0.0


def _title(paper: Paper, look: Look, room: float) -> Iterator[Slug]:
    big = look.size * 1.9
    yield from text(paper.title, Type(look.display[1], big, big * 1.2, room))
    day = written(paper.made.date(), Shape.DATE, None, Voice.FORMAL)
    by = f"{paper.author}, {day}" if paper.author.strip() else day
    kind = Type(look.faces[2], look.size, look.leading * 1.4, room)
    *most, last = text(by, kind)
    yield from most
    rule = Bar(0, look.leading * 1.4, room, 0.6, look.gray)
    yield last._replace(bars=(rule,))
