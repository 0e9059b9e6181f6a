"""What an importer is: it recognises a row's shape and says what the row means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from pipeline.records import AnswerType, Evidence

Row: TypeAlias = Mapping[str, Any]
"""One JSON object of a question file."""


class RowError(Exception):
    """This row cannot be used; the message says why, for people."""


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


class Importer(Protocol):
    def recognises(self, row: Row) -> bool: ...

    def read(self, row: Row) -> Draft:
        """Raise `RowError` for a row that lacks what a question needs."""
        ...
