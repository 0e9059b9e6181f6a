r"""Foreign text in, text out that cannot steer a terminal or hide what it says.

What has no shape of its own is written out, an escape character as `\x1b`: control
characters, what turns the direction of writing, separators of lines. All others stay.
"""

import json
import re
import unicodedata
from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Persian, Hindi and emoji are spelled with them."""
_SUSPECT = re.compile(r"[^ -~]")
_LINE_ENDS = re.compile(r"\r\n?")


def visible(foreign: str, *, lines: bool = False) -> str:
    """Return it with all that is not seen written out, but ends of `lines` and tabs."""
    if lines:
        foreign = _LINE_ENDS.sub("\n", foreign)
    kept = "\n\t" if lines else ""
    return _SUSPECT.sub(
        lambda found: (
            found[0] if found[0] in kept or _seen(found[0]) else _written(found[0])
        ),
        foreign,
    )


def as_json(data: object) -> str:
    """Return JSON whose strings hold the same characters, none of them unseen."""
    return _SUSPECT.sub(
        lambda found: (
            found[0]
            if found[0] == "\n" or _seen(found[0])
            else json.dumps(found[0])[1:-1]
        ),
        json.dumps(data, indent=1, ensure_ascii=False),
    )


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def cut(text: str, most: int, *, keep_end: bool = False) -> str:
    """Return the text in at most that many columns, with `…` for what is left out."""
    if width(text) <= most:
        return text
    kept: list[str] = []
    room = most - 1
    for char in reversed(text) if keep_end else text:
        room -= _columns(char)
        if room < 0:
            break
        kept.append(char)
    return f"…{''.join(reversed(kept))}" if keep_end else f"{''.join(kept)}…"


def _columns(char: str) -> int:
    if unicodedata.combining(char) or char in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _seen(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _UNSEEN


def _written(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


_UNSEEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}
