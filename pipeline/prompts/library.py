"""A corpus read once: every passage with its size and key, its text kept or fetched."""

import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.prompts.context import Passage
from pipeline.prompts.cuts import beginnings
from pipeline.prompts.identity import passage_digest
from pipeline.prompts.mixing import Keys, key_of
from pipeline.prompts.render import heading, passage, passage_ends
from pipeline.prompts.texts import Texts
from pipeline.records import Record
from pipeline.tokens import count_within


class ChunkRow(Record):
    """A chunk, or one with a planted fact beside its text."""

    number: int
    document: str
    ordinal: int
    page: int
    text: str
    tokens: int
    path: str


class Watcher(Protocol):
    """Sees every passage in reading order while the corpus is read."""

    def see(self, index: int, row: ChunkRow) -> None:
        """Take in the passage that has this index in the library."""


class Library:
    """The passages of a corpus, by index; a chunk of white space alone is none.

    Behind them stand those that `plant` adds. The arrays are of the stored ones alone,
    and so is what distractors are chosen from: a fact is shown to its own question.
    """

    def __init__(
        self, rows: Iterable[ChunkRow], texts: Texts, watchers: Sequence[Watcher] = ()
    ) -> None:
        self.passages: list[Passage] = []
        self.digests: list[bytes] = []
        """Of the text of each passage, as a prompt carries it."""
        self.documents: list[str] = []
        self.texts = texts
        self._starts: dict[str, int] = {}
        self._beginnings: dict[int, Sequence[Passage]] = {}
        self._document_of = array("i")
        self._ordinals = array("q")
        self._hosts: dict[int, int] = {}
        self._planted: dict[int, int] = {}
        for row in rows:
            if row.text.strip():
                self._add(row)
                for watcher in watchers:
                    watcher.see(len(self.passages) - 1, row)
        self.tokens = np.array([p.tokens for p in self.passages], dtype=np.int64)
        self.document_of = np.array(self._document_of, dtype=np.int32)
        """Per passage, the index of its document in `documents`."""
        self.keys: Keys = np.frombuffer(
            b"".join(digest[:8] for digest in self.digests), dtype=np.uint64
        )
        self.document_keys: Keys = np.array(
            [key_of(document) for document in self.documents], dtype=np.uint64
        )

    def plant(
        self, rows: Iterable[ChunkRow], see: Callable[[int, ChunkRow], None]
    ) -> None:
        """Add passages with a planted fact; `see` takes each in, with its index."""
        for row in rows:
            index = len(self.passages)
            (self._hosts[index],) = self.span(row.document, row.ordinal, row.ordinal)
            self._planted[row.number] = index
            self._keep(row)
            see(index, row)

    def planted(self, number: int) -> int:
        """Return the index of the planted passage that has this number."""
        return self._planted[number]

    def is_planted(self, index: int) -> bool:
        return index in self._hosts

    def place(self, index: int) -> int:
        """Return where a passage stands in reading order: a planted one as its host."""
        return self._hosts.get(index, index)

    def _add(self, row: ChunkRow) -> None:
        if not self.documents or self.documents[-1] != row.document:
            self.documents.append(row.document)
            self._starts[row.document] = len(self.passages)
        self._ordinals.append(row.ordinal)
        self._document_of.append(len(self.documents) - 1)
        self._keep(row)

    def _keep(self, row: ChunkRow) -> None:
        head = heading(row.path, row.page)
        size = count_within(row.text, row.tokens, *passage_ends(head))
        index = len(self.passages)
        self.passages.append(Passage(index, row.number, row.document, size))
        text = passage(head, row.text)
        self.digests.append(passage_digest(text))
        self.texts.keep(row.number, text)

    def span(self, document: str, first: int = 0, last: int = sys.maxsize) -> list[int]:
        """Return the indexes of a document's passages, from one ordinal to another.

        None of them is planted.
        """
        start = self._starts.get(document)
        if start is None:
            return []
        found: list[int] = []
        for index in range(start, len(self._ordinals)):
            ordinal = self._ordinals[index]
            if self.passages[index].document != document or ordinal > last:
                break
            if ordinal >= first:
                found.append(index)
        return found

    def size(self, indexes: Iterable[int]) -> int:
        """Return what some passages come to in tokens."""
        return sum(self.passages[index].tokens for index in indexes)

    def of_documents(self, documents: Iterable[str]) -> NDArray[np.bool_]:
        """Return which passages are of one of these documents."""
        wanted = set(documents)
        named = [document in wanted for document in self.documents]
        return np.array(named, dtype=np.bool_)[self.document_of]

    def beginnings(self, whole: Passage) -> Sequence[Passage]:
        """Return the passage cut at its line and sentence ends, but for the last.

        Where it has few of them, between words; where it has few words, anywhere.
        """
        if whole.index not in self._beginnings:
            (text,) = self.texts.of([whole.chunk])
            self._beginnings[whole.index] = [
                replace(whole, tokens=tokens, end=end)
                for end, tokens in beginnings(text)
            ]
        return self._beginnings[whole.index]
