"""What a call must know of the text that it asks. Pure."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

from pipeline.records import Cache


class Text(Protocol):
    """A `Prompt`, or any other text that a model is to be asked."""

    @property
    def id(self) -> str:
        """Content id of the exact text."""
        ...

    @property
    def tokens(self) -> int:
        """Its size in reference tokens."""
        ...

    @property
    def cache(self) -> Cache: ...

    @property
    def repeat(self) -> int | None:
        """The repeat it is for; `None` is every one."""
        ...

    @property
    def context(self) -> tuple[Hashable, ...]:
        """What it has in common with texts that begin like it."""
        ...


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text without documents: of no question, no layout and no template."""

    id: str
    tokens: int
    cache: Cache = Cache.COLD
    repeat: int | None = None

    @property
    def context(self) -> tuple[Hashable, ...]:
        return (self.id,)
