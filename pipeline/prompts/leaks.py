"""Keep the answer out of the distractors: no passage that states it may be one."""

from collections.abc import Iterable
from typing import Final

from pipeline.prompts.context import Passage
from pipeline.prompts.library import Library
from pipeline.records import Question
from pipeline.values.leaks import facts_state, gold_of

SHORTEST_QUOTE: Final = 30
"""A shorter quote, white space aside, may stand anywhere without giving an answer."""


def without_leaks(
    passages: Iterable[Passage], question: Question, library: Library
) -> tuple[list[Passage], int]:
    """Return the passages that give nothing away, and how many were dropped.

    Dropped are those that state the gold answer (compared by type, so that "1,577"
    and "$1.577 billion" are one) and those that hold an evidence quote.
    """
    gold = gold_of(question)
    quoted = _quoted(question, library)
    kept: list[Passage] = []
    dropped = 0
    for passage in passages:
        if passage.chunk in quoted or facts_state(library.facts[passage.chunk], gold):
            dropped += 1
        else:
            kept.append(passage)
    return kept, dropped


def _quoted(question: Question, library: Library) -> set[tuple[str, int]]:
    """Return every chunk that a quote touches, in a copy of its document too."""
    quotes = [item.quote or "" for item in question.evidence]
    telling = [q for q in quotes if len("".join(q.split())) >= SHORTEST_QUOTE]
    return {chunk for quote in telling for chunk in library.holding(quote)}
