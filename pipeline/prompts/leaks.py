"""Keep the answer out of the distractors: no passage that states it may be one.

Dropped are passages that state the gold answer (compared by type, so that "1,577" and
"$1.577 billion" are one), in their text or in the path that heads them, and those that
hold an evidence quote or a planted fact, or a part of it that a border cut off, in a
copy of its document too.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.prompts.library import ChunkRow
from pipeline.records import PlantRole, Question
from pipeline.values.leaks import gold_of
from pipeline.values.quotes import Quotes
from pipeline.values.sieve import Sieve

SHORTEST_QUOTE: Final = 30
"""A shorter quote, white space aside, is left to what the answer itself gives away."""
SHORTEST_ALONE: Final = 12
"""The same where no rule can read the answer: then only the quote guards it."""


class Leaks:
    """Sees the corpus once, and knows which passages give which question away."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions
        self._sieve = Sieve([gold_of(question) for question in questions])
        quotes = [
            (place, quote)
            for place, question in enumerate(questions)
            for quote in _quotes(question)
            if len("".join(quote.split())) >= _shortest(question)
        ]
        self._asked_by = [place for place, _ in quotes]
        self._quotes = Quotes([quote for _, quote in quotes])
        self._found: dict[str, set[int]] = {q.id: set() for q in questions}
        self._planted: dict[str, set[int]] = {q.id: set() for q in questions}
        """Like `_found`: those that are no distractors, for they are planted."""
        self._named: list[int] = []
        """Which answers the name of the open document states."""
        self._open: list[tuple[int, ChunkRow]] = []
        """The passages of the document that is being read."""

    def see(self, index: int, row: ChunkRow) -> None:
        if not self._open or self._open[0][1].document != row.document:
            self._close()
            self._named = self._sieve.stated(row.path)  # it heads every passage
        for place in (*self._named, *self._sieve.stated(row.text)):
            self._found[self._questions[place].id].add(index)
        self._open.append((index, row))

    def see_planted(self, index: int, row: ChunkRow) -> None:
        quoted = self._quotes.touched([row.text])
        for place in (
            *self._sieve.stated(row.path),
            *self._sieve.stated(row.text),
            *(self._asked_by[quote] for quote, _ in quoted),
        ):
            self._planted[self._questions[place].id].add(index)

    def of(self, questions: Iterable[Question]) -> set[int]:
        """Return the indexes of the stored passages that give any of these away."""
        self._close()
        return {index for q in questions for index in self._found.get(q.id, ())}

    def tells(self, indexes: Iterable[int], question: Question) -> bool:
        """Return whether any of these passages gives the question away."""
        self._close()
        found, planted = (
            known.get(question.id, set()) for known in (self._found, self._planted)
        )
        return not (found.isdisjoint(indexes) and planted.isdisjoint(indexes))

    def _close(self) -> None:
        for quote, piece in self._quotes.touched([row.text for _, row in self._open]):
            question = self._questions[self._asked_by[quote]]
            self._found[question.id].add(self._open[piece][0])
        self._open = []


def _quotes(question: Question) -> Iterator[str]:
    yield from (item.quote for item in question.evidence if item.quote)
    yield from (p.text for p in question.plants if p.role is PlantRole.EVIDENCE)


def _shortest(question: Question) -> int:
    return SHORTEST_QUOTE if gold_of(question).checkable else SHORTEST_ALONE
