"""A PDF page's characters with their places in, its lines out: for shattered text.

Some producers place every character by itself. PDFium then takes most of them for
lines of their own, or loses the spaces; pypdf reads such pages well, but takes thirty
times as long (measured on seven of them: the same words in the same lines).
"""

import ctypes
from typing import Any, Final, cast

import pypdfium2.raw

_RAW = cast("Any", pypdfium2.raw)
_MANY_LINES: Final = 20
_SHORT_LINE: Final = 2
_MOST_CHARACTERS: Final = 50_000
_GAP: Final = 0.09
"""A gap wider than this share of the character's height is a space: at 0.05 to 0.1 all
words came out right, at 0.15 some stuck together."""
_SAME_LINE: Final = 0.5
"""Of the smaller character's height, how much two on one line overlap."""


def shattered(text: str) -> bool:
    """Whether most lines hold a character or two."""
    if text.count("\n") <= _MANY_LINES:
        return False
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    short = sum(len(line) <= _SHORT_LINE for line in lines)
    return len(lines) > _MANY_LINES and short > len(lines) / 2


def lines_of(page: object) -> str:
    """Join the characters of a text page of PDFium where they stand side by side."""
    parts: list[str] = []
    before: _Box | None = None
    for index in range(min(_RAW.FPDFText_CountChars(page), _MOST_CHARACTERS)):
        if _RAW.FPDFText_IsGenerated(page, index) == 1:
            continue
        character = chr(_RAW.FPDFText_GetUnicode(page, index))
        box = _Box.of(page, index)
        if character.isspace():
            parts.append(" ")
        elif box is not None:
            parts.append(_between(before, box))
            parts.append(character)
            before = box
    return "".join(parts)


class _Box:
    __slots__ = ("bottom", "left", "right", "top")

    def __init__(self, left: float, right: float, one: float, other: float) -> None:
        self.left = left
        self.right = right
        self.bottom = min(one, other)
        self.top = max(one, other)

    @classmethod
    def of(cls, page: object, index: int) -> "_Box | None":
        """Measure as wide as the font advances: letters of a word touch."""
        rect = _RAW.FS_RECTF()
        found = _RAW.FPDFText_GetLooseCharBox(page, index, ctypes.byref(rect))
        return cls(rect.left, rect.right, rect.top, rect.bottom) if found else None


def _between(before: _Box | None, box: _Box) -> str:
    if before is None:
        return ""
    height = min(box.top - box.bottom, before.top - before.bottom) or 1.0
    shared = min(box.top, before.top) - max(box.bottom, before.bottom)
    if shared < _SAME_LINE * height or box.left < before.left - height:
        return "\n"
    return " " if box.left - before.right > _GAP * height else ""
