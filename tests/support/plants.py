"""Planted questions of every kind over the small corpus, made by hand."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.records import (
    AnswerType,
    Chunk,
    Plant,
    PlantRole,
    Question,
    Record,
    content_id,
)
from pipeline.store import Store


class Host(NamedTuple):
    """Where a fact is planted: a document's path, and which of its chunks."""

    document: str
    ordinal: int
    side: Literal["before", "after"] = "after"


class _Path(Record):
    path: str
    document: str


class Hosts:
    """The chunks of a corpus, to plant beside."""

    def __init__(self, store: Store, corpus: str) -> None:
        rows = store.select("questions_paths", _Path, corpus=corpus)
        self._chunks = {
            row.path: store.select("questions_chunks", Chunk, document=row.document)
            for row in rows
        }

    def chunk(self, plant: Plant) -> Chunk:
        return self._chunks[plant.document][plant.ordinal]

    def plant(
        self, text: str, host: Host, role: PlantRole = PlantRole.EVIDENCE
    ) -> Plant:
        chunk = self._chunks[host.document][host.ordinal]
        return Plant(
            document=host.document,
            page=chunk.page,
            ordinal=chunk.ordinal,
            host=content_id(chunk.text),
            side=host.side,
            text=text,
            role=role,
        )


def planted_questions(hosts: Hosts, collection: str) -> list[Question]:
    """Return one of each kind, and the twins of two of them."""

    def asked(name: str, text: str, answers: Sequence[str], *plants: Plant) -> Question:
        kind = AnswerType.TEXT if len(answers) == 1 else AnswerType.LIST
        return Question(
            id=name,
            collection=collection,
            text=text,
            answers=tuple(answers),
            answer_type=kind,
            type_inferred=False,
            category=name,
            plants=plants,
        )

    def beside(text: str, host: Host) -> Plant:
        return hosts.plant(text, host, PlantRole.COMPANION)

    fact = hosts.plant
    single = asked(
        "single",
        "Which colour has the Vellin beacon?",
        ["ochre"],
        fact("The Vellin beacon is painted ochre.", Host("corrie.md", 3)),
    )
    several = asked(
        "several",
        "Which signals does the Aldmere mast fly?",
        ["pennant", "cone", "lantern"],
        fact("The Aldmere mast flies a pennant.", Host("hollin.md", 2, "before")),
        fact("The Aldmere mast flies a cone too.", Host("corrie.md", 9)),
        fact("At night the Aldmere mast shows a lantern.", Host("hollin.md", 3)),
    )
    near = asked(
        "near",
        "Who winds the Sorrel clock?",
        ["Ismay Brandt"],
        fact("The Sorrel clock is wound by Ismay Brandt.", Host("tollgate.md", 4)),
        beside("The Birch clock is wound by Odo Pell.", Host("brinsea.md", 5)),
        beside("The Alder clock is wound by Una Crane.", Host("tollgate.md", 8)),
        beside("The Hazel clock is wound by Piers Low.", Host("marrow.md", 1)),
    )
    chain = asked(
        "chain",
        "Which shelf holds the Quern charter?",
        ["shelf Umber"],
        fact("The Quern charter is in box Larch.", Host("skerry.md", 7)),
        fact("Box Larch stands in bay Tansy.", Host("orde.md", 1)),
        fact("Bay Tansy is kept on shelf Umber.", Host("skerry.md", 2, "before")),
    )
    latest = asked(
        "latest",
        "What is the newest toll of the Ferrin lock?",
        ["eleven groats"],
        fact("In 1931 the Ferrin toll became eleven groats.", Host("quill.md", 6)),
        beside("In 1907 the Ferrin toll was four groats.", Host("quill.md", 2)),
    )
    return [
        *(single, several, near, chain, latest),
        twin(single),
        twin(near),
    ]


def twin(question: Question) -> Question:
    """Return the same question, its facts taken away."""
    return question.model_copy(
        update={
            "id": f"{question.id}-twin",
            "answers": (),
            "answer_type": AnswerType.UNANSWERABLE,
            "twin_of": question.id,
            "plants": tuple(p for p in question.plants if p.role is COMPANION),
        }
    )


COMPANION = PlantRole.COMPANION


def facts(question: Question) -> list[str]:
    return [p.text for p in question.plants if p.role is PlantRole.EVIDENCE]


def companions(question: Question) -> list[str]:
    return [p.text for p in question.plants if p.role is COMPANION]
