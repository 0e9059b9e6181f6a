"""Which questions of a set repeat or contradict another. Pure.

Two are near-duplicates when they share at least 0.6 of all their pairs of neighbouring
words (Jaccard), the same figures and names, and the answer or all words that carry
meaning. "How deep is Corrie quay?" and "How deep is Hollin quay?" are two questions,
and so are "What did coal cost?" and "What did salt cost?".

Only questions with the same figures and names are compared, and of those only the ones
that share one of their rarest pairs, so the work does not grow with the square of their
number. A pair of words that more than a hundred of them have leads to none of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Final, TypeAlias

from pipeline.questions.checking.case import Finding
from pipeline.records import Question
from pipeline.values.leaks import facts_of, facts_state, gold_of
from pipeline.values.stems import stems
from pipeline.values.text import normalise, shorten

NEAR: Final = 0.6
MOST_ALIKE: Final = 100
_NAME = re.compile(r"(?<=[^\W_][ ,'\u2019(\"])[^\W\d_]*[A-Z]\w*|\w*\d[\w.,]*")
"""Within a sentence: its first word has a capital whatever it is."""

_Found: TypeAlias = Iterator[tuple[Question, Finding]]
_Pairs: TypeAlias = frozenset[tuple[str, str]]
_Asked: TypeAlias = tuple[Question, _Pairs]
_Near: TypeAlias = tuple[float, Question]
"""The share of pairs, and with which question."""


def alike(questions: Sequence[Question]) -> _Found:
    """Yield what is found of the later one of two, of a conflict for both.

    A twin is no duplicate: it repeats its sibling on purpose.
    """
    asked = [question for question in questions if question.twin_of is None]
    by_text: dict[str, list[Question]] = defaultdict(list)
    for question in asked:
        by_text[normalise(question.text)].append(question)
    for same in by_text.values():
        yield from _same_words(same)
    yield from _nearly([same[0] for same in by_text.values()])


def _same_words(same: Sequence[Question]) -> _Found:
    """Compare with the first of each answer; there are few."""
    kinds: list[Question] = []
    for question in same:
        first = next((one for one in kinds if same_gold(one, question)), None)
        if first is None:
            kinds.append(question)
        else:
            yield question, Finding("duplicate", f"of {first.id!r}")
    for kind in kinds if len(kinds) > 1 else ():
        other = next(one for one in kinds if one is not kind)
        said = f"{_gold(kind)} here, {_gold(other)} in {other.id!r}"
        yield kind, Finding("conflict", said)


def same_gold(one: Question, other: Question) -> bool:
    """Return whether two count the same answer as right: "1,577" is "$1577.00"."""
    if not (one.answerable and other.answerable):
        return one.answerable == other.answerable
    answers, others = ({*map(normalise, q.answers)} for q in (one, other))
    if answers & others:
        return True
    gold = gold_of(one)
    return any(facts_state(facts_of(answer), gold) for answer in other.answers)


def _gold(question: Question) -> str:
    return repr(shorten("; ".join(question.answers), 60) or "no answer")


def _nearly(questions: Sequence[Question]) -> _Found:
    blocks: dict[frozenset[str], list[_Asked]] = defaultdict(list)
    for question in questions:
        if pairs := _pairs(question.text):
            blocks[_named(question.text)].append((question, pairs))
    for block in blocks.values():
        yield from _near_in(block)


def _near_in(block: Sequence[_Asked]) -> _Found:
    held = Counter(pair for _, pairs in block for pair in pairs)
    earlier: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, (question, pairs) in enumerate(block):
        rarest = _telling(pairs, held)
        candidates = {at for pair in rarest for at in earlier[pair]}
        best = _nearest(block[place], [block[at] for at in sorted(candidates)])
        if best is not None:
            share, other = best
            detail = f"{share:.0%} as {other.id!r}: {shorten(other.text, 100)}"
            yield question, Finding("near-duplicate", detail, round(share, 3))
        for pair in rarest:
            earlier[pair].append(place)


def _nearest(asked: _Asked, candidates: Iterable[_Asked]) -> _Near | None:
    question, pairs = asked
    best: _Near | None = None
    for other, others in candidates:
        share = len(pairs & others) / len(pairs | others)
        better = share >= NEAR and (best is None or share > best[0])
        if better and _same_meaning(question, other):
            best = (share, other)
    return best


def _same_meaning(one: Question, other: Question) -> bool:
    return same_gold(one, other) or set(stems(one.text)) == set(stems(other.text))


def _telling(
    pairs: _Pairs, held: Mapping[tuple[str, str], int]
) -> Sequence[tuple[str, str]]:
    """Return the rarest pairs: who shares enough of all has one of these too."""
    rarest = sorted(pairs, key=lambda pair: (held[pair], pair))
    enough = len(pairs) - ceil(NEAR * len(pairs)) + 1
    return [pair for pair in rarest[:enough] if held[pair] <= MOST_ALIKE]


def _pairs(text: str) -> _Pairs:
    return frozenset(pairwise(normalise(text).split()))


def _named(text: str) -> frozenset[str]:
    return frozenset(normalise(name) for name in _NAME.findall(text))
