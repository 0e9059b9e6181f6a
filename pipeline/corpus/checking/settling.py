"""What single pages seem to state, all together: who is meant. Pure.

Two things cannot be told from a line alone. A name that is broken over two lines may be
a heading and the name below it; and a row "X | 4 May 2021" reads the same of two kinds
of subject. Both are told by what the other pages say of these names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from pipeline.corpus.checking.reading import Read
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS, Shape, kind

_NAMES: Final = {
    *(Shape.CODE, Shape.PERSON, Shape.COMPANY, Shape.PLACE, Shape.TITLE),
}
_LETTERS: Final = re.compile(r"[A-Z]+(?=[-/])")


class Found(NamedTuple):
    """A statement on a page."""

    document: str
    page: int
    read: Read


def settled(found: Sequence[Found]) -> Iterator[Found]:
    """Yield the statements with whole names, those of one meaning once."""
    names = _names(found)
    whole = [
        one._replace(read=one.read._replace(facts=_whole(one.read.facts, names)))
        for one in found
    ]
    kinds = _Kinds(whole)
    for _, group in groupby(sorted(whole, key=_place), key=_place):
        yield from kinds.likely(list(group))


def _place(one: Found) -> tuple[str, int, int, int]:
    return one.document, one.page, one.read.start, one.read.end


def _names(found: Iterable[Found]) -> Counter[str]:
    """Count the names that stand on one line."""
    said: Counter[str] = Counter()
    for one in found:
        for fact in one.read.facts:
            said[fact.subject] += 1
            if isinstance(fact.value, str):
                said[fact.value] += 1
    return said


def _whole(facts: Sequence[Fact], names: Mapping[str, int]) -> tuple[Fact, ...]:
    return tuple(_on_one_line(fact, names) for fact in facts)


def _on_one_line(fact: Fact, names: Mapping[str, int]) -> Fact:
    subject = fact.subject
    if "\n" in subject:
        parts = subject.split("\n")
        subject = _known([" ".join(parts[n:]) for n in range(len(parts))], names)
    value = fact.value
    if isinstance(value, str) and "\n" in value:
        parts = value.split("\n")
        ends = range(len(parts), 0, -1)
        cut = [" ".join(parts[:n]) for n in ends]
        value = _known(cut, names) if _is_name(fact) else cut[0]
    return fact._replace(subject=subject, value=value)


def _is_name(fact: Fact) -> bool:
    return RELATIONS[fact.relation].shape in _NAMES


def _known(names: Sequence[str], counts: Mapping[str, int]) -> str:
    """Return the longest that is said elsewhere, or else all of it."""
    return next((name for name in names if counts.get(name)), names[0])


class _Kinds:
    """What kind of subject each name is, by the statements that leave no doubt."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._of: Final[dict[str, Counter[str]]] = defaultdict(Counter)
        for one in found:
            if not one.read.in_row:
                for fact in one.read.facts:
                    self._add(fact)
        self._sure: Final = frozenset(self._of)
        for _, group in groupby(sorted(found, key=_place), key=_place):
            same = list(group)
            if len(same) == 1 and same[0].read.in_row:
                for fact in same[0].read.facts:
                    if fact.subject not in self._sure:
                        self._add(fact)

    def _add(self, fact: Fact) -> None:
        self._of[fact.subject][kind(fact.relation)] += 1
        if letters := _LETTERS.match(fact.subject):
            self._of[letters.group()][kind(fact.relation)] += 1

    def likely(self, same: Sequence[Found]) -> Iterator[Found]:
        """Yield those of one place whose subject is of the right kind."""
        votes = [self._votes(one) for one in same]
        best = max(votes)
        for one, count in zip(same, votes, strict=True):
            if count == best and (count or not self._is_known(one)):
                yield one

    def _votes(self, one: Found) -> int:
        fact = one.read.facts[0]
        of_name = self._of.get(fact.subject)
        if of_name is None and (letters := _LETTERS.match(fact.subject)):
            of_name = self._of.get(letters.group())
        return of_name[kind(fact.relation)] if of_name else 0

    def _is_known(self, one: Found) -> bool:
        return one.read.facts[0].subject in self._sure
