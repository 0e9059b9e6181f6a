"""Markdown, with front matter or without."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.formats.lines import Notes, Run, header, look, ordinals, runs
from pipeline.corpus.papers import Bullets, Heading, Message, Paper, Paragraph, Table

_BEGINS: Final = frozenset("#>-+*`~<[|=_")
"""What a line begins with that is no paragraph."""
_FENCE: Final = "```"


def render(paper: Paper) -> bytes:
    dice = look(paper)
    notes = Notes()
    bullet = dice.one_of("-*")
    parts = [*_top(paper, dice), f"# {paper.title}"]
    parts += [_part(run, bullet, notes) for run in runs(paper.blocks)]
    parts += [f"[^{number}]: {text}" for number, text in notes.numbered()]
    return ("\n\n".join(parts) + "\n").encode()


def _top(paper: Paper, dice: Dice) -> Iterator[str]:
    if dice.chance(0.5):
        said = {"title": paper.title, "author": paper.author}
        lines = [
            f"{name}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in said.items()
        ]
        yield "\n".join(["---", *lines, f"date: {paper.made:%Y-%m-%d}", "---"])


def _part(run: Run, bullet: str, notes: Notes) -> str:
    match run:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Paragraph():
            marks = "".join(f"[^{number}]" for number in notes.numbers(run))
            return _begun(run.text) + marks
        case Bullets():
            items = ordinals(run, bullet)
            return "\n".join(f"{mark} {_begun(item.text)}" for mark, item in items)
        case Table():
            return "\n".join([f"**{run.caption}**", "", *_rows(run)])
        case Message():
            return "\n".join(f"- **{name}:** {said}" for name, said in header(run))
        case _:
            lines = [line.sentence.text for line in run]
            fence = _FENCE
            while any(fence in line for line in lines):
                fence += "`"
            return "\n".join([fence, *lines, fence])


def _begun(text: str) -> str:
    """Keep a paragraph one, whatever it begins with.

    Within a line nothing is escaped: Markdown is read as it was written, and people
    escape as little. A number at its beginning makes a list of one, which is no harm.
    """
    return f"\\{text}" if text[:1] in _BEGINS else text


def _rows(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield _row(["---"] * len(table.head))
    yield from (_row(row.cells) for row in table.rows)


def _row(cells: Sequence[str]) -> str:
    """Escape a bar within a cell: it is read back with its backslash."""
    written = " | ".join(cell.replace("|", r"\|") for cell in cells)
    return f"| {written} |"
