"""A text and a query in; the part of the text that says most about it out."""

import re
from typing import Final

_EDGE: Final = 40
"""How far a snippet's end moves to cut no word."""


def snippet(text: str, wanted: re.Pattern[str], size: int) -> str:
    """Return a part of about `size` characters, on one line, `…` where it was cut.

    It is the part with most of the words, each counted once; where there is none,
    the beginning.
    """
    line = " ".join(text.split())
    if len(line) <= size:
        return line
    start = max(0, _best(line, wanted, size) - size // 4)
    start = max(0, min(start, len(line) - size))
    end = start + size
    if start:
        border = line.find(" ", start, start + _EDGE)
        start = border + 1 if border >= 0 else start
    if end < len(line):
        border = line.rfind(" ", max(start, end - _EDGE), end)
        end = border if border > start else end
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"


def _best(line: str, wanted: re.Pattern[str], size: int) -> int:
    """Return where to begin so that most words of the query come within `size`."""
    found = [(match.start(), match[0].lower()) for match in wanted.finditer(line)]
    reach = size * 3 // 4
    best, most, first = 0, 0, 0
    for last, (place, _) in enumerate(found):
        while place - found[first][0] > reach:
            first += 1
        words = len({word for _, word in found[first : last + 1]})
        if words > most:
            best, most = found[first][0], words
    return best
