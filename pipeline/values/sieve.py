"""Which of many golds a passage states: what `facts_state` says of each, but fast.

For each kind of gold a condition that is quick to see must hold first; only where it
does is the passage read for that kind, and by the same functions as ever.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain
from typing import Final, TypeVar

from pipeline.values.dates import PartialDate, coarsenings, find_dates
from pipeline.values.digits import DigitRuns, digits_of
from pipeline.values.leaks import Gold
from pipeline.values.phrases import Phrases
from pipeline.values.quantities import Quantity, find_numbers, numbers_at

_Fact = TypeVar("_Fact", bound=Hashable)
_NONE: Final[frozenset[int]] = frozenset()


class Sieve:
    def __init__(self, golds: Sequence[Gold]) -> None:
        self._numbers = _Numbers(golds)
        self._dates = _Dates(golds)
        self._phrases = _Phrases(golds)

    def stated(self, passage: str) -> list[int]:
        """Return the golds that the passage states, as ascending indexes."""
        digits = DigitRuns(passage)
        found = chain(
            self._numbers.stated(passage, digits),
            self._dates.stated(passage, digits),
            self._phrases.stated(passage),
        )
        return sorted(set(found))


class _Numbers:
    """A number has the significant digits of the gold that it states."""

    def __init__(self, golds: Sequence[Gold]) -> None:
        self._numbers = _by_fact(gold.numbers for gold in golds)
        self._percents = _by_fact(gold.percents for gold in golds)
        self._by_digits = _by_fact(
            map(digits_of, gold.numbers | gold.percents) for gold in golds
        )

    def stated(self, passage: str, digits: DigitRuns) -> AbstractSet[int]:
        stated: set[int] = set()
        for number in self._telling(passage, digits, stated):
            stated |= self._numbers.get(abs(number.value), _NONE)
            stated |= self._numbers.get(abs(number.mantissa), _NONE)
            if number.family == "percent":
                stated |= self._percents.get(abs(number.value), _NONE)
        return stated

    def _telling(
        self, passage: str, digits: DigitRuns, stated: AbstractSet[int]
    ) -> Iterable[Quantity]:
        """Return the numbers that may state a gold which none before them stated."""
        if not digits.complete:
            return find_numbers(passage)
        asked = [self._by_digits.get(run, _NONE) for run in digits.significant]
        if not any(asked):
            return ()
        places = zip(asked, digits.starts, strict=True)
        return numbers_at(passage, (at for golds, at in places if golds - stated))


class _Dates:
    """A date has its year in four digits."""

    def __init__(self, golds: Sequence[Gold]) -> None:
        self._dates = _by_fact(gold.dates for gold in golds)
        self._years = frozenset(str(date.year) for date in self._dates)
        self._stated_by = cache(self._stated_by_implying)

    def stated(self, passage: str, digits: DigitRuns) -> AbstractSet[int]:
        if not any(year in digits.plain for year in self._years):
            return _NONE
        found = {self._stated_by(item.date) for item in find_dates(passage)}
        return _NONE.union(*found)

    def _stated_by_implying(self, date: PartialDate) -> frozenset[int]:
        implied = (self._dates.get(each, _NONE) for each in coarsenings(date))
        return _NONE.union(*implied)


class _Phrases:
    def __init__(self, golds: Sequence[Gold]) -> None:
        self._golds = _by_fact(gold.phrases for gold in golds)
        self._phrases = Phrases(self._golds)

    def stated(self, passage: str) -> Iterator[int]:
        for phrase in self._phrases.held(passage):
            yield from self._golds[phrase]


def _by_fact(facts: Iterable[Iterable[_Fact]]) -> Mapping[_Fact, frozenset[int]]:
    golds: dict[_Fact, set[int]] = defaultdict(set)
    for index, of_one in enumerate(facts):
        for fact in of_one:
            golds[fact].add(index)
    return {fact: frozenset(indexes) for fact, indexes in golds.items()}
