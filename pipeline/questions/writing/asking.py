"""Passages in, the exact text that asks a model for one question out. Pure.

Passages and the names of their files stand between fences that no passage can close.
"""

from functools import cache
from importlib.resources import files
from string import Template
from typing import Final, NamedTuple

from pipeline.questions.planting.passages import Passage
from pipeline.questions.writing.sampling import Draw
from pipeline.records import content_id
from pipeline.tokens import count
from pipeline.values.fences import fenced, nonce_for, visible

MOST_QUOTED: Final = 60
"""Words of a quote."""
_RULES: Final = "rules"


class Asking(NamedTuple):
    """One text for a model, which `render` makes when it is sent."""

    id: str
    """Content id of the exact text."""
    tokens: int
    draw: Draw


def asking(draw: Draw) -> Asking:
    text = render(draw)
    return Asking(content_id(text), count(text), draw)


def render(draw: Draw) -> str:
    """Fill the template of the draw's kind. Nothing inside a passage is filled in."""
    texts = [_shown(passage) for passage in draw.passages]
    nonce = nonce_for(texts)
    blocks = "\n\n".join(
        fenced(f"Passage {number}", text, nonce)
        for number, text in enumerate(texts, start=1)
    )
    rules = Template(_template(_RULES)).substitute(words=MOST_QUOTED)
    return Template(_template(draw.kind)).substitute(
        nonce=nonce, blocks=blocks, rules=rules
    )


def _shown(passage: Passage) -> str:
    name = " ".join(visible(passage.path).split())
    return f"File: {name}, page {passage.page}\n\n{visible(passage.text).strip()}"


@cache
def _template(name: str) -> str:
    path = files("pipeline.questions.writing") / "prompts" / f"{name}.txt"
    return path.read_text(encoding="utf-8")
