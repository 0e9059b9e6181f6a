"""A list is right when it has every item and no other, in any order."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.dates import PartialDate, is_only_a_date, parse_date, same_date
from pipeline.values.measures import Measure, compare, parse_measure
from pipeline.values.numbers import is_only_a_number
from pipeline.values.text import comparable

VERSION: Final = "list@2"

_MAX_ITEMS: Final = 500

_LINES = re.compile(r"[\n;]")
_COMMAS = re.compile(r"[\n;]|,(?!\d{3}(?!\d))")
_ANDS = re.compile(r"[\n;]|,(?!\d{3}(?!\d))\s*(?:and\s)?|\s(?:and|&)\s")
_BULLET = re.compile(r"\s*(?:[-*•‣·]\s+|\(?\d{1,2}[.)]\s+)")


@dataclass(frozen=True, slots=True)
class _Item:
    words: str
    number: Measure | None
    """Set only if the item is that number and nothing else: not of "Boeing 737"."""
    date: PartialDate | None


def judge(reply: Reply, question: Question) -> Judged:
    """Pair given items with wanted ones, each used once; a repeated item is too many.

    Items that are numbers or dates are compared as such. One string is split at
    lines and semicolons, then also at commas, then also at "and", because an item may
    hold a comma or an "and" of its own: the splitting that fits best is believed.
    """
    wanted = _items(question.answers)
    if not wanted:
        return unscored("the question has no gold answer", reply, question)
    several = len(wanted) > 1
    readings = [_items(parts, reply.unit) for parts in _splits(reply, several=several)]
    if min(map(len, readings)) > _MAX_ITEMS:
        return incorrect(f"lists more than {_MAX_ITEMS} items", reply, question)
    matched, given = max(
        ((_paired(items, wanted, question.unit), len(items)) for items in readings),
        key=lambda pair: (pair[0], -pair[1]),
    )
    reason = f"{matched} of {len(wanted)} items found, {matched} of {given} given right"
    if matched == len(wanted) == given:
        return correct(reason, reply, question)
    return incorrect(reason, reply, question)


def _splits(reply: Reply, *, several: bool) -> list[Sequence[str]]:
    """Return the ways to cut the answer; a list of several items is cut already."""
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return [reply.answer]
    if not several:
        return [[reply.field]]
    return [split.split(reply.field) for split in (_LINES, _COMMAS, _ANDS)]


def _items(parts: Iterable[str], unit: str | None = None) -> list[_Item]:
    some = islice(parts, _MAX_ITEMS + 1)  # one more than is ever paired: enough to know
    texts = (_BULLET.sub("", part, count=1).strip() for part in some)
    return [_item(text, words, unit) for text in texts if (words := comparable(text))]


def _item(text: str, words: str, unit: str | None) -> _Item:
    return _Item(
        words=words,
        number=parse_measure(text, unit) if is_only_a_number(text) else None,
        date=parse_date(text) if is_only_a_date(text) else None,
    )


def _paired(given: Sequence[_Item], wanted: Sequence[_Item], unit: str | None) -> int:
    """Count pairs; exact twins first, so that a near number takes no other's place."""
    if len(given) > _MAX_ITEMS:
        return 0
    left, missing = list(given), list(wanted)
    for same in (_same_words, _same_value(unit)):
        for gold in tuple(missing):
            twin = next((item for item in left if same(item, gold)), None)
            if twin is not None:
                left.remove(twin)
                missing.remove(gold)
    return len(wanted) - len(missing)


def _same_words(item: _Item, gold: _Item) -> bool:
    numbers = item.number is not None and gold.number is not None
    return item.words == gold.words and not numbers  # numbers have units to compare


def _same_value(unit: str | None) -> Callable[[_Item, _Item], bool]:
    def same(item: _Item, gold: _Item) -> bool:
        if item.date and gold.date:
            return same_date(item.date, gold.date)
        if item.number and gold.number:
            return compare(item.number, gold.number, unit) == "same"
        return False

    return same
