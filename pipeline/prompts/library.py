"""Every passage of a corpus, ready to be chosen by size and rendered by reference."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.prompts.context import Passage
from pipeline.prompts.render import passage
from pipeline.records import Record
from pipeline.tokens import count
from pipeline.values.leaks import Facts, facts_of


class ChunkRow(Record):
    document: str
    ordinal: int
    page: int
    text: str
    path: str


class Library:
    """The corpus in memory: 13 MB of text for 20 annual reports."""

    def __init__(self, rows: Sequence[ChunkRow]) -> None:
        self._rows = {(row.document, row.ordinal): row for row in rows}

    def text(self, document: str, ordinal: int) -> str:
        """Return the passage as a prompt carries it, its heading first."""
        row = self._rows[document, ordinal]
        return passage(row.path, row.page, row.text)

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """Return every chunk that holds more than white space, counted as rendered."""
        return [
            Passage(row.document, row.ordinal, count(self.text(*key)))
            for key, row in self._rows.items()
            if row.text.strip()
        ]

    @cached_property
    def by_place(self) -> dict[tuple[str, int], Passage]:
        return {(p.document, p.ordinal): p for p in self.passages}

    @cached_property
    def facts(self) -> dict[tuple[str, int], Facts]:
        """Return what each chunk states, read once for all questions."""
        return {key: facts_of(row.text) for key, row in self._rows.items()}

    @cached_property
    def bare(self) -> dict[tuple[str, int], str]:
        """Return each chunk without white space: quotes are compared so."""
        return {key: "".join(row.text.split()) for key, row in self._rows.items()}

    def span(self, document: str, first: int, last: int) -> Iterator[Passage]:
        """Yield the passages of a contiguous span, in reading order."""
        for ordinal in range(first, last + 1):
            if found := self.by_place.get((document, ordinal)):
                yield found
