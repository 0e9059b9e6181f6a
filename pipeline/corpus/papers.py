"""A document before it has a format: blocks of text, and what each states. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from pipeline.corpus.facts import Fact

Format: TypeAlias = Literal[
    "pdf", "docx", "html", "md", "eml", "xlsx", "csv", "pptx", "txt"
]


class Sentence(NamedTuple):
    text: str
    facts: tuple[Fact, ...] = ()
    """What it states; of a sentence that only tells, nothing."""
    mentions: tuple[Fact, ...] = ()
    """Older values that it names without their day."""


class Heading(NamedTuple):
    text: str
    level: int = 2
    """2 is a section, 3 below it; the title is the paper's own. A slide begins at 2."""


class Paragraph(NamedTuple):
    sentences: tuple[Sentence, ...]
    notes: tuple[Sentence, ...] = ()
    """Footnotes, marked at its end: at the foot of the page where there are pages."""

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


class Bullets(NamedTuple):
    items: tuple[Sentence, ...]
    numbered: bool = False


class Row(NamedTuple):
    cells: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


class Table(NamedTuple):
    caption: str
    """Also the name of a sheet, cut to what a sheet may have."""
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    """As many as there are; a format repeats the head where it breaks the table."""


class Message(NamedTuple):
    """Begins a message of a thread, the newest first: what follows is its body."""

    sender: str
    """"Name <address>"."""
    to: str
    subject: str
    sent: datetime


class Line(NamedTuple):
    """A line of a log, kept as it is."""

    sentence: Sentence


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Message | Line


class Chapter(NamedTuple):
    """A part of a paper that could be one of its own."""

    title: str
    blocks: tuple[Block, ...]


class Paper(NamedTuple):
    path: str
    """Below the corpus folder, with forward slashes, without a suffix."""
    format: Format
    title: str
    author: str
    """A person or an office."""
    made: datetime
    """Whole seconds; what the file says of itself."""
    blocks: tuple[Block, ...]
    columns: Literal[1, 2] = 1
    """Of a PDF page."""
    head: str = ""
    """The running head of a PDF or a DOCX."""

    @property
    def name(self) -> str:
        return f"{self.path}.{self.format}"


def listed(items: Sequence[Sentence], *, numbered: bool = False) -> Block:
    """Make a list; of one item a paragraph, since nobody lists one thing."""
    if len(items) == 1:
        return Paragraph(tuple(items))
    return Bullets(tuple(items), numbered)


def pieces(block: Block) -> Iterator[Sentence]:
    """Yield the sentences of a block; a row of a table is one, its cells parted."""
    match block:
        case Paragraph():
            yield from (*block.sentences, *block.notes)
        case Bullets():
            yield from block.items
        case Line():
            yield block.sentence
        case Table():
            yield from (Sentence(" ".join(r.cells), r.facts) for r in block.rows)
        case Heading() | Message():
            return
