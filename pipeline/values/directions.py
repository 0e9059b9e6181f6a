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
_UP = re.compile(rf"\b(?i:{_ROSE}|gain\w*|improv\w*|higher|up)\b")
_DOWN = re.compile(
    rf"\b(?i:{_FELL}|loss(?:es)?|lost|lower\w*|down|negative|outflows?|deficit"
    r"|cuts?|cutting)\b"
)
_CHANGED_UP = re.compile(rf"\b(?i:{_ROSE})\b")
_CHANGED_DOWN = re.compile(rf"\b(?i:{_FELL})\b")


@lru_cache(maxsize=16)  # every number of a text asks
def direction_said(text: str) -> Direction | None:
    """Return the direction the words give, unless they give both."""
    return _only(_UP, _DOWN, text)


def change_said(text: str) -> Direction | None:
    """Return the same where a word of change says it: what is higher need not rise."""
    return _only(_CHANGED_UP, _CHANGED_DOWN, text)


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


def _only(up: re.Pattern[str], down: re.Pattern[str], text: str) -> Direction | None:
    rises, falls = up.search(text), down.search(text)
    if bool(rises) == bool(falls):
        return None
    return "up" if rises else "down"
