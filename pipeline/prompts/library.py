"""Every passage of a corpus, ready to be chosen by size and rendered by reference."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from pipeline.prompts.context import Passage
from pipeline.prompts.render import passage
from pipeline.records import Record
from pipeline.tokens import count
from pipeline.values.leaks import Facts, facts_of

_BORDER = re.compile(r"\n+|(?<=[.!?;])\s+")


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

    def text(self, document: str, ordinal: int, end: int | None = None) -> str:
        """Return the passage as a prompt carries it, its heading first."""
        row = self._rows[document, ordinal]
        return passage(row.path, row.page, row.text[:end])

    def beginnings(self, whole: Passage) -> Sequence[Passage]:
        """Return the passage cut at each of its line and sentence ends but the last."""
        text = self._rows[whole.chunk].text
        ends = [border.end() for border in _BORDER.finditer(text)]
        return [
            replace(whole, tokens=count(self.text(*whole.chunk, end)), end=end)
            for end in ends
            if text[:end].strip() and text[end:].strip()
        ]

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

    def holding(self, quote: str) -> set[tuple[str, int]]:
        """Return the chunks that a quote touches wherever it stands, space aside."""
        bare = "".join(quote.split())
        found: set[tuple[str, int]] = set()
        for chunks, ends, text in self._documents.values():
            start = text.find(bare)
            while start >= 0 and bare:
                first = bisect_right(ends, start)
                last = bisect_right(ends, start + len(bare) - 1)
                found.update(chunks[first : last + 1])
                start = text.find(bare, start + 1)
        return found

    @cached_property
    def _documents(self) -> dict[str, tuple[list[tuple[str, int]], list[int], str]]:
        """Return each document's chunks, where each ends, and its text, all bare."""
        chunks: dict[str, list[tuple[str, int]]] = {}
        for key in sorted(self._rows):
            chunks.setdefault(key[0], []).append(key)
        documents: dict[str, tuple[list[tuple[str, int]], list[int], str]] = {}
        for document, keys in chunks.items():
            bare = ["".join(self._rows[key].text.split()) for key in keys]
            ends = list(accumulate(len(text) for text in bare))
            documents[document] = (keys, ends, "".join(bare))
        return documents

    def span(self, document: str, first: int, last: int) -> Iterator[Passage]:
        """Yield the passages of a contiguous span, in reading order."""
        for ordinal in range(first, last + 1):
            if found := self.by_place.get((document, ordinal)):
                yield found
