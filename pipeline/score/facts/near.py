"""A sentence that says nearly what a gold says, and differs in what matters.

"Vessels need not give notice" has nearly the words of "vessels must give notice", and
"the borrower may terminate if the lender defaults" has all words of its counterpart.
Counting words takes these for the gold; laying the two side by side does not.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from pipeline.score.facts.said import NAMING, Said, question_word
from pipeline.values.folding import ARTICLES
from pipeline.values.opposites import sides
from pipeline.values.stems import FUNCTION_WORDS, GENERIC, stem, stem_set
from pipeline.values.wording import DENIALS, fold, read_words

_TOKEN = re.compile(r"[^\W_]+(?:[.,'\u2019][^\W_]+)*")
_CLAUSE = re.compile(r"(?<=[a-z\d)]{2})[.;]\s+|\n+")
_LEAST: Final = 4
"""Words of a gold clause that can be laid beside another."""
_OBLIGED = re.compile(r"(?i)\b(?:has|have|had) to\b")
_MOST: Final = 60
_STATEMENTS: Final = 40
"""How much of each is read: the comparing takes the product of both."""
_NEARLY: Final = 0.6
"""The share of a clause that a sentence repeats in order to be nearly the clause."""
_CLASSES: Final[Mapping[str, str]] = {
    "must": "duty", "shall": "duty", "need": "duty", "needs": "duty",
    "may": "leave", "can": "leave", "could": "leave",
    "might": "leave", "should": "advice", "ought": "advice",
    "after": "later", "later": "later", "before": "earlier", "prior": "earlier",
    "until": "earlier", "till": "earlier", "earlier": "earlier",
    "over": "more", "above": "more", "beyond": "more", "exceeding": "more",
    "more": "more", "least": "more", "longer": "more", "outside": "more",
    "under": "less", "below": "less", "within": "less", "inside": "less",
    "less": "less", "fewer": "less", "shorter": "less", "beneath": "less",
    "north": "north", "south": "south", "east": "east", "west": "west",
    "northern": "north", "southern": "south", "eastern": "east", "western": "west",
    "off": "off", "left": "left", "right": "right",
}  # fmt: skip
"""Small words by which two sentences of the same words say different things."""
_VAGUE: Final = GENERIC | stem_set("change fiscal fy year near")
"""What other words may stand for or make precise: "rose" for "changed"."""
_COMPACT: Final = 0.5
"""The share of a stretch of a sentence that must be the clause's words."""
_A_WORD: Final = 3
"""So many words at the most change places where one of them stands for another."""


class _Change(NamedTuple):
    gold: Sequence[str]
    given: Sequence[str]


def difference(gold: str, said: Said) -> str | None:
    """Say how the sentence nearest to a clause of the gold differs from it.

    `None` where no sentence is near, or where one says it with no such difference.
    """
    sentences = [_tokens(s.text) for s in said.statements[:_STATEMENTS]]
    known = _known(said.question), said.asked
    for clause in _CLAUSE.split(gold):
        wanted = _tokens(clause)
        if len(wanted) < _LEAST:
            found = [_at_a_word(wanted, given) for given in sentences]
        else:
            found = [_between(wanted, given, known) for given in sentences]
        near = [one for one in found if one is not None]
        if near and all(near):
            return near[0]
    return None


@lru_cache(maxsize=512)
def _known(question: str) -> frozenset[str]:
    """Return what a question says that a reply may put in another way.

    Its names, and where it asks for one all its words.
    """
    names_asked = question_word(question) in NAMING
    words = read_words(question)
    return frozenset(word.stem for word in words if names_asked or word.capital)


def _tokens(text: str) -> Sequence[str]:
    words = (fold(token) for token in _TOKEN.findall(_OBLIGED.sub("must", text)))
    return [word for word in words if word and word not in ARTICLES][:_MOST]


