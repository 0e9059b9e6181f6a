"""Cut pages into spans of a bounded number of tokens that together lose nothing."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from pipeline.ingest.readers.base import PageText
from pipeline.tokens import count, token_ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMALLEST_SIZE: Final = 4
"""No character of Unicode takes more tokens."""

# How good a place to cut is; what is not whole is no place at all.
_INSIDE_CHARACTER: Final = 0
_INSIDE_TABLE: Final = 1
"""Of a table that fits into a chunk."""
_TOKEN: Final = 2
_SENTENCE: Final = 3
_LINE: Final = 4
_PARAGRAPH: Final = 5

_LINE_END = re.compile(r"\n(?:[ \t]*+\n)*+(?!/)")
"""Where no token goes across, wherever space, tab and LF are the only white space: a
count of tokens on its two sides adds up (`pipeline.tokens`)."""
_SENTENCE_END = re.compile(r"(?:[.!?]|[.!?][\"')\]\u201d\u2019])(?= )")
"""The same. The white space is left to what follows, as the tokens have it."""
_FULL_STOPS: Final = "\u3002\uff01\uff1f"
_FULL_STOP_END = re.compile(f"[{_FULL_STOPS}](?![{_FULL_STOPS}])")
"""Chinese, Japanese: tokens may go across."""
_ODD_SPACES: Final = "".join(
    character
    for character in map(chr, range(0x3001))
    if character.isspace() and character not in " \t\n"
)
"""To look for each of them takes less time than one pass with a pattern."""

_FIGURE = (
    r"(?:[$\u20ac\u00a3] ?)?\(?[+-]?\d[\d.,]*\)?%?|[\u2013\u2014-]+|[$\u20ac\u00a3]"
)
_FIGURES_END = re.compile(rf"(?:^|\s)(?:{_FIGURE}) +(?:{_FIGURE}) *$")
_ROW_END: Final = 48
"""How many characters at the end of a line the figures are looked for in."""
_WORD_BACK: Final = 12
"""How many tokens a cut goes back to the border of a word."""


class Span(NamedTuple):
    """A chunk before it has a document: its page counts from 1."""

    page: int
    text: str
    tokens: int
    lead: int
    """How many characters before it on its page overlap into it."""


def chunk(pages: Sequence[PageText], *, size: int, overlap: int = 0) -> Iterator[Span]:
    """Yield spans of at most `size` tokens, none across two pages.

    The spans of a page, joined, are its text; each is cut between two tokens, at the
    best border found in the second half of what fits. A table that fits into a span
    is not cut. `lead` reaches back over the `overlap` tokens before a span.
    """
    if size < SMALLEST_SIZE:
        message = f"size must be at least {SMALLEST_SIZE}, got {size=}"
        raise ValueError(message)
    for number, page in enumerate(pages, 1):
        if page.text:
            for text, tokens, lead in _Page(page.text, size).cut(overlap):
                yield Span(number, text, tokens, lead)


class _Page:
    """One text, where its tokens end, and how good each of these places is."""

    def __init__(self, text: str, size: int) -> None:
        self._text = text
        self._size = size
        self._ends = token_ends(text)
        self._exact = np.zeros(len(self._ends), dtype=np.bool_)
        """Where the counts of both sides add up."""
        self._rank = np.full(len(self._ends), _TOKEN, dtype=np.int8)
        if len(self._ends) > size:
            self._grade()
        self._exact[-1] = True

    def _grade(self) -> None:
        text, rank = self._text, self._rank
        sound = not any(space in text for space in _ODD_SPACES)
        if any(stop in text for stop in _FULL_STOPS):
            self._mark(_FULL_STOP_END, _SENTENCE, exact=False)
        self._mark(_SENTENCE_END, _SENTENCE, exact=sound)
        self._mark(_LINE_END, _LINE, exact=sound)
        for first, last in self._tables():
            rank[first:last] = _INSIDE_TABLE
        rank[:-1][self._ends[:-1] == self._ends[1:]] = _INSIDE_CHARACTER

    def _mark(self, border: re.Pattern[str], rank: int, *, exact: bool) -> None:
        found = [
            (m.end(), rank + (m[0].count("\n") > 1))
            for m in border.finditer(self._text)
        ]
        if not found:
            return
        marks: NDArray[np.int64] = np.array(found, dtype=np.int64)
        places, ranks = marks[:, 0], marks[:, 1]
        at: NDArray[np.intp] = np.searchsorted(self._ends, places, "right") - 1
        there: NDArray[np.bool_] = (at >= 0) & (self._ends[at] == places)
        self._rank[at[there]] = ranks[there]
        self._exact[at[there]] = exact

    def _tables(self) -> Iterator[tuple[int, int]]:
        """Yield the places inside each table that fits: first, one past the last."""
        for start, end in _tables(self._text):
            first = int(np.searchsorted(self._ends, start, side="right"))
            last = int(np.searchsorted(self._ends, end, side="left"))
            if last + 1 - first <= self._size:
                yield first, last

    def cut(self, overlap: int) -> Iterator[tuple[str, int, int]]:
        start = 0
        while start < len(self._ends):
            end, tokens = self._counted(start)
            begin = self._place(start)
            lead = begin - self._place(max(0, start - overlap))
            yield self._text[begin : self._place(end)], tokens, lead
            start = end

    def _place(self, token: int) -> int:
        """Return where in the text that token begins."""
        return int(self._ends[token - 1]) if token else 0

    def _counted(self, start: int) -> tuple[int, int]:
        """Return one past the last token of the next span, and how many it has.

        Cut inside what tiktoken merges as one, the parts may make more tokens alone.
        """
        size = self._size
        while True:
            end = self._best_end(start, size)
            if self._exact[end - 1] and (not start or self._exact[start - 1]):
                return end, end - start
            tokens = count(self._text[self._place(start) : self._place(end)])
            if tokens <= self._size:
                return end, tokens
            size = end - start - 1

    def _best_end(self, start: int, size: int) -> int:
        stop = min(start + size, len(self._ends))
        if stop == len(self._ends):
            return stop
        late = start + (size + 1) // 2 - 1
        for first in (late, start):
            ranks = self._rank[first:stop]
            best = int(ranks.max(initial=0))
            if best >= _SENTENCE:
                return stop - int(np.argmax(ranks[::-1] == best))
        return self._word_end(start, stop)

    def _word_end(self, start: int, stop: int) -> int:
        """Return the last place between two words, or else between two tokens."""
        for least in (_TOKEN, _INSIDE_TABLE):
            fit = [
                end for end in range(stop, start, -1) if self._rank[end - 1] >= least
            ]
            if fit:
                spaced = (
                    e for e in fit[:_WORD_BACK] if self._text[self._place(e)] == " "
                )
                return next(spaced, fit[0])
        # Of one character's tokens the last is within four of any.
        return int(np.searchsorted(self._ends, int(self._ends[start]), side="right"))


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each run of two or more rows begins and ends."""
    start, rows, place = 0, 0, 0
    for line in text.split("\n"):
        if _is_row(line):
            start = start if rows else place
            rows += 1
        else:
            if rows > 1:
                yield start, place
            rows = 0
        place += len(line) + 1
    if rows > 1:
        yield start, len(text)


def _is_row(line: str) -> bool:
    """Whether a line has a cell border, or ends in two figures."""
    if " | " in line or "\t" in line:
        return True
    last = line.rstrip()[-1:]
    figure = last.isdigit() or last in {")", "%", "-", "\u2013", "\u2014"}
    return figure and _FIGURES_END.search(line[-_ROW_END:]) is not None
