"""The papers of a branch, and what is asked of all of them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres import OF_BRANCH, in_turns
from pipeline.corpus.papers import Paper, Sentence, pieces
from pipeline.corpus.world import Branch, branch

SEED = 5
ODD = re.compile(
    r"[,;:] ?[,.;:!?]|[.!?] ?[.,;]|\b(\w+) \1\b|\b[Aa] [aeio]\w"
    r"|\b[Aa]n [bcdfgjklmnpqrstvwxyz]| [,.;:!?]|[(){}<>]"
)
"""What no sentence has: points twice, words twice, the wrong article, an open slot."""
_CLOCK = re.compile(r"^\d\d:\d\d (?:[a-z]+:|\([a-z]+\)|-) | /[a-z]+$")


@cache
def branch_of(number: int) -> Branch:
    return branch(SEED, number)


@cache
def papers_of(number: int, *genres: str) -> Sequence[Paper]:
    """Write a branch as a corpus has it: of all genres, or of some."""
    of = branch_of(number)
    return list(
        in_turns(
            papers(of, Dice("branch", SEED, number, genre))
            for genre, papers in OF_BRANCH.items()
            if genre in (genres or OF_BRANCH)
        )
    )


def sentences(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Sentence]]:
    for paper in papers:
        for block in paper.blocks:
            for sentence in pieces(block):
                yield paper, sentence


def told(papers: Sequence[Paper]) -> Iterator[tuple[Paper, str]]:
    """Yield what only tells, without the clock of a log's line."""
    for paper, sentence in sentences(papers):
        if not sentence.facts:
            yield paper, _CLOCK.sub("", sentence.text)
