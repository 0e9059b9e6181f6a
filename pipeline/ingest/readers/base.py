"""What a reader promises: the bytes of one file in, what it holds out, nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from pipeline.records import Heading

LONGEST_LABEL: Final = 120
NO_TEXT_LAYER: Final = "no text layer"
"""The note of a page that shows pictures and holds no text."""


LOCKED: Final = "needs a password"
"""How the reason of a locked file begins: another password may open it."""
READ_BY_LOOK: Final = "no text layer; read by OCR"


def is_lasting(reason: str) -> bool:
    """Tell whether the same bytes would fail in the same way the next time."""
    return not reason.startswith(LOCKED)


class UnreadableError(Exception):
    """This file cannot be read, and why. It costs one row, never the run."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may need beside the bytes."""

    passwords: tuple[str, ...] = field(default=(), repr=False)
    """To try on what is locked; they are secrets and stand in no message."""
    ocr: bool = False
    """Read pages without a text layer by their look."""
    second_engine: bool = False
    """The first engine crashed, hung or ate the memory on this file."""
    most_bytes: int = 256 << 20
    """Of one file inside this file."""
    most_characters: int = 40_000_000
    """A reader may stop once it has more; the file is refused in any case."""


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as it was read; readers make it with `clean.page`."""

    label: str
    """What the document itself calls it: a printed page number, a heading."""
    text: str
    engine: str
    """The library that read this page."""
    raw: str | None = None
    """What the engine gave; `None` where cleaning changed line ends at most."""
    note: str | None = None
    """What is remarkable about it, such as `NO_TEXT_LAYER`."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the file: a member of an archive, an attachment."""

    name: str
    """As it is written there, which may be anything: never a place on disk."""
    data: bytes | None
    reason: str | None = None
    """Why there is no data."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file holds."""

    pages: Sequence[PageText]
    title: str | None = None
    details: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the file says of itself, such as its author."""
    outline: Sequence[Heading] = ()
    attached: Iterable[Attached] = ()
    """May be lazy: one is taken after the other, and only once."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format, read by the function `read` of the module of that name.

    The module is imported when it is first used: all of them together take a third of a
    second, which every command would wait for, and every worker.
    """

    name: str
    version: int
    has_second_engine: bool = False

    @property
    def id(self) -> str:
        return f"{self.name}@{self.version}"

    def read(self, data: bytes, options: Options) -> Contents:
        module = import_module(f"pipeline.ingest.readers.{self.name}")
        read: Callable[[bytes, Options], Contents] = module.read
        return read(data, options)

    def contents(self, data: bytes, options: Options) -> Contents:
        """Read, or raise `UnreadableError`, whatever the library makes of these bytes.

        `MemoryError` passes: it tells of a limit, not of the file.
        """
        try:
            return self.read(data, options)
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            message = f"cannot be read as {self.name} ({what[:300]})"
            raise UnreadableError(message) from error


def label(heading: str, fallback: str) -> str:
    """One line of at most 120 characters, never empty."""
    return " ".join(heading.split())[:LONGEST_LABEL].rstrip() or fallback
