"""Matches in, the lines that show them out."""

import textwrap
from collections.abc import Iterator
from typing import Final

from pipeline.cli.colours import coloured
from pipeline.cli.columns import terminal_columns
from pipeline.documents.rows import Passage
from pipeline.documents.search import Found
from pipeline.documents.snippet import snippet
from pipeline.documents.visible import visible

_INDENT: Final = "    "
_NARROWEST: Final = 40
_ELSEWHERE: Final = 100
_LINES: Final = 3


def search_lines(found: Found, *, several: bool) -> Iterator[str]:
    """Yield the score, place and text of each match, in colours.

    click drops the colours where stdout is no terminal.
    """
    room = max(_NARROWEST, terminal_columns() or _ELSEWHERE) - len(_INDENT)
    for score, passage in found.hits:
        yield f"{score:7.3f}  {_place(passage, several=several)}"
        part = snippet(passage.text, found.query.pattern, _LINES * room - len(_INDENT))
        for line in textwrap.wrap(visible(part), room):
            yield _INDENT + found.query.pattern.sub(
                lambda word: coloured(word[0], fg="yellow", bold=True), line
            )


def _place(passage: Passage, *, several: bool) -> str:
    path = f"{passage.corpus}/{passage.path}" if several else passage.path
    page = f"page {passage.page}"
    if passage.label != str(passage.page):
        page += f" ({visible(passage.label)})"
    return f"{coloured(visible(path), fg='cyan')}  {page}"
