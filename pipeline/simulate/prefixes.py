"""Which beginnings of prompts a model has seen: its provider's cache."""

from collections import OrderedDict
from hashlib import blake2b
from itertools import islice
from typing import Final

BLOCK: Final = 4_096
"""Bytes of a prompt that are cached together, about 900 tokens."""
_MOST: Final = 200_000
"""Blocks remembered, each by a digest of 16 bytes; the oldest are forgotten first."""


class Prefixes:
    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def cached(self, scope: str, prompt: bytes) -> int:
        """Return how many bytes were seen at the start of an earlier prompt.

        From now on this one is an earlier prompt.
        """
        digest = blake2b(scope.encode(), digest_size=16)
        ends = range(BLOCK, len(prompt) + 1, BLOCK)
        blocks: list[bytes] = []
        for end in ends:
            digest.update(prompt[end - BLOCK : end])
            blocks.append(digest.digest())
        known = next(
            (n for n, block in enumerate(blocks) if block not in self._seen),
            len(blocks),
        )
        self._seen.update(dict.fromkeys(blocks))
        for old in list(islice(self._seen, max(0, len(self._seen) - self._most))):
            del self._seen[old]
        return known * BLOCK
