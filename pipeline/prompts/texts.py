"""Chunk numbers in, passages out: from memory, or else from the store."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from pipeline.prompts.render import heading, passage
from pipeline.records import Record

MOST_CHARACTERS: Final = 400_000_000
"""Of text that is kept in memory; what is beyond is fetched again when it is shown."""


class ShownChunk(Record):
    """A chunk, and the path that its document has in the corpus."""

    number: int
    document: str
    ordinal: int
    page: int
    text: str
    path: str

    @property
    def passage(self) -> str:
        """The whole of it, as a prompt carries it."""
        return passage(heading(self.path, self.page), self.text)


Fetch = Callable[[Sequence[int]], Iterable[ShownChunk]]
"""The rows of some chunks, by number, in any order."""


class Texts:
    """What a prompt shows of each chunk. Any thread may ask."""

    def __init__(self, fetch: Fetch, most_characters: int = MOST_CHARACTERS) -> None:
        self._fetch = fetch
        self._kept: dict[int, str] = {}
        self._room = most_characters

    def keep(self, number: int, text: str) -> None:
        """Remember a passage while there is room."""
        self._room -= len(text)
        if self._room >= 0:
            self._kept[number] = text

    def of(self, numbers: Sequence[int]) -> list[str]:
        """Return each as a prompt carries it, in the order asked for."""
        missing = [number for number in numbers if number not in self._kept]
        if not missing:
            return [self._kept[number] for number in numbers]
        found = {chunk.number: chunk.passage for chunk in self._fetch(missing)}
        return [self._kept.get(number) or found[number] for number in numbers]
