"""Which passages of a corpus a fact may be set beside, and in which order.

A host is long enough and no table of contents, and the side of it that is taken is the
border of a sentence.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from math import gcd
from typing import Final, Literal, NamedTuple

from pipeline.questions.planting.dice import Dice
from pipeline.records import Record

Side = Literal["before", "after"]

SHORTEST: Final = 240
"""Characters of a host."""
_LEADERS = re.compile(r"(?:\. ?){4,}|\u2026{2,}")
_MOST_LEADERS: Final = 2
_PAGE_NUMBER = re.compile(r"(?<=[^\W\d][ \t.])\d{1,3}$")
_FEWEST_ENTRIES: Final = 4
_LISTED: Final = 0.5
"""The share of lines with a page number at the end that makes a table of contents."""
_IN_ORDER: Final = 0.8
"""The share of its page numbers that are not below the one before."""
_BEGINS = re.compile(r"[^\W_]|[-*\u2022#|(\"'\u201c\u201e]")
_PAGE_FOOT = re.compile(r"\n\W*\d{1,4}\W*\Z")
_ENDS = re.compile(r"[.!?:;\u3002\uff01\uff1f|][)\"'\u201d\u201c\u2019\]]*$")
_LINE_END: Final = 60
"""Characters that are looked at of a line, which may be the whole page."""
_ROW = re.compile(
    r"[^\s.!?:;](?:[ \t]{2,}|[ \t]*\|[ \t]*)\S"
    r"|[\d%)\u2014-][ \t]+\$?[ \t]?\(?[\d.,]+[)%]*\s*$"
)
STAMP = re.compile(
    r"\[?(?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    r"|(?:[^\W\d_]{2,3}\.?,?[ \t]+)?\d{1,2}\.?[ \t][^\W\d_]{3,9}\.?(?:[ \t]\d{4})?"
    r"[ \t]+\d\d:\d\d|\d\d:\d\d(?::\d\d)?)\]?[ \t:\u2013-]+(?=\S)"
)
_STAMPED: Final = 0.5
"""The share of lines that makes a passage a log."""
_STRIDE: Final = 0.618
"""Of the hosts of a document: whatever is taken one after the other is far apart."""


class Passage(Record):
    """A chunk of the corpus."""

    path: str
    document: str
    ordinal: int
    page: int
    text: str


class Host(NamedTuple):
    passage: Passage
    sides: Sequence[Side]
    """Not empty."""


class Hosts:
    """Hands hosts out, each once, going from document to document."""

    def __init__(self, passages: Iterable[Passage], seed: int) -> None:
        """Take the passages by document and in reading order."""
        dice = Dice("hosts", seed)
        by_document = groupby(passages, key=lambda p: p.document)
        queues = [_strided(_hosts(list(of_one)), dice) for _, of_one in by_document]
        self._queues = sorted(
            (queue for queue in queues if queue),
            key=lambda queue: dice.below(f"turn {queue[0].passage.document}", 1 << 62),
        )
        self.count = sum(map(len, self._queues))
        self._next = 0

    def take(self) -> Host | None:
        """Return a host of the document whose turn it is; `None` when all are gone."""
        while self._queues:
            self._next %= len(self._queues)
            if queue := self._queues[self._next]:
                self._next += 1
                return queue.pop()
            del self._queues[self._next]
        return None


def _hosts(document: Sequence[Passage]) -> list[Host]:
    before = ["", *(passage.text for passage in document)]
    return [
        Host(passage, found)
        for passage, previous in zip(document, before, strict=False)
        if (found := sides(passage.text, previous))
    ]


def sides(text: str, previous: str) -> Sequence[Side]:
    """Return the sides of a chunk that a paragraph may be set to: none, one or both.

    Nothing is set before the first of a document, which is its title as a rule. Lines
    of a log end without a stop, but where one begins the last has ended.
    """
    bare = text.strip()
    if len(bare) < SHORTEST or is_contents(bare):
        return ()
    found: list[Side] = []
    begins = _BEGINS.match(bare) is not None and not bare[0].islower()
    if (_ends(previous) and begins) or (previous.strip() and _begins_log(bare)):
        found.append("before")
    if _ends(text):
        found.append("after")
    return found


def _ends(text: str) -> bool:
    """Return whether a sentence, or a row of a table, ends where the text does."""
    lines = _PAGE_FOOT.sub("", text.strip()).splitlines()
    return bool(lines) and (_ENDS.search(lines[-1]) is not None or is_row(lines[-1]))


def is_contents(text: str) -> bool:
    """Tell a table of contents from any other: its numbers are whole, and rise."""
    if len(_LEADERS.findall(text)) > _MOST_LEADERS:
        return True
    lines = text.splitlines()
    found = [_PAGE_NUMBER.search(line.rstrip()[-_LINE_END:]) for line in lines]
    numbers = [int(number[0]) for number in found if number]
    if len(numbers) < max(_FEWEST_ENTRIES, _LISTED * len(lines)):
        return False
    rising = sum(one <= other for one, other in pairwise(numbers))
    return rising >= _IN_ORDER * (len(numbers) - 1)


def is_log(lines: Sequence[str]) -> bool:
    """Return whether lines are those of a log: each begins with a time, as a rule."""
    stamped = sum(STAMP.match(line) is not None for line in lines)
    return stamped >= _STAMPED * len(lines)


def _begins_log(text: str) -> bool:
    return STAMP.match(text) is not None and is_log(text.splitlines())


def is_row(line: str) -> bool:
    """Return whether a line is one of a table: cells, or figures at its end."""
    return _ROW.search(line[-_LINE_END:]) is not None


def _strided(hosts: Sequence[Host], dice: Dice) -> list[Host]:
    if not hosts:
        return []
    stride = max(1, int(len(hosts) * _STRIDE))
    while gcd(stride, len(hosts)) > 1:
        stride += 1
    start = dice.below(f"start {hosts[0].passage.document}", len(hosts))
    return [hosts[(start + turn * stride) % len(hosts)] for turn in range(len(hosts))]
