"""Where a text holds any of many strings, in one pass over it. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from ahocorasick_rs import BytesAhoCorasick


class Literals:
    def __init__(self, literals: Sequence[str]) -> None:
        """Take strings of which none is empty; one may be there twice."""
        self._lengths: Final = [len(one) for one in literals]
        self._automaton: Final = BytesAhoCorasick([_encoded(one) for one in literals])

    def places(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield (which, start, end) of each, those within others too, by their ends."""
        data = _encoded(text)
        found = self._automaton.find_matches_as_indexes(data, overlapping=True)
        if len(data) == len(text):
            yield from found
            return
        at, characters = 0, 0
        for which, _, end in found:
            characters += len(data[at:end].decode("utf-8", "surrogatepass"))
            at = end
            yield which, characters - self._lengths[which], characters


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
