"""Cut pages into spans of a bounded number of tokens that together lose nothing."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.ingest.readers.base import PageText
from pipeline.tokens import count, split_at

SMALLEST_SIZE: Final = 4
"""No character of Unicode takes more tokens."""
_CHARACTERS_PER_TOKEN: Final = 8
"""More than text has, so that a window of this many holds a full chunk."""

_LINES = re.compile(r"[^\n]*\n\s*|[^\n]+")
_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"')\]\u201d\u2019]))\s+"
    r"|(?<=[\u3002\uff01\uff1f])(?![\u3002\uff01\uff1f])\s*"  # Chinese, Japanese
)


class Border(IntEnum):
    """How good a place to cut the end of a segment is."""

    TOKEN = 0
    SENTENCE = 1
    LINE = 2
    PARAGRAPH = 3


class Span(NamedTuple):
    """A chunk before it has a document: its page counts from 1."""

    page: int
    text: str
    tokens: int


class _Segment(NamedTuple):
    text: str
    tokens: int
    border: Border


def chunk(pages: Sequence[PageText], *, size: int) -> Iterator[Span]:
    """Yield spans of at most `size` tokens, none across two pages.

    The spans of a page, joined, are its text. A span ends with the white space after
    its last word, at the best border found in the second half of what fits.
    """
    if size < SMALLEST_SIZE:
        message = f"size must be at least {SMALLEST_SIZE}, got {size=}"
        raise ValueError(message)
    for number, page in enumerate(pages, 1):
        for text, tokens in _cut(page.text, size):
            yield Span(number, text, tokens)


def _cut(text: str, size: int) -> Iterator[tuple[str, int]]:
    waiting: list[_Segment] = []
    filled = 0
    for segment in _segments(text, size):
        while waiting and filled + segment.tokens > size:
            taken = _best_end(waiting, size)
            yield from _verified("".join(s.text for s in waiting[:taken]), size)
            del waiting[:taken]
            filled = sum(s.tokens for s in waiting)
        waiting.append(segment)
        filled += segment.tokens
    if waiting:
        yield from _verified("".join(s.text for s in waiting), size)


def _best_end(segments: Sequence[_Segment], size: int) -> int:
    """How many of these, which fit together, to take: up to the best late border."""
    best, border, filled = len(segments), -1, 0
    for number, segment in enumerate(segments, 1):
        filled += segment.tokens
        late = 2 * filled >= size or number == len(segments)
        if late and segment.border >= border:
            best, border = number, segment.border
    return best


def _verified(text: str, size: int) -> Iterator[tuple[str, int]]:
    """Count the joined text: its parts may make more tokens together than apart."""
    while text:
        tokens = count(text)
        if tokens <= size:
            yield text, tokens
            return
        head = _head(text, size)
        yield head, count(head)
        text = text[len(head) :]


def _segments(text: str, size: int) -> Iterator[_Segment]:
    for line in _LINES.findall(text):
        border = Border.PARAGRAPH if line.count("\n") > 1 else Border.LINE
        tokens = count(line)
        if 4 * tokens <= size:
            yield _Segment(line, tokens, border)
        else:
            yield from _sentences(line, border, size)


def _sentences(line: str, border: Border, size: int) -> Iterator[_Segment]:
    ends = {found.end() for found in _SENTENCE_END.finditer(line)} | {len(line)}
    for start, end in pairwise(sorted({0} | ends)):
        sentence = line[start:end]
        last = border if end == len(line) else Border.SENTENCE
        tokens = count(sentence)
        if tokens <= size:
            yield _Segment(sentence, tokens, last)
        else:
            yield from _heads(sentence, last, size)


def _heads(text: str, border: Border, size: int) -> Iterator[_Segment]:
    """Cut what has no border inside: a table row of a page, a line of base64."""
    while text:
        head = _head(text, size)
        text = text[len(head) :]
        yield _Segment(head, count(head), Border.TOKEN if text else border)


def _head(text: str, size: int) -> str:
    """Return the longest start of `text`, cut between tokens, that is not over size."""
    window = text[: size * _CHARACTERS_PER_TOKEN]
    wanted = size
    while True:
        head = window[: split_at(window, wanted)]
        if len(head) == 1 or count(head) <= size:
            return head
        wanted -= 1
