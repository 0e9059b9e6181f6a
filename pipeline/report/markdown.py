"""Markdown a person can read before it is rendered, with foreign text made inert.

Whatever comes from a document, a question, a model or a file name passes `text`.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
MOST_COLUMNS: Final = 8
"""Beside the model's: a page is no wider."""
_MARKS: Final = re.compile(r"([\\`*_\[\]#~$])")
_LINKS: Final = re.compile(r"(?i)(?<=:)//|\bwww(?=\.)")


def inert(foreign: str, most: int = 300) -> str:
    """Return foreign text for inside an HTML tag, where markdown is not read."""
    return html.escape(_cut(plain(foreign), most))


def text(foreign: str, most: int = 300) -> str:
    """Return foreign text as inert inline markdown on one line, cut to `most`."""
    words = _cut(plain(foreign), most)
    inert = "".join(_ENTITIES.get(char, char) for char in _MARKS.sub(r"\\\1", words))
    return _LINKS.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", inert)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def plain(foreign: str) -> str:
    """Return foreign text on one line, without what cannot be seen."""
    shown = "".join(
        " " if unicodedata.category(char) in {"Cc", "Cs", "Cn", "Co"} else char
        for char in foreign
        if unicodedata.category(char) != "Cf"  # they reorder or hide what is around
    )
    return " ".join(shown.split())


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    prose: Collection[int] = (0,),
) -> str:
    """Return a table whose `prose` columns read as text and the rest as numbers.

    The cells are markdown: foreign text in them has passed `text`.
    """
    lines = [[" ".join(cell.split()) for cell in row] for row in (header, *rows)]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    rule = [
        ":" + "-" * (width - 1) if column in prose else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    ]
    return "\n".join(
        f"| {' | '.join(_justified(line, widths, prose))} |"
        for line in (lines[0], rule, *lines[1:])
    )


def narrow(summary: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table that is folded where it is wider than a page."""
    shown = table(header, rows)
    return shown if len(header) - 1 <= MOST_COLUMNS else folded(summary, shown)


def code(foreign: str) -> str:
    """Return foreign text as a code span that it cannot leave."""
    return f"`{plain(foreign).replace('`', ' ')}`"


def folded(summary: str, body: str) -> str:
    """Return a block that opens on a click."""
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def image(alt: str, target: str) -> str:
    return f"![{alt}]({target})"


def paragraphs(*blocks: str) -> str:
    """Return the blocks that say anything, a blank line between them."""
    return "\n\n".join(block for block in blocks if block)


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _justified(
    line: Sequence[str], widths: Sequence[int], prose: Collection[int]
) -> list[str]:
    return [
        cell.ljust(width) if column in prose else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
