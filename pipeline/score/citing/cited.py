"""What the answers of a run cite, as rows: the store knows the pages and the texts."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.records import Citation, Condition, Question, Record
from pipeline.score.citing.citations import Evidence, Page, Place, compared, places
from pipeline.score.reading.reply import Reply
from pipeline.store import Store
from pipeline.values.document_names import DocumentNames
from pipeline.values.quotes import Quotes

SHOWN = frozenset({Condition.CONTEXT, Condition.GOLD_ONLY})
"""Where the evidence was shown: elsewhere no answer could cite it."""


class Given(NamedTuple):
    """An answer that may cite something."""

    call: str
    condition: Condition
    question: Question
    reply: Reply


class _Path(Record):
    path: str
    document: str


class _Evidence(Record):
    question: str
    document: str
    page: int


class _Label(Record):
    document: str
    number: int
    label: str


class _Text(Record):
    document: str
    text: str


class Citations:
    """Compares what answers cite with the evidence that is located in their corpus."""

    def __init__(self, store: Store, run: str) -> None:
        self._store = store
        self._run = run
        found = store.select("score_paths", _Path, run=run)
        self._names = DocumentNames({row.path: row.document for row in found})
        self._evidence: dict[str, set[Page]] = {}
        for row in store.select("score_evidence", _Evidence, run=run):
            self._evidence.setdefault(row.question, set()).add((row.document, row.page))
        self._labels: dict[str, dict[int, str]] = {}
        self._verified: dict[str, bool] = {}

    def of(self, answers: Sequence[Given]) -> list[Citation]:
        """Return a row for each answer that was shown evidence it could cite."""
        due = [answer for answer in answers if self._is_due(answer)]
        cited = [places(answer.reply, self._names) for answer in due]
        self._read_labels(due, cited)
        self._verify(quote for answer in due for quote in answer.reply.quotes)
        return [
            self._compared(answer, found)
            for answer, found in zip(due, cited, strict=True)
        ]

    def _is_due(self, answer: Given) -> bool:
        return (
            answer.question.answerable
            and answer.condition in SHOWN
            and answer.question.id in self._evidence
        )

    def _compared(self, answer: Given, cited: Sequence[Place]) -> Citation:
        pages = frozenset(self._evidence[answer.question.id])
        evidence = Evidence(pages, self._labels)
        question, quotes = answer.question, set(answer.reply.quotes)
        row = compared(cited, evidence, call=answer.call, gold=question.gold)
        counts = {
            "quotes": len(quotes),
            "quotes_found": sum(self._verified[quote] for quote in quotes),
        }
        return row.model_copy(update=counts)

    def _read_labels(
        self, due: Sequence[Given], cited: Sequence[Sequence[Place]]
    ) -> None:
        """Read the pages of the documents that evidence or citations are of, once."""
        wanted = {
            document
            for answer in due
            for document, _ in self._evidence[answer.question.id]
        }
        wanted |= {
            name for found in cited for place in found for name in place.documents
        }
        unread = sorted(wanted - self._labels.keys())
        self._labels.update((document, {}) for document in unread)
        for row in self._store.select("score_labels", _Label, documents=unread):
            self._labels[row.document][row.number] = row.label

    def _verify(self, quotes: Iterator[str]) -> None:
        """Look for the quotes that were not looked for yet, in one pass."""
        new = list(dict.fromkeys(q for q in quotes if q not in self._verified))
        self._verified.update(dict.fromkeys(new, False))
        if not new:
            return
        looked_for = Quotes(new)
        texts = self._store.stream("score_texts", _Text, run=self._run)
        for _, rows in groupby(texts, key=lambda row: row.document):
            for quote, _ in looked_for.touched([row.text for row in rows]):
                self._verified[new[quote]] = True
