"""Plain text: reports set on a typewriter's page, and logs."""

from typing import Final

from pipeline.corpus.formats.lines import SECTION, Look, body, copied, day, look
from pipeline.corpus.papers import Heading, Line, Paper

_WIDTH: Final = 78


def render(paper: Paper) -> bytes:
    dice = look(paper)
    form = Look(
        width=_WIDTH,
        heading=_heading,
        message=copied,
        bullet=dice.one_of("-*"),
        boxed=dice.chance(0.4),
    )
    text = body(paper.blocks, form)
    return "\n\n".join([_top(paper), text, ""]).encode()


def _top(paper: Paper) -> str:
    if all(isinstance(block, Line) for block in paper.blocks):
        return f"# {paper.title}"  # a log names itself in a comment, if at all
    return f"{_underlined(paper.title, '=')}\n{paper.author}, {day(paper.made)}"


def _heading(heading: Heading) -> str:
    return _underlined(heading.text, "-" if heading.level == SECTION else "~")


def _underlined(text: str, rule: str) -> str:
    return f"{text}\n{rule * min(len(text), _WIDTH)}"
