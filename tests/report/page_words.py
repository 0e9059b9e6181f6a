"""Words that claim more than a run can show: none of ours is on a page."""

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from pydantic import BaseModel

from pipeline.report.contents import Report
from pipeline.report.markdown import plain

BANNED: Final = re.compile(
    r"\b(?:best|wins?|winners?|winning|won|beat(?:s|en|ing)?|significant(?:ly)?"
    r"|insignificant(?:ly)?|outperform(?:s|ed|ing)?|sota|champion|leader(?:board)?)\b"
    r"|state[ -]of[ -]the[ -]art|statistically tied"
    r"|\brank(?:s|ed)? (?:first|second|third|last|#?\d)"
    r"|(?<!&)#\d{1,2}(?![\w;])|\b(?:1st|2nd|3rd|first|second|third|last) place\b",
    re.IGNORECASE,
)
"""A bare rank among them: a range of ranks is what a run shows."""


def claims(report: Report, page: str) -> list[str]:
    """Return the banned words of a page, but for those of names and quotes."""
    text = " ".join(html.unescape(page).replace("\\", "").split())
    foreign = sorted({plain(one) for one in strings(report)}, key=len, reverse=True)
    for one in filter(BANNED.search, foreign):
        text = text.replace(one, " ").replace(one[:59], " ")
    return BANNED.findall(text)


def strings(value: object) -> Iterator[str]:
    """Yield every string that the report holds: names, questions, answers, reasons."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name))
    elif isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            yield from strings(one)


def said_in(module: Path) -> Iterator[str]:
    """Yield the strings of a module, but for docstrings: what it may put on a page."""
    tree = ast.parse(module.read_text("utf-8"))
    documented = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documented
        ):
            yield node.value
