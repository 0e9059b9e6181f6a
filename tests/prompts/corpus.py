"""Small corpora in memory: rows as the store would give them, a library of them."""

from collections.abc import Sequence

from pipeline.prompts.library import ChunkRow, Library, Watcher
from pipeline.prompts.texts import Texts
from pipeline.records import AnswerType, Question
from pipeline.tokens import count


def row(document: str, ordinal: int, text: str, page: int = 1) -> ChunkRow:
    return ChunkRow(
        number=hash_of(document) * 1_000 + ordinal,
        document=document,
        ordinal=ordinal,
        page=page,
        text=text,
        tokens=count(text),
        path=f"{document}.md",
    )


def hash_of(document: str) -> int:
    return int.from_bytes(document.encode()[:4], "big")


def library(rows: Sequence[ChunkRow], *watchers: Watcher) -> Library:
    return Library(rows, Texts(lambda _: ()), watchers)


def rows_of(documents: int, chunks: int) -> list[ChunkRow]:
    """Return chunks of different sizes, no two alike."""
    return [
        row(f"d{d}", c, f"Watch {d}-{c}: " + "gulls and rain " * (5 + (d * 7 + c) % 23))
        for d in range(documents)
        for c in range(chunks)
    ]


def question(name: str, text: str = "What was seen?", **more: object) -> Question:
    fields: dict[str, object] = {
        "id": name,
        "collection": "set",
        "text": text,
        "answers": ("a lighthouse keeper",),
        "answer_type": AnswerType.TEXT,
        "type_inferred": False,
    }
    return Question.model_validate(fields | more)
