"""What an importer is: it recognises a row's shape and says what the row means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from pipeline.records import AnswerType, Evidence, Plant

_PART: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,119}[A-Za-z0-9_-])?")
_MOST_PARTS: Final = 3
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever its ending."""

Row: TypeAlias = Mapping[str, Any]
"""One object of a question file."""


class RowError(Exception):
    """This row cannot be used; the message says why, for people."""


class Context(NamedTuple):
    """A text that a row carries with it: it becomes a document of a corpus."""

    name: str
    """A path in the corpus, such as `squad/Normans-1f2e3d4c.txt`: the same for the
    same text, and safe as a file name anywhere."""
    text: str


def check_name(name: str) -> None:
    """Raise `RowError` for what names no file below a folder, on any system.

    All names of files that come from a row pass here: of what a row says, nothing else
    ever names a file.
    """
    parts = name.split("/")
    if len(parts) > _MOST_PARTS or not all(
        _PART.fullmatch(part) and not _DEVICE.fullmatch(part) for part in parts
    ):
        message = f"the text it carries cannot be a file {name!r:.80}"
        raise RowError(message)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as its row says it, before it is typed and named."""

    text: str
    answers: tuple[str, ...]
    id: str | None = None
    answer_type: AnswerType | None = None
    choices: tuple[str, ...] = ()
    unit: str | None = None
    unanswerable: bool = False
    evidence: tuple[Evidence, ...] = ()
    category: str | None = None
    twin_of: str | None = None
    note: str | None = None
    plants: tuple[Plant, ...] = ()
    contexts: tuple[Context, ...] = ()


class Importer(Protocol):
    def recognises(self, row: Row) -> bool: ...

    def unfold(self, row: Row) -> Iterable[tuple[str, Row]]:
        """Yield the rows inside a row that holds many questions, each with its place.

        The place is a path such as `paragraphs[2].qas[1]`; a row of one question is
        yielded as it is, at "".
        """
        ...

    def read(self, row: Row) -> Draft:
        """Raise `RowError` for a row that lacks what a question needs."""
        ...


class OneQuestion:
    """What importers share whose rows hold one question each."""

    def unfold(self, row: Row) -> Iterable[tuple[str, Row]]:
        return [("", row)]