def _between(
    wanted: Sequence[str],
    given: Sequence[str],
    known: tuple[frozenset[str], frozenset[str]],
) -> str | None:
    """Return the difference, "" if there is none, `None` if the two are not near.

    `known` are the stems of the question that may be said in other words, and all.
    """
    mine, other = [stem(word) for word in wanted], [stem(word) for word in given]
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if shared < _NEARLY * len(wanted):
        return None
    first, last = blocks[0], blocks[-1]
    if shared < _COMPACT * (last.b + last.size - first.b):
        return None
    start = max(0, first.b - first.a - 1)
    end = last.b + len(wanted) - last.a + 1
    span = given[start:end]
    if len(DENIALS.intersection(wanted)) != len(DENIALS.intersection(span)):
        return "with or without a denial"
    changes = [
        _Change(wanted[a:b], given[max(c, start) : min(d, end)])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace"
    ]
    changes += _exchanged(wanted, given)
    return next(_told(changes, known[0].union(other), known[1].union(mine)), "")


def _in_place(wanted: Sequence[str], given: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return the words that differ, each with that in its place, where fewest do."""
    mine, other = [[(word, stem(word)) for word in words] for words in (wanted, given)]
    windows = [
        [(a, b) for (a, a_stem), (b, b_stem) in pairs if a_stem != b_stem]
        for at in range(len(given) - len(wanted) + 1)
        for pairs in [zip(mine, other[at:], strict=False)]
    ]
    return min(windows, key=len, default=list(zip(wanted, wanted, strict=True)))


def _exchanged(wanted: Sequence[str], given: Sequence[str]) -> Iterator[_Change]:
    """Yield two words that changed places, which no alignment shows."""
    pairs = _in_place(wanted, given)
    if len(pairs) <= (1 - _NEARLY) * len(wanted):
        for one, other in pairs:
            if (other, one) in pairs:
                yield _Change([one], [other])


def _at_a_word(wanted: Sequence[str], given: Sequence[str]) -> str | None:
    """Compare a gold of few words: "before delivery" is nearly "after delivery"."""
    pairs = _in_place(wanted, given)
    if not pairs:
        return ""
    one, other = pairs[0]
    if len(pairs) > 1 or not (one in _CLASSES and _other_class([one], [other])):
        return None
    return f"{other!r} for {one!r}"


def _told(
    changes: Sequence[_Change], said: Collection[str], gold: Collection[str]
) -> Iterator[str]:
    """Yield what stands for what: small words of another class, and other words.

    A word that the other sentence has elsewhere, or the question, was only moved,
    unless the two changed places with each other.
    """
    for change in changes:
        if _other_class(*change):
            yield f"{' '.join(change.given)!r} for {' '.join(change.gold)!r}"
    pairs = [pair for change in changes for pair in _words(change)]
    for one, other in pairs:
        moved = one in said or other in gold
        if not moved or (other, one) in pairs:
            yield f"{other!r} for {one!r}"


def _other_class(gold: Sequence[str], given: Sequence[str]) -> bool:
    """Tell "after", and "on", from "before"; in other words it may be the same."""
    wanted, found = ({_CLASSES[w] for w in s if w in _CLASSES} for s in (gold, given))
    if wanted and found:
        return wanted != found
    return wanted != found and bool(given) and FUNCTION_WORDS.issuperset(given)


def _words(change: _Change) -> Iterator[tuple[str, str]]:
    """Yield the stems that stand for each other and are not of one meaning."""
    if max(map(len, change)) > _A_WORD:
        return
    for one, other in product(*map(_telling, change)):
        axes, others = sides([one]), sides([other])
        if not any(others.get(axis) == side for axis, side in axes.items()):
            yield one, other


def _telling(words: Sequence[str]) -> list[str]:
    """Return the stems that carry meaning; figures are compared elsewhere."""
    found = [stem(word) for word in words if word not in FUNCTION_WORDS]
    return [one for one in found if one not in _VAGUE and one.isalpha()]
