"""What a reader promises: the bytes of one file in, its pages out, nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

LONGEST_LABEL: Final = 120


class UnreadableError(Exception):
    """This file cannot be read, and why. It costs one row, never the run."""


@dataclass(frozen=True, slots=True)
class PageText:
    label: str
    """What the document itself calls it: a printed page number, a heading."""
    text: str
    engine: str
    """The library that read this page."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. Raise `version` with every change to the text it gives."""

    name: str
    version: int
    read: Callable[[bytes], Sequence[PageText]]

    @property
    def id(self) -> str:
        return f"{self.name}@{self.version}"

    def pages(self, data: bytes) -> Sequence[PageText]:
        """Read, or raise `UnreadableError`, whatever the library makes of these bytes.

        `MemoryError` passes: it tells of a limit, not of the file.
        """
        try:
            return self.read(data)
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            message = f"cannot be read as {self.name} ({what[:300]})"
            raise UnreadableError(message) from error


def label(heading: str, fallback: str) -> str:
    """One line of at most 120 characters, never empty."""
    return " ".join(heading.split())[:LONGEST_LABEL].rstrip() or fallback
