"""The facts of planted questions become passages: the text of a chunk, and the fact.

The stored chunk stays as it is. A passage is stored once, by what it says, so questions
that share a fact in one place share it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from pipeline.questions.paths import documents_by_path
from pipeline.records import (
    Chunk,
    Located,
    Plant,
    PlantedChunk,
    Question,
    Record,
    Unlocated,
    content_id,
)
from pipeline.store import Store
from pipeline.tokens import count

_LONGEST_NAME: Final = 80

_Place: TypeAlias = tuple[str, int]
"""Document and ordinal of a chunk."""


class Planted(NamedTuple):
    """Where the facts of questions stand, and which questions have one that cannot."""

    located: list[Located]
    unlocated: list[Unlocated]


class _Number(Record):
    id: str
    number: int


class _PlantError(Exception):
    """A fact cannot be planted; the message says why."""


def planted(store: Store, *, corpus: str, questions: Sequence[Question]) -> Planted:
    """Store the passages that the plants of questions make, and say where they are.

    A question is left out where a passage is not the one that its fact was made for.
    """
    documents = documents_by_path(store, corpus)
    hosts = _hosts(store, documents, questions)
    passages: dict[str, list[PlantedChunk]] = {}
    unlocated: list[Unlocated] = []
    for question in questions:
        try:
            passages[question.id] = list(_passages(question, documents, hosts))
        except _PlantError as error:
            unlocated.append(
                Unlocated(
                    corpus=corpus,
                    collection=question.collection,
                    question=question.id,
                    reason=str(error),
                )
            )
    numbers = _stored(store, [one for some in passages.values() for one in some])
    located = [
        _located(corpus, question, index, passage, numbers[passage.id])
        for question in questions
        for index, passage in enumerate(passages.get(question.id, ()))
    ]
    return Planted(located, unlocated)


def planted_text(host: str, plant: Plant) -> str:
    """Return the text of a chunk with a fact beside it, as a paragraph of its own."""
    host, fact = host.strip(), plant.text.strip()
    first, last = (fact, host) if plant.side == "before" else (host, fact)
    return f"{first}\n\n{last}"


def _passages(
    question: Question, documents: Mapping[str, str], hosts: Mapping[_Place, Chunk]
) -> Iterator[PlantedChunk]:
    taken: set[_Place] = set()
    for plant in question.plants:
        place = (_document(plant, documents), plant.ordinal)
        host = hosts.get(place)
        if place in taken:
            message = f"{_name(plant)} has two facts of this question beside it"
            raise _PlantError(message)
        if host is None or content_id(host.text) != plant.host:
            message = (
                f"{_name(plant)} has changed since the facts were planted; run docqa "
                "questions plant again"
            )
            raise _PlantError(message)
        if not host.text.strip():
            message = f"{_name(plant)} has no text to plant a fact beside"
            raise _PlantError(message)
        taken.add(place)
        yield _passage(host, plant)


def _document(plant: Plant, documents: Mapping[str, str]) -> str:
    if plant.document not in documents:
        message = f"no document {plant.document[:_LONGEST_NAME]!r} in the corpus"
        raise _PlantError(message)
    return documents[plant.document]


def _passage(host: Chunk, plant: Plant) -> PlantedChunk:
    text = planted_text(host.text, plant)
    return PlantedChunk(
        id=content_id("planted", host.document, host.ordinal, text),
        document=host.document,
        ordinal=host.ordinal,
        page=host.page,
        text=text,
        tokens=count(text),
    )


def _name(plant: Plant) -> str:
    document = plant.document[:_LONGEST_NAME]
    return f"the passage {plant.ordinal} of {document!r} (page {plant.page})"


def _hosts(
    store: Store, documents: Mapping[str, str], questions: Sequence[Question]
) -> Mapping[_Place, Chunk]:
    wanted = sorted(
        {
            (documents[plant.document], plant.ordinal)
            for question in questions
            for plant in question.plants
            if plant.document in documents
        }
    )
    found = store.select(
        *("questions_hosts", Chunk),
        documents=[document for document, _ in wanted],
        ordinals=[ordinal for _, ordinal in wanted],
    )
    return {(chunk.document, chunk.ordinal): chunk for chunk in found}


def _stored(store: Store, passages: Sequence[PlantedChunk]) -> Mapping[str, int]:
    """Store what is new, and return the number of each."""
    distinct = {passage.id: passage for passage in passages}
    store.insert("questions_add_planted", list(distinct.values()))
    rows = store.select("questions_planted", _Number, ids=list(distinct))
    return {row.id: row.number for row in rows}


def _located(
    corpus: str, question: Question, index: int, passage: PlantedChunk, number: int
) -> Located:
    return Located(
        corpus=corpus,
        collection=question.collection,
        question=question.id,
        evidence=index,
        document=passage.document,
        page=passage.page,
        first_chunk=passage.ordinal,
        last_chunk=passage.ordinal,
        how="planted",
        role=question.plants[index].role,
        planted=number,
    )
