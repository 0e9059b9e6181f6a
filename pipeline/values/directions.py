"""Which way a text says that something went: up or down."""

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Direction: TypeAlias = Literal["up", "down"]

_ROSE: Final = r"increas\w*|rise[sn]?|rising|rose|grew|grow(?:s|n|th|ing)?|climb\w*"
_FELL: Final = (
    r"declin\w*|decreas\w*|drop(?:s|ped|ping)?|fall(?:s|en|ing)?|fell|reduc\w*"
    r"|shr[aiu]nk\w*|contract(?:ed|ion)|dip(?:s|ped)?|slump\w*|plung\w*|plummet\w*"
)
_WORD = re.compile(r"\w+")
# No word is of a direction without one of these; the search jumps to their letters.
_MAY_SAY = re.compile(
    r"increas|ris|rose|gr[eo]w|gain|climb|c(?:ontract|ut)|d(?:eclin|ecreas|rop"
    r"|ip|own|eficit)|f[ae]ll|reduc|s(?:hr|lump)|pl(?:ung|ummet)|improv|higher|up"
    r"|lo(?:ss|st|wer)|negative|outflow"
)
_UP = re.compile(rf"{_ROSE}|gain\w*|improv\w*|higher|up", re.IGNORECASE)
_DOWN = re.compile(
    rf"{_FELL}|loss(?:es)?|lost|lower\w*|down|negative|outflows?|deficit|cuts?|cutting",
    re.IGNORECASE,
)
_CHANGED_UP = re.compile(_ROSE, re.IGNORECASE)
_CHANGED_DOWN = re.compile(_FELL, re.IGNORECASE)


def direction_said(text: str) -> Direction | None:
    """Return the direction the words give, unless they give both."""
    return _only({_way(word) for word in _words(text)})


def change_said(text: str) -> Direction | None:
    """Return the same where a word of change says it: what is higher need not rise."""
    return _only({_change(word) for word in _words(text)})


def opposed(question: str, answer: str) -> bool:
    """Return whether a rise is the answer to how much something fell, or a fall.

    >>> opposed("By how much did output fall?", "It rose by 8 %.")
    True
    """
    asked = change_said(question)
    if asked is None:
        return False
    said = direction_said(answer)
    return said is not None and said != asked and said == change_said(answer)


def _words(text: str) -> list[str]:
    return _WORD.findall(text) if _MAY_SAY.search(text.lower()) else []


@lru_cache(maxsize=16_384)
def _way(word: str) -> Direction | None:
    return _either(_UP, _DOWN, word)


@lru_cache(maxsize=16_384)
def _change(word: str) -> Direction | None:
    return _either(_CHANGED_UP, _CHANGED_DOWN, word)


def _either(up: re.Pattern[str], down: re.Pattern[str], word: str) -> Direction | None:
    if up.fullmatch(word):
        return "up"
    return "down" if down.fullmatch(word) else None


def _only(ways: set[Direction | None]) -> Direction | None:
    ways.discard(None)
    return ways.pop() if len(ways) == 1 else None
