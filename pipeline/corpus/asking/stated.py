"""What the documents of a corpus state, and where: what questions are made of. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.corpus.facts import Fact, Facts, Value


class Statement(NamedTuple):
    """A sentence or row of a document."""

    document: str
    """Its path below the corpus folder, with its suffix."""
    text: str
    facts: tuple[Fact, ...]
    mentions: tuple[Fact, ...] = ()
    in_table: bool = False
    page: int = 1
    """Counted from 1; the same words on another page are another statement."""


class Stated:
    """All statements of a corpus, with indexes by fact, by name and by document."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._at: Final[dict[Fact, list[Statement]]] = defaultdict(list)
        self._mentioned: Final[dict[Fact, list[Statement]]] = defaultdict(list)
        self._within: Final[dict[str, list[Fact]]] = defaultdict(list)
        self._naming: Final[dict[Value, set[str]]] = defaultdict(set)
        self._tellings: Final[Counter[Value]] = Counter()
        for statement in statements:
            self._within[statement.document] += statement.facts
            for fact in statement.facts:
                self._at[fact].append(statement)
            for fact in statement.mentions:
                self._mentioned[fact].append(statement)
            told = (*statement.facts, *statement.mentions)
            names = {name for fact in told for name in (fact.subject, fact.value)}
            self._tellings.update(names)
            for name in names:
                self._naming[name].add(statement.document)
        self.facts: Final = Facts(self._at)
        """Only what some document states."""

    @property
    def places(self) -> Mapping[Fact, Sequence[Statement]]:
        return self._at

    def tellings(self, name: Value) -> int:
        """Return how many statements hold it, as a subject or as a value."""
        return self._tellings[name]

    def named_together(self, name: Value, other: Value) -> bool:
        """Return whether a document has statements of both."""
        mine, its = self._naming.get(name, set()), self._naming.get(other, set())
        return not mine.isdisjoint(its)

    def in_one_document(self, facts: Iterable[Fact]) -> bool:
        """Return whether a document states all of them."""
        each = [{one.document for one in self._at.get(fact, ())} for fact in facts]
        return bool(each) and bool(set[str].intersection(*each))

    def beside(self, fact: Fact) -> Sequence[Fact]:
        """Return what the documents that state it state of the same relation."""
        documents = dict.fromkeys(one.document for one in self._at.get(fact, ()))
        return [
            other
            for document in documents
            for other in self._within[document]
            if other.relation == fact.relation
        ]

    @property
    def mentions(self) -> Mapping[Fact, Sequence[Statement]]:
        return self._mentioned
