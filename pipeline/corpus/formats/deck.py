"""What of a paper stands on which slide, and what its speaker says beside it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipeline.corpus.formats.lines import SECTION, Notes, header
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Line,
    Message,
    Paper,
    Paragraph,
    Row,
    Table,
)

_ROOM: Final = 4_900_000
"""English metric units, of which an inch has 914,400."""
_LINE: Final = 330_000
_ROW: Final = 300_000
_CELL_LINE: Final = 190_000
_AFTER_TABLE: Final = 200_000
_LETTERS: Final = 95
"""Of a line of text across the slide."""
_CELL_LETTERS: Final = 150
"""Of a line of all cells of a row."""
_MOST_LINES: Final = 5
"""Of a paragraph on a slide: a longer one is for the speaker to say."""


class Item(NamedTuple):
    """A line of text, or some."""

    kind: str
    text: str

    @property
    def height(self) -> int:
        return _LINE * _lines(self.text)


class Rows(NamedTuple):
    """Rows of a table that stand on one slide, below its head."""

    table: Table
    rows: Sequence[Row]

    @property
    def heights(self) -> Sequence[int]:
        return [_height(self.table.head), *(_height(row.cells) for row in self.rows)]

    @property
    def height(self) -> int:
        return sum(self.heights) + _AFTER_TABLE


@dataclass
class Slide:
    title: str
    shown: list[list[Item] | Rows] = field(default_factory=list[list[Item] | Rows])
    notes: list[str] = field(default_factory=list[str])
    height: int = 0

    def add(self, item: Item) -> None:
        last = self.shown[-1] if self.shown else None
        if isinstance(last, list):
            last.append(item)
        else:
            self.shown.append([item])
        self.height += item.height


def slides(paper: Paper) -> Iterator[Slide]:
    """Yield the slides after the title's: one begins with each section."""
    for title, blocks in _sections(paper):
        yield from _Section(title).of(blocks)


def _sections(paper: Paper) -> Iterator[tuple[str, Sequence[Block]]]:
    title, blocks = paper.title, list[Block]()
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == SECTION:
            if blocks or title != paper.title:
                yield title, blocks
            title, blocks = block.text, []
        else:
            blocks.append(block)
    if blocks or title != paper.title:
        yield title, blocks


class _Section:
    """Fills one slide after the other."""

    def __init__(self, title: str) -> None:
        self._title: Final = title
        self._notes: Final = Notes()
        self._slides: Final = [Slide(title)]

    def of(self, blocks: Sequence[Block]) -> Sequence[Slide]:
        for block in blocks:
            self._add(block)
        for number, text in self._notes.numbered():
            self._show(Item("note", f"[{number}] {text}"))
        return self._slides

    def _add(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Table():
                self._table(block)
            case _:
                for item in _items(block):
                    self._show(item)

    def _paragraph(self, block: Paragraph) -> None:
        numbers = self._notes.numbers(block)
        text = block.text + "".join(f" [{number}]" for number in numbers)
        if _lines(text) > _MOST_LINES:
            self._slides[-1].notes.append(text)
        else:
            self._show(Item("text", text))

    def _show(self, item: Item) -> None:
        self._with_room(item.height).add(item)

    def _with_room(self, height: int) -> Slide:
        """Return the slide that takes it; a whole slide's worth begins one."""
        last = self._slides[-1]
        if last.shown and last.height + height > _ROOM:
            last = Slide(f"{self._title} (continued)")
            self._slides.append(last)
        return last

    def _table(self, table: Table) -> None:
        head = Item("caption", table.caption)
        rows = list(table.rows)
        begun = 0
        while begun < len(rows) or not begun:
            least = head.height + sum(Rows(table, rows[begun : begun + 1]).heights)
            slide = self._with_room(least + _AFTER_TABLE)
            slide.add(head)
            room = _ROOM - slide.height - _height(table.head) - _AFTER_TABLE
            count = max(1, _fitting(rows[begun:], room))
            shown = Rows(table, rows[begun : begun + count])
            slide.shown.append(shown)
            slide.height += shown.height
            begun += count


def _items(block: Heading | Bullets | Message | Line) -> Iterator[Item]:
    match block:
        case Heading():
            yield Item("heading", block.text)
        case Bullets(items, numbered):
            kind = "number" if numbered else "bullet"
            yield from (Item(kind, item.text) for item in items)
        case Message():
            for name, value in header(block):
                yield Item("text", f"{name}: {value}")
        case Line(sentence):
            yield Item("log", sentence.text)


def _fitting(rows: Sequence[Row], room: int) -> int:
    for count, row in enumerate(rows):
        room -= _height(row.cells)
        if room < 0:
            return count
    return len(rows)


def _lines(text: str) -> int:
    return -(-len(text) // _LETTERS) or 1


def _height(cells: Sequence[str]) -> int:
    """Return the height of a row, by the cell that takes most lines."""
    letters = _CELL_LETTERS // max(1, len(cells))
    most = max((-(-len(cell) // letters) for cell in cells), default=1) or 1
    return _ROW + _CELL_LINE * (most - 1)
