"""A question with what the store knows of its evidence, and what checks say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records import Flag, Located, Question


class Finding(NamedTuple):
    """A flag, before it is known by which set and corpus."""

    flag: str
    detail: str
    value: float | None = None

    def row(self, corpus: str, question: Question, model: str = "") -> Flag:
        return Flag(
            corpus=corpus,
            collection=question.collection,
            question=question.id,
            flag=self.flag,
            model=model,
            value=self.value,
            detail=self.detail,
        )


class Place(NamedTuple):
    """A chunk of the corpus."""

    document: str
    ordinal: int


class Shown(NamedTuple):
    """A passage as a reader sees it."""

    path: str
    page: int
    text: str

    def __str__(self) -> str:
        return f"{self.path} p.{self.page}"


class Reading(NamedTuple):
    """What a reader is asked, and the passages that it is shown."""

    question: Question
    evidence: Sequence[Shown]
    companions: Sequence[Shown]
    """What is planted beside its facts."""
    near: Sequence[Shown]

    @property
    def shown(self) -> Sequence[Shown]:
        return (*self.evidence, *self.companions, *self.near)


@dataclass(frozen=True, slots=True)
class Case:
    question: Question
    located: Sequence[Located] = ()
    """Companions too; empty where the evidence is not there, or none is needed."""
    unlocated: str = ""
    """Why its evidence is not in the corpus."""

    @property
    def evidence(self) -> Sequence[Place]:
        """The stored chunks that are its evidence, each once, in the order given."""
        places = [
            Place(row.document, ordinal)
            for row in self.located
            if row.planted is None
            for ordinal in range(row.first_chunk, row.last_chunk + 1)
        ]
        return list(dict.fromkeys(places))

    @property
    def hosts(self) -> Sequence[Place]:
        """The chunks that its facts are planted beside."""
        return [
            Place(row.document, row.first_chunk)
            for row in self.located
            if row.planted is not None
        ]

    @property
    def checkable(self) -> bool:
        """Whether it has an answer whose evidence is known."""
        return self.question.answerable and bool(self.located)
