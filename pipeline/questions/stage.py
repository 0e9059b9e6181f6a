"""Read a question file into the store, and find its evidence in a corpus."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import QuestionError
from pipeline.questions.locate import (
    DocumentPages,
    Found,
    Names,
    NotLocatedError,
    PageChunks,
    locate,
)
from pipeline.questions.reading import Read, read_lines
from pipeline.records import (
    Chunk,
    Evidence,
    Located,
    Question,
    Record,
    RejectedRow,
    Unlocated,
)
from pipeline.store import Store


class Imported(NamedTuple):
    collection: str
    questions: int
    inferred: int
    """How many had no stated answer type."""
    rejected: list[RejectedRow]
    shapes: tuple[str, ...]


class Placed(NamedTuple):
    located: int
    """Questions whose whole evidence is in the corpus, or that need none."""
    by_page: int
    """Of these, how many have a quote that only its page could stand for."""
    moved: tuple[Located, ...]
    """Quotes that stand on another page than the stated one."""
    unlocated: list[Unlocated]


class _Path(Record):
    path: str
    document: str


def import_questions(
    store: Store, path: Path, collection: str | None = None
) -> Imported:
    """Replace the collection (named after the file) by what `path` holds now.

    Raises `QuestionError` when not one row can be used.
    """
    name = collection or path.name
    read = _read(path, name)
    if not read.questions:
        raise QuestionError(_nothing(path, read.rejected))
    with store.transaction():
        store.execute("questions_forget", collection=name)
        store.execute("questions_forget_rejected", collection=name)
        store.insert("questions_add", read.questions, also=["gold"])
        store.insert("questions_add_rejected", read.rejected)
    return Imported(
        collection=name,
        questions=len(read.questions),
        inferred=sum(q.type_inferred for q in read.questions),
        rejected=read.rejected,
        shapes=read.shapes,
    )


def locate_questions(store: Store, *, corpus: str, collection: str) -> Placed:
    """Find every question's evidence among the corpus's documents, and store where.

    A question with any piece of evidence missing is left out, with the reason.
    Raises `QuestionError` when none is left.
    """
    questions = store.select("questions_all", Question, collection=collection)
    finder = _Finder(store, corpus)
    located: list[Located] = []
    unlocated: list[Unlocated] = []
    for question in questions:
        try:
            places = finder.places(question)
        except NotLocatedError as error:
            unlocated.append(
                Unlocated(
                    corpus=corpus,
                    collection=collection,
                    question=question.id,
                    reason=str(error),
                )
            )
        else:
            located.extend(_rows(question, places, corpus))
    with store.transaction():
        store.execute("questions_forget_located", corpus=corpus, collection=collection)
        store.execute(
            "questions_forget_unlocated", corpus=corpus, collection=collection
        )
        store.insert("questions_located", located)
        store.insert("questions_unlocated", unlocated)
    evidence = {question.id: question.evidence for question in questions}
    if questions and len(unlocated) == len(questions):
        message = (
            f"none of the {len(questions)} questions has its evidence in the corpus; "
            f"the first: {unlocated[0].question!r}: {unlocated[0].reason}"
        )
        raise QuestionError(message)
    return Placed(
        located=len(questions) - len(unlocated),
        by_page=len({row.question for row in located if _unquoted(row, evidence)}),
        moved=tuple(row for row in located if row.how == "moved"),
        unlocated=unlocated,
    )


class _Finder:
    """Looks evidence up, reading each document's chunks once."""

    def __init__(self, store: Store, corpus: str) -> None:
        self._store = store
        rows = store.select("questions_paths", _Path, corpus=corpus)
        self._names = Names({row.path: row.document for row in rows})
        self._pages: dict[str, DocumentPages] = {}

    def places(self, question: Question) -> list[Found]:
        return [
            locate(item, self._document(self._names.document(item.document)))
            for item in question.evidence
        ]

    def _document(self, document: str) -> DocumentPages:
        if document not in self._pages:
            numbers = self._store.select("questions_pages", _Number, document=document)
            chunks: dict[int, list[Chunk]] = {row.number: [] for row in numbers}
            for chunk in self._store.select(
                "questions_chunks", Chunk, document=document
            ):
                chunks[chunk.page].append(chunk)
            pages = {
                number: PageChunks(
                    number, [c.ordinal for c in here], [c.text for c in here]
                )
                for number, here in chunks.items()
            }
            self._pages[document] = DocumentPages(document, pages)
        return self._pages[document]


def _unquoted(row: Located, evidence: Mapping[str, Sequence[Evidence]]) -> bool:
    return row.how == "page" and bool(evidence[row.question][row.evidence].quote)


class _Number(Record):
    number: int


def _rows(
    question: Question, places: Sequence[Found], corpus: str
) -> Iterator[Located]:
    for index, place in enumerate(places):
        yield Located(
            corpus=corpus,
            collection=question.collection,
            question=question.id,
            evidence=index,
            document=place.document,
            page=place.page,
            first_chunk=place.first_chunk,
            last_chunk=place.last_chunk,
            how=place.how,
        )


def _read(path: Path, collection: str) -> Read:
    try:
        with path.open(encoding="utf-8-sig", errors="strict") as lines:
            return read_lines(lines, collection)
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text: {error.reason} at byte {error.start}"
        raise QuestionError(message) from error
    except OSError as error:
        message = (
            f"the questions {str(path)!r} cannot be read: {error.strerror}; docqa "
            "bench takes others by --questions, or by questions in bench.toml"
        )
        raise QuestionError(message) from error


def _nothing(path: Path, rejected: Sequence[RejectedRow]) -> str:
    if not rejected:
        return f"no questions in {path}: it is empty"
    first = rejected[0]
    return f"no questions in {path}: line {first.line}: {first.reason}"
