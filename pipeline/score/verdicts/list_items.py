"""A list is right when it has every item and no other, in the order that is asked."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from pipeline.records import Question
from pipeline.score.claims import MAX_CHARS
from pipeline.score.listings import MAX_ITEMS, cut, places, spoken, without_bullet
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.dates import PartialDate, is_only_a_date, parse_date, same_date
from pipeline.values.measures import Measure, compare, parse_measure
from pipeline.values.numbers import is_only_a_number
from pipeline.values.text import (
    NEUTRAL,
    comparable,
    holds,
    normalise,
    shorten,
    unmarked,
)

VERSION: Final = "list@3"

_ASKS_ORDER = re.compile(
    r"\bin (?:the )?(?:\w+ )?(?:order|sequence)\b|\bchronological|\bin (?:a|the) row\b"
    r"|\brank(?:ed|ing)?\b|\b(?:sort|order)(?:ed)? (?:by|from)\b|\bfrom (?:the )?"
    r"(?:highest|largest|biggest|most|lowest|smallest|least|earliest|oldest|first)"
    r" to\b",
    re.IGNORECASE,
)
_ANY_ORDER = re.compile(r"\b(?:any|no particular) order\b", re.IGNORECASE)
_ALIAS = re.compile(
    r"\s\|\s|\s*\((?:also|aka|a\.k\.a\.|or)\s(?:known\sas\s|called\s)?([^()]+)\)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__)")
_DESCRIBED = re.compile(
    r"\s*(?::\s|\s[-\u2013\u2014]\s|\s?\(|\u2014)|,?\s(?:in|at|with|which|that|who|for"
    r"|as|on|from|by|where|because|since|due\sto)\s",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:but\s)?(?:not|excluding|except|unlike|without)\b", re.IGNORECASE
)
_SHOWN: Final = 5
"""Items that a reason names."""
_A_LIST: Final = ("in its list", "in its table")
_NEUTRAL: Final = frozenset(NEUTRAL.split())


@dataclass(frozen=True, slots=True)
class _Item:
    words: str
    number: Measure | None
    """Set only if the item is that number and nothing else: not of "Boeing 737"."""
    date: PartialDate | None
    text: str
    also: frozenset[str] = frozenset()
    """Of a gold, its aliases; of an answer, its name without what describes it."""


class _Paired(NamedTuple):
    wanted: Sequence[_Item]
    given: Sequence[_Item]
    pairs: dict[int, int]
    """Index of a wanted item -> index of the given one that it is."""
    right: int
    """Pairs, or as many of them as stand in the order that is asked for."""

    @property
    def whole(self) -> bool:
        return self.right == len(self.wanted) == len(self.given)

    @property
    def fit(self) -> tuple[int, int, int]:
        return self.right, len(self.pairs), -len(self.given)


def judge(reply: Reply, question: Question) -> Judged:
    """Pair given items with wanted ones, each used once; a repeated item is too many.

    Items that are numbers or dates are compared as such. What is a list already is
    taken as it stands; a text is looked through for its list, and cut in the way that
    fits best, because an item may hold a comma or an "and" of its own. The credit is
    the F1 of items; where an order is asked for, of those in the longest run that is
    in order (longest common subsequence, as ROUGE-L: Lin 2004, eq. 2-4, beta = 1).
    """
    wanted = [_gold(text) for text in question.answers if comparable(text)]
    if not wanted:
        return unscored("the question has no gold answer", reply, question)
    readings = _plain(reply, several=len(wanted) > 1)
    if min(map(len, readings)) > MAX_ITEMS:
        return incorrect(f"lists more than {MAX_ITEMS} items", reply, question)
    pair = _pairing(wanted, question)
    best = max((pair(_items(r, reply.unit)) for r in readings), key=_fit)
    where = "in the answer"
    if not best.whole:
        best, where = _looked_through(reply, question, pair, best)
    if not best.whole and not where.endswith(_A_LIST) and _told(best, reply):
        reason = "needs a reader: every item is named, but not as a list"
        return unscored(reason, reply, question)
    return _judged(best, where, reply, question)


def _told(found: _Paired, reply: Reply) -> bool:
    """Return whether prose names every item, some where they are no items.

    One item is told by a list of several too, which is not the list that is asked for.
    """
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return False
    if len(found.pairs) == len(found.wanted):
        return False
    if len(found.wanted) == 1 and places(reply.field, ""):
        return False
    text = normalise(reply.field[: 2 * MAX_CHARS])
    return all(
        any(holds(text, normalise(name)) for name in (gold.words, *gold.also))
        for gold in found.wanted
    )


def _judged(found: _Paired, where: str, reply: Reply, question: Question) -> Judged:
    wanted, given = len(found.wanted), len(found.given)
    reason = f"{len(found.pairs)} of {wanted} items found, "
    reason += f"{len(found.pairs)} of {given} given right"
    if found.right < len(found.pairs):
        reason += f", {found.right} of them in order"
    missing = [x.text for at, x in enumerate(found.wanted) if at not in found.pairs]
    used = set(found.pairs.values())
    beyond = [x.text for at, x in enumerate(found.given) if at not in used]
    reason += _named("missing", missing) + _named("not wanted", beyond)
    verdict = correct if found.whole else incorrect
    judged = verdict(reason if found.whole else f"{reason}; {where}", reply, question)
    return replace(judged, credit=2 * found.right / (wanted + given))


def _named(what: str, texts: Sequence[str]) -> str:
    if not texts:
        return ""
    shown = ", ".join(repr(shorten(text, 40)) for text in texts[:_SHOWN])
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return f"; {what}: {shown}{more}"


def _plain(reply: Reply, *, several: bool) -> list[Sequence[str]]:
    """Return the ways to cut the answer; a list of several items is cut already."""
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return [reply.answer[: MAX_ITEMS + 1]]
    return cut(reply.field) if several else [[reply.field]]


def _looked_through(
    reply: Reply,
    question: Question,
    pair: Callable[[Sequence[_Item]], _Paired],
    plain: _Paired,
) -> tuple[_Paired, str]:
    """Return the best reading of the first place that is a list.

    Where none is, what fits the whole answer best.
    """
    unit = reply.unit
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return pair(_described(plain.given)), "in the answer"
    if len(plain.wanted) == 1:
        alone = [_described(_items([x], unit)) for x in spoken(reply.field)]
        return max(map(pair, alone), key=_fit), "in the answer"
    for place in places(reply.field, question.text):
        readings = [_described(_items(each, unit)) for each in place.readings]
        found = max(map(pair, readings), key=_fit)
        if found.pairs or place.where == "in its list":
            return found, place.where
    return plain, "in the answer"


def _fit(found: _Paired) -> tuple[int, int, int]:
    return found.fit


def _gold(text: str) -> _Item:
    names = [part for part in _ALIAS.split(text) if part and part.strip()]
    item = _item(names[0].strip() if len(names) > 1 else text, None)
    return replace(item, text=text, also=frozenset(map(comparable, names)))


def _items(parts: Iterable[str], unit: str | None) -> list[_Item]:
    texts = (without_bullet(part) for part in parts)
    return [_item(text, unit) for text in texts if comparable(text)]


def _item(text: str, unit: str | None) -> _Item:
    return _Item(
        words=comparable(text),
        number=parse_measure(text, unit) if is_only_a_number(text) else None,
        date=parse_date(text) if is_only_a_date(text) else None,
        text=text,
    )


def _described(items: Sequence[_Item]) -> list[_Item]:
    """Give items the names they are described by; leave out what is denied."""
    return [
        replace(item, also=frozenset(_names(item.text)))
        for item in items
        if not _DENIED.match(item.text)
    ]


def _names(text: str) -> Iterator[str]:
    """Yield a name in bold, a name before its description, one among mere words."""
    text = text[:300]
    if bold := _BOLD.match(text):
        yield comparable(bold[1].strip(" :"))
    text = unmarked(text).rstrip(".")
    for whole in (text, _DESCRIBED.split(text, maxsplit=1)[0]):
        words = comparable(whole).split()
        while words and words[0] in _NEUTRAL:
            words = words[1:]
        if words:
            yield " ".join(words)


def _pairing(
    wanted: Sequence[_Item], question: Question
) -> Callable[[Sequence[_Item]], _Paired]:
    text = question.text
    ordered = bool(_ASKS_ORDER.search(text)) and not _ANY_ORDER.search(text)

    def pair(given: Sequence[_Item]) -> _Paired:
        pairs = _pairs(given, wanted, question.unit)
        right = _longest_run(pairs) if ordered else len(pairs)
        return _Paired(wanted, given, pairs, right)

    return pair


def _pairs(
    given: Sequence[_Item], wanted: Sequence[_Item], unit: str | None
) -> dict[int, int]:
    """Pair exact twins first, so that a near number takes no other's place."""
    if len(given) > MAX_ITEMS:
        return {}
    left = dict(enumerate(given))
    pairs: dict[int, int] = {}
    for same in (_same_words, _same_value(unit), _same_name):
        for at, gold in enumerate(wanted):
            if at in pairs:
                continue
            twin = next((i for i, item in left.items() if same(item, gold)), None)
            if twin is not None:
                pairs[at] = twin
                del left[twin]
    return pairs


def _longest_run(pairs: dict[int, int]) -> int:
    """Return how many given items, at the most, stand in the order of the wanted."""
    ends: list[int] = []
    for _, given in sorted(pairs.items()):
        at = bisect_left(ends, given)
        ends[at : at + 1] = [given]
    return len(ends)


def _same_words(item: _Item, gold: _Item) -> bool:
    numbers = item.number is not None and gold.number is not None
    return item.words == gold.words and not numbers  # numbers have units to compare


def _same_name(item: _Item, gold: _Item) -> bool:
    if item.number or gold.number:
        return False
    return item.words in gold.also or not item.also.isdisjoint({gold.words, *gold.also})


def _same_value(unit: str | None) -> Callable[[_Item, _Item], bool]:
    def same(item: _Item, gold: _Item) -> bool:
        if item.date and gold.date:
            return same_date(item.date, gold.date)
        if item.number and gold.number:
            return compare(item.number, gold.number, unit) == "same"
        return False

    return same
