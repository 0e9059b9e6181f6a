"""Keep the answer out of the distractors: no passage that states it may be one."""

from collections.abc import Iterable, Sequence
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
    quotes = _quotes(question)
    kept: list[Passage] = []
    dropped = 0
    for passage in passages:
        key = (passage.document, passage.ordinal)
        if facts_state(library.facts[key], gold) or _quoted(library.bare[key], quotes):
            dropped += 1
        else:
            kept.append(passage)
    return kept, dropped


def _quotes(question: Question) -> Sequence[str]:
    bare = ["".join((item.quote or "").split()) for item in question.evidence]
    return [quote for quote in bare if len(quote) >= SHORTEST_QUOTE]


def _quoted(text: str, quotes: Sequence[str]) -> bool:
    return any(
        quote in text or (len(text) >= SHORTEST_QUOTE and text in quote)
        for quote in quotes
    )
