"""The chunks of a document in; its words in one row, and where each stands, out."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from pipeline.questions.locating.words import words_of

_BLOCK: Final = 1_000
"""Words; most pages have fewer, a text file is one page of any length."""
_SHORT: Final = 24
"""Letters of a quote that may be found inside longer words by chance."""


class PageChunks(NamedTuple):
    """One page as its chunks: their ordinals and texts, in reading order."""

    number: int
    label: str
    ordinals: Sequence[int]
    texts: Sequence[str]


class Span(NamedTuple):
    """A run of chunks, and the pages that it begins and ends on."""

    first_page: int
    last_page: int
    first_chunk: int
    last_chunk: int

    def holds(self, page: int) -> bool:
        return self.first_page <= page <= self.last_page


class Outline:
    """What a document's pages are called, and the chunks of each; without the text."""

    def __init__(self, document: str, pages: Iterable[PageChunks]) -> None:
        self.document = document
        self._labelled: dict[str, list[int]] = {}
        self.chunks: dict[int, Span | None] = {}
        """Page number -> all its chunks; `None` where it has no text."""
        for page in pages:
            self._labelled.setdefault(_label(page.label), []).append(page.number)
            number, ordinals = page.number, page.ordinals
            self.chunks[number] = (
                Span(number, number, ordinals[0], ordinals[-1]) if ordinals else None
            )

    def labelled(self, label: str | None) -> Sequence[int]:
        """Return the pages that have this number printed on them."""
        return self._labelled.get(_label(label), ()) if label else ()

    @property
    def whole(self) -> Span | None:
        """All chunks of the document."""
        held = [span for span in self.chunks.values() if span]
        if not held:
            return None
        first, last = held[0], held[-1]
        return Span(
            first.first_page, last.last_page, first.first_chunk, last.last_chunk
        )


class DocumentText:
    """The words of a document, and the letters that they make when joined."""

    def __init__(self, pages: Sequence[PageChunks]) -> None:
        self.numbers = [page.number for page in pages]
        self._place = {number: place for place, number in enumerate(self.numbers)}
        self._chunks = [chunk for page in pages for chunk in page.ordinals]
        known: dict[str, str] = {}
        self.words: list[str] = []
        chunk_ends: list[int] = []
        page_ends: list[int] = []
        for page in pages:
            for text in page.texts:
                words = words_of(text)
                self.words += map(known.setdefault, words, words)  # each kept once
                chunk_ends.append(len(self.words))
            page_ends.append(len(self.words))
        self._chunk_ends = chunk_ends
        self._page_ends = page_ends
        self._letters = "".join(self.words)
        self._ends = array("Q", accumulate(map(len, self.words)))

    @cached_property
    def blocks(self) -> Sequence[tuple[int, int]]:
        """Where each page begins and ends, by word; of a long page, each part."""
        return [
            (start, min(start + _BLOCK, stop))
            for page_start, stop in pairwise((0, *self._page_ends))
            for start in range(page_start, stop, _BLOCK)
        ]

    @cached_property
    def by_word(self) -> Mapping[str, Sequence[int]]:
        """The blocks that hold each word, by place."""
        found: dict[str, list[int]] = {}
        for place, (start, stop) in enumerate(self.blocks):
            for word in set(self.words[start:stop]):
                found.setdefault(word, []).append(place)
        return found

    def blocks_of(self, number: int) -> range:
        """Return the blocks of a page, by place."""
        place = self._place[number]
        ends = (self._page_ends[place - 1] if place else 0, self._page_ends[place])
        first, last = (bisect_left(self.blocks, (end, 0)) for end in ends)
        return range(first, last)

    def following(self, block: int, words: int) -> tuple[int, int]:
        """Return a block and the next, and more where they hold not half of `words`."""
        start, _ = self.blocks[block]
        _, stop = self.blocks[min(block + 1, len(self.blocks) - 1)]
        if 2 * (stop - start) < words:
            stop = min(start + _BLOCK + words, len(self.words))
        return start, stop

    def chunk_at(self, word: int) -> int:
        """Return the ordinal of the chunk that a word stands in."""
        return self._chunks[bisect_right(self._chunk_ends, word)]

    def page_at(self, word: int) -> int:
        return self.numbers[bisect_right(self._page_ends, word)]

    def span(self, first: int, last: int) -> Span:
        """Return what lies between two words, both included."""
        return Span(
            self.page_at(first),
            self.page_at(last),
            self.chunk_at(first),
            self.chunk_at(last),
        )

    def exact(self, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the first and last word of where all pieces stand, once for each page.

        The page is that on which the first begins; the others follow in order, up to
        the end of the next.
        """
        place, count = 0, len(self.numbers)
        while place < count:
            start = self._letter(self._page_ends[place - 1] if place else 0)
            at = self._find(pieces[0], start, len(self._letters))
            if at < 0:
                return
            place = bisect_right(self._page_ends, self._word(at))
            if found := self._rest(pieces, at, place):
                yield self._word(found[0]), self._word(found[1] - 1)
            place += 1

    def _rest(
        self, pieces: Sequence[str], start: int, place: int
    ) -> tuple[int, int] | None:
        """Return where all pieces begin and end, the first of them from `start`."""
        end = start + len(pieces[0])
        if len(pieces) == 1:
            return start, end
        next_page = min(place + 1, len(self.numbers) - 1)
        reach = self._letter(self._page_ends[next_page]) + sum(map(len, pieces))
        for piece in pieces[1:]:
            at = self._find(piece, end, reach)
            if at < 0:
                return None
            end = at + len(piece)
        at = end
        for piece in reversed(pieces):  # a first piece that is repeated: the last one
            at = self._letters.rfind(piece, start, at)
        return at, end

    def _letter(self, word: int) -> int:
        """Return where the letters of a word begin."""
        return self._ends[word - 1] if word else 0

    def _word(self, letter: int) -> int:
        return bisect_right(self._ends, letter)

    def _find(self, piece: str, start: int, stop: int) -> int:
        """Return where a piece begins from `start` and before `stop`, or -1."""
        limit = stop + len(piece) - 1
        while (at := self._letters.find(piece, start, limit)) >= 0:
            if self._fits(piece, at):
                return at
            start = self._ends[bisect_right(self._ends, at)]
        return -1

    def _fits(self, piece: str, at: int) -> bool:
        """Return whether a short piece, or a number at an end, is no part of more."""
        short = len(piece) < _SHORT
        end = at + len(piece)
        return not ((short or piece[0].isdecimal()) and not self._is_edge(at)) and not (
            (short or piece[-1].isdecimal()) and not self._is_edge(end)
        )

    def _is_edge(self, letter: int) -> bool:
        return not letter or self._ends[bisect_left(self._ends, letter)] == letter


def _label(label: str) -> str:
    return " ".join(label.split()).casefold()
