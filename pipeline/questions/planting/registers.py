"""How the sentences of a passage look, and a fact that looks like one of them."""

import re
from typing import Final, Literal, NamedTuple

from pipeline.questions.planting.kinds.base import Fact
from pipeline.questions.planting.passages import STAMP, Side, is_log, is_row

_CLAUSE = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2})+)\.?[ \t]+(?=[A-Z\u00c0-\u00de])", re.MULTILINE
)
_LABEL = re.compile(r"(?!\d)[^\W_][^:|\n]{1,40}:[ \t]+\S")
_BULLET = re.compile(r"[-*\u2022\u2013][ \t]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?]\s")
_MOST: Final = 0.5
"""The share of lines that makes a passage a list of labels."""
_CLAUSE_LENGTH: Final = 600
"""Characters after a number in which its clause has surely ended."""
_FEWEST: Final = 3
"""Sentences that tell how long they are."""
_LONG: Final = 24
"""Words of a sentence, in the mean."""


class Register(NamedTuple):
    kind: Literal["prose", "clause", "log", "bullet", "label"]
    prefix: str = ""
    """What the line of a fact begins with."""
    long: bool = False


def register_of(text: str, side: Side) -> Register:
    """Read the register of a chunk at one of its borders.

    A clause is numbered as an insertion after the last: "4.3A", which is never taken.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edge = lines[-1] if side == "after" else lines[0]
    if (stamp := STAMP.match(edge)) and is_log(lines):
        return Register("log", stamp[0])
    if bullet := _BULLET.match(edge):
        return Register("bullet", bullet[0])
    if _share(_LABEL, lines) > _MOST or is_row(edge):
        return Register("label")
    clauses = list(_CLAUSE.finditer(text))
    if side == "after" and clauses and clauses[-1].end() > len(text) - _CLAUSE_LENGTH:
        return Register("clause", f"{clauses[-1][1]}A ")
    return Register("prose", long=_is_long_winded(text))


def dressed(fact: Fact, tail: str, register: Register) -> str:
    """Say a fact in a register: as a sentence, or as a line of a table where it can.

    >>> dressed(Fact("It is 5."), ", as noted", Register("clause", "4.3A "))
    '4.3A It is 5.'
    """
    if register.kind == "label" and fact.label:
        return fact.label
    if register.kind == "log" and fact.dated:
        return fact.sentence
    if register.long:
        return f"{fact.sentence.removesuffix('.')}{tail}."
    return register.prefix + fact.sentence


def _share(pattern: re.Pattern[str], lines: list[str]) -> float:
    return sum(pattern.match(line) is not None for line in lines) / len(lines)


def _is_long_winded(text: str) -> bool:
    sentences = 1 + len(_SENTENCE_END.findall(text))
    return sentences >= _FEWEST and len(text.split()) > _LONG * sentences
