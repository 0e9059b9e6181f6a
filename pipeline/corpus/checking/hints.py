"""Sentences no form has written that hold a question's subject and its answer. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.corpus.asking.query import Found
from pipeline.corpus.checking.deciding import Fault, Text, told
from pipeline.corpus.checking.keys import Key, Page
from pipeline.corpus.checking.reading import PARAGRAPH, Read
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS, Shape
from pipeline.corpus.values import Voice, written
from pipeline.values.literals import Literals

_SENTENCE: Final = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"')\u2019\u201d]))\s|\f")
_CLOSING: Final = "\"')\u2019\u201d"
_GOES_BACK: Final = re.compile(r"(?:\w|\d[.,])\Z")
_GOES_ON: Final = re.compile(r"\w|[.,]\d")
_LEAST: Final = 5
"""A shorter value stands in many sentences, and gives nothing away."""


class _Watched(NamedTuple):
    question: str
    fact: Fact
    subject: int
    values: frozenset[int]
    known: frozenset[Page]

    def told_by(self, held: AbstractSet[int], sentence: str) -> bool:
        """Tell a sentence from the head of a letter: that has days and names too."""
        is_figure = RELATIONS[self.fact.relation].shape in {Shape.MONEY, Shape.NUMBER}
        ends = sentence.rstrip(_CLOSING)[-1:] in {*".!?"}
        return bool(self.values & held) and (is_figure or ends)


def hints(asked: Iterable[tuple[Key, Found]], text: Text) -> Iterator[Fault]:
    """Yield each sentence beside those that were read which gives an answer away."""
    words: dict[str, int] = {}
    watched: dict[int, list[_Watched]] = defaultdict(list)
    for key, found in asked:
        for one in _watched(key, found, words):
            watched[one.subject].append(one)
    if not words:
        return
    literals = Literals(list(words))
    for page, said in text.pages.items():
        for held, sentence in _sentences(literals, said, text.read.get(page, ())):
            telling = (one for subject in held for one in watched.get(subject, ()))
            for one in telling:
                if page not in one.known and one.told_by(held, sentence):
                    yield _hint(one, page, sentence)


def _hint(one: _Watched, page: Page, sentence: str) -> Fault:
    detail = f"{page[0]}, page {page[1]}: {sentence!r} tells {told(one.fact)}"
    return Fault("hint", one.question, detail)


def _watched(key: Key, found: Found, words: dict[str, int]) -> Iterator[_Watched]:
    for fact in dict.fromkeys(found.facts):
        if RELATIONS[fact.relation].shape is Shape.PLACE:
            continue  # the head of every paper of a site names it
        said = [one for one in _ways(fact) if len(one) >= _LEAST]
        if said and not any(one in fact.subject for one in said):
            yield _Watched(
                question=key.question.id,
                fact=fact,
                subject=words.setdefault(fact.subject, len(words)),
                values=frozenset(words.setdefault(one, len(words)) for one in said),
                known=key.evidence | key.also,
            )


def _ways(fact: Fact) -> set[str]:
    """Return the ways in which its value is written, without a unit."""
    shape = RELATIONS[fact.relation].shape
    if shape in {Shape.MONEY, Shape.NUMBER}:
        return {f"{fact.value:,}", str(fact.value)}
    return {written(fact.value, shape, None, voice) for voice in Voice}


def _sentences(
    literals: Literals, text: str, read: Sequence[Read]
) -> Iterator[tuple[set[int], str]]:
    """Yield what each sentence holds, the sentences that were read left out."""
    bare = text
    for one in read:
        bare = bare[: one.start] + PARAGRAPH * (one.end - one.start) + bare[one.end :]
    flat = bare.replace("\n", " ")
    places = sorted((s, e, which) for which, s, e in literals.places(flat))
    borders = [0, *(one.end() for one in _SENTENCE.finditer(bare)), len(bare)]
    at = 0
    for start, end in pairwise(borders):
        held: set[int] = set()
        while at < len(places) and places[at][0] < end:
            first, last, which = places[at]
            at += 1
            if last <= end and _is_whole(flat, first, last):
                held.add(which)
        if len(held) > 1:
            yield held, flat[start:end].strip(f"{PARAGRAPH} ")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell a word from a part of one, and a figure from a part of a longer one."""
    before = _GOES_BACK.search(text, max(0, start - 2), start)
    return before is None and _GOES_ON.match(text, end) is None
