"""Papers to be set as PDF, and what is asked of all of them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import strategies as st

from pipeline.corpus.facts import Fact
from pipeline.corpus.formats import rendered
from pipeline.corpus.formats.pdf import typeset
from pipeline.corpus.formats.pdf.fonts import width
from pipeline.corpus.formats.pdf.look import look
from pipeline.corpus.formats.pdf.sheet import sheet, size
from pipeline.corpus.formats.pdf.slugs import Ink
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Line,
    Message,
    Paper,
    Paragraph,
    Row,
    Sentence,
    Table,
    pieces,
)
from pipeline.ingest.readers import pdf as reader
from pipeline.ingest.readers.base import Contents, Options

_MADE = datetime(2024, 3, 4, 9, 30)  # noqa: DTZ001 - what a file says has no zone
STATES = (Fact("contract.price", "LH/1", 1),)
SENDER = "Ada Kettle <ada@board.example>"
MESSAGE = Message(SENDER, "Jon Marsh <jon@board.example>", "Re: the pump", _MADE)


def paper(
    *blocks: Block,
    columns: Literal[1, 2] = 1,
    title: str = "Yearly report",
    head: str = "Board of works",
    path: str = "reports/yearly",
) -> Paper:
    return Paper(path, "pdf", title, "Office", _MADE, blocks, columns, head)


def states(number: int, words: int = 24) -> Sentence:
    """Say something that no other number says."""
    said = " ".join(f"w{number}x{place}" for place in range(words))
    return Sentence(f"Under LH/{number:05d}-A {said}, EUR {number:,}.", STATES)


def tells(words: int) -> Sentence:
    said = " ".join(["pump", "was", "inspected", "again"][n % 4] for n in range(words))
    return Sentence(f"The {said}.")


def table(rows: int, columns: int = 4, caption: str = "Readings") -> Table:
    """Make cells that no other table has under another caption."""
    return Table(
        caption,
        tuple(f"Column {caption[-1]}{c}" for c in range(columns)),
        tuple(
            Row(tuple(f"{caption[-1]}{r}-{c}" for c in range(columns)), STATES)
            for r in range(rows)
        ),
    )


def read(made: Paper, *, second_engine: bool = False) -> Contents:
    return reader.read(rendered(made), Options(second_engine=second_engine))


def texts(made: Paper, *, second_engine: bool = False) -> list[str]:
    pages = read(made, second_engine=second_engine).pages
    return [" ".join(page.text.split()) for page in pages]


def assert_read_back(made: Paper) -> None:
    """Find all that states something whole, on one page, in the order of the paper."""
    for second_engine in (False, True):
        found = texts(made, second_engine=second_engine)
        body = [_place(found, said) for b in made.blocks for said in _body(b)]
        assert body == sorted(body)
        notes = [_place(found, said) for b in made.blocks for said in _notes(b)]
        assert notes == sorted(notes)


def _place(found: Sequence[str], sentence: Sentence) -> tuple[int, int]:
    said = " ".join(sentence.text.split())
    for number, text in enumerate(found):
        if said in text:
            return number, text.index(said)
    pytest.fail(f"{said!r} is not on one page of {found}")


def _body(block: Block) -> list[Sentence]:
    notes = block.notes if isinstance(block, Paragraph) else ()
    return [s for s in pieces(block) if s.facts and s not in notes]


def _notes(block: Block) -> list[Sentence]:
    notes = block.notes if isinstance(block, Paragraph) else ()
    return [note for note in notes if note.facts]


def everything(columns: Literal[1, 2]) -> Paper:
    says = iter(range(1, 1000))

    def some(count: int) -> tuple[Sentence, ...]:
        return tuple(s for _ in range(count) for s in (states(next(says)), tells(30)))

    return paper(
        Heading("Summary"),
        Paragraph(some(3)),
        Heading("Flow", 3),
        Paragraph(some(9), some(2)),
        Bullets(some(6)),
        table(80, 3, "Flow A"),
        Paragraph(some(2), some(1)),
        Bullets(some(6), numbered=True),
        table(9, 9, "Flow B"),
        Paragraph(some(12), some(3)),
        MESSAGE,
        Paragraph(some(1)),
        *(
            Line(Sentence(f"05:0{n}  WARN gauge-{n} reads {n}", STATES))
            for n in range(9)
        ),
        table(0, 4, "Flow C"),
        table(70, 16, "Flow D"),
        Paragraph(some(30)),
        columns=columns,
    )


_LETTERS = st.sampled_from(
    "abcdefgz AEIOU-\u2013\u00e9\u00df\u20ac.,;:'\u2019()&%/01239"
)
_WORDS = st.text(_LETTERS, max_size=60)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    numbers = iter(range(1, 10_000))

    def sentence(longest: int = 40) -> Sentence:
        number = next(numbers)
        words = " ".join([draw(_WORDS), f"x{number}"] * draw(st.integers(0, longest)))
        facts = STATES if draw(st.booleans()) else ()
        return Sentence(f"S{number}q {words} is so.", facts)

    def sentences(most: int) -> tuple[Sentence, ...]:
        return tuple(sentence() for _ in range(draw(st.integers(0, most))))

    def grid() -> Table:
        count = draw(st.integers(1, 9))
        rows = draw(st.integers(0, 70))
        cell = draw(_WORDS)
        cells = [
            (f"R{next(numbers)}q", *(cell[c:] for c in range(1, count)))
            for _ in range(rows)
        ]
        caption, *head = [draw(_WORDS) for _ in range(count + 1)]
        return Table(caption, tuple(head), tuple(Row(c, STATES) for c in cells))

    blocks: list[Block] = []
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.integers(0, 5))
        made: Block = (
            Heading(draw(_WORDS), draw(st.sampled_from((2, 3))))
            if kind == 0
            else Paragraph(sentences(12), sentences(3))
            if kind in {1, 2}
            else Bullets(sentences(6), numbered=draw(st.booleans()))
            if kind == 3
            else grid()
            if kind == 4
            else Line(sentence(8))
        )
        blocks.append(made)
    path = f"p/{draw(st.integers(0, 99))}"
    return paper(*blocks, columns=draw(st.sampled_from((1, 2))), path=path)


def right(ink: Ink) -> float:
    wide = width(ink.text.rstrip(), ink.face) * ink.size / 1000
    return ink.x + wide + ink.text.rstrip().count(" ") * ink.space


def assert_inside(made: Paper) -> None:
    """Find all text within the margins, and none upon other text."""
    side = sheet(look(made), made.columns).side
    for page in typeset(made):
        across, down = size(wide=page.wide)
        boxes: list[tuple[float, float, float, float]] = []
        for left, top, slug in page.slugs:
            assert top + slug.height <= down - 60
            for one, two in pairwise(slug.inks):
                assert one.y != two.y or right(one) <= two.x + 0.1
            if slug.inks:
                most = left + max(map(right, slug.inks))
                assert most <= across - side + 0.5
                boxes.append((left, top, most, top + slug.height))
        for place, (left, top, most, low) in enumerate(boxes):
            for x, y, far, deep in boxes[place + 1 :]:
                apart = y >= low - 0.1 or deep <= top + 0.1
                assert apart or x > most or far < left
