"""Find the evidence of every question of a set in a corpus, and store where it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.errors import CorpusError, QuestionError
from pipeline.questions.locating.base import page_base
from pipeline.questions.locating.errors import NotLocatedError
from pipeline.questions.locating.names import Names
from pipeline.questions.locating.search import Found, Looked, look, settle
from pipeline.questions.locating.text import DocumentText, Outline, PageChunks
from pipeline.questions.paths import documents_by_path
from pipeline.questions.planted import planted
from pipeline.records import Chunk, Located, Question, Record, Unlocated
from pipeline.store import Store


class Placed(NamedTuple):
    located: int
    """Questions whose whole evidence is in the corpus, or that need none."""
    by_page: int
    """Of these, how many have a quote that only its page could stand for."""
    moved: tuple[Located, ...]
    """Quotes that stand on another page than the stated one."""
    unlocated: list[Unlocated]
    remark: str
    """How the set counts pages, where that is not from 1; mostly empty."""


class _Page(Record):
    number: int
    label: str


class _Item(NamedTuple):
    """One piece of evidence: its question by place in the set, and its own place."""

    question: int
    evidence: int


def locate_questions(store: Store, *, corpus: str, collection: str) -> Placed:
    """Find every question's evidence among the corpus's documents, and store where.

    A question with any piece of evidence missing is left out, with the reason.
    Raises `QuestionError` when none is left, and `CorpusError` where nothing was read.
    """
    questions = store.select("questions_all", Question, collection=collection)
    plants = planted(store, corpus=corpus, questions=questions)
    search = _Search(store, corpus, questions)
    base = page_base(search.looked.values())
    located, unlocated = plants.located, plants.unlocated
    for place, question in enumerate(questions):
        try:
            found = list(search.settled(place, base.offset))
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
            located.extend(_rows(question, found, corpus))
    _keep(store, corpus, collection, located=located, unlocated=unlocated)
    if unlocated and not search.documents:
        raise CorpusError.not_ingested(corpus)
    if questions and len(unlocated) == len(questions):
        message = (
            f"none of the {len(questions)} questions has its evidence in the corpus; "
            f"the first: {unlocated[0].question!r}: {unlocated[0].reason}"
        )
        raise QuestionError(message)
    by_page = {row.question for row in located if row.how == "page" and row.match}
    return Placed(
        located=len(questions) - len(unlocated),
        by_page=len(by_page),
        moved=tuple(row for row in located if row.how == "moved"),
        unlocated=unlocated,
        remark=base.remark,
    )


class _Search:
    """What each document holds of the evidence; each is read once, and let go."""

    def __init__(
        self, store: Store, corpus: str, questions: Sequence[Question]
    ) -> None:
        self._store = store
        self._questions = questions
        self._missing: dict[_Item, NotLocatedError] = {}
        self.looked: dict[_Item, Looked] = {}
        self.documents = documents_by_path(store, corpus)
        for document, items in self._by_document().items():
            self._look(document, items)

    def settled(self, question: int, offset: int) -> Iterator[Found]:
        """Yield where each piece of a question's evidence is, in its order.

        Raises `NotLocatedError`.
        """
        for place in range(len(self._questions[question].evidence)):
            item = _Item(question, place)
            if error := self._missing.get(item):
                raise error
            yield settle(self.looked[item], offset)

    def _by_document(self) -> Mapping[str, Sequence[_Item]]:
        names = Names(self.documents)
        items: dict[str, list[_Item]] = {}
        for place, question in enumerate(self._questions):
            for at, evidence in enumerate(question.evidence):
                item = _Item(place, at)
                try:
                    document = names.document(evidence.document)
                except NotLocatedError as error:
                    self._missing[item] = error
                else:
                    items.setdefault(document, []).append(item)
        return items

    def _look(self, document: str, items: Iterable[_Item]) -> None:
        pages = pages_of(self._store, document)
        text, outline = DocumentText(pages), Outline(document, pages)
        for item in items:
            evidence = self._questions[item.question].evidence[item.evidence]
            self.looked[item] = look(evidence, text, outline)


def pages_of(store: Store, document: str) -> Sequence[PageChunks]:
    """Return the pages of a document in order, each with its chunks."""
    rows = store.select("documents_labels", _Page, document=document)
    chunks: dict[int, list[Chunk]] = {row.number: [] for row in rows}
    for chunk in store.select("questions_chunks", Chunk, document=document):
        chunks[chunk.page].append(chunk)
    return [
        PageChunks(
            row.number,
            row.label,
            [chunk.ordinal for chunk in chunks[row.number]],
            [chunk.text for chunk in chunks[row.number]],
        )
        for row in rows
    ]


def _rows(
    question: Question, places: Sequence[Found], corpus: str
) -> Iterator[Located]:
    for index, place in enumerate(places):
        yield Located(
            corpus=corpus,
            collection=question.collection,
            question=question.id,
            evidence=index,
            **place._asdict(),
        )


def _keep(
    store: Store,
    corpus: str,
    collection: str,
    *,
    located: Sequence[Located],
    unlocated: Sequence[Unlocated],
) -> None:
    """Replace what was found before, all at once."""
    with store.transaction():
        store.execute("questions_forget_located", corpus=corpus, collection=collection)
        store.execute(
            "questions_forget_unlocated", corpus=corpus, collection=collection
        )
        store.insert("questions_located", located)
        store.insert("questions_unlocated", unlocated)
