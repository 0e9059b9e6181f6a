"""Written questions in the store: passages out of it, what models wrote into it."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.questions.writing.asking import Asking
from pipeline.questions.writing.proving import proved
from pipeline.questions.writing.reading import RejectedError, read_written
from pipeline.records import Outcome, Question, Record
from pipeline.store import Store
from pipeline.values.text import normalise


class Reply(Record):
    """How a call ended."""

    id: str
    outcome: Outcome
    error: str | None
    answer: str | None


class Rejected(NamedTuple):
    """A text that gave no question."""

    asking: Asking
    reason: str


class Found(NamedTuple):
    questions: list[Question]
    rejected: list[Rejected]


def read_replies(
    store: Store,
    calls: Mapping[str, Asking],
    *,
    model: str,
    collection: str,
) -> Found:
    """Read what was replied to the calls, in their order; each is one or the other."""
    rows = store.select("questions_replies", Reply, calls=list(calls))
    replies = {row.id: row for row in rows}
    found = Found([], [])
    asked: set[str] = set()
    for call, asking in calls.items():
        reply = replies.get(call)
        try:
            question = proved(
                read_written(_answer(reply)),
                asking.draw,
                model=model,
                collection=collection,
            )
            _check_new(question, asked)
        except RejectedError as error:
            found.rejected.append(Rejected(asking, str(error)))
        else:
            found.questions.append(question)
    return found


def keep(store: Store, corpus: str, collection: str, questions: list[Question]) -> None:
    """Replace a collection by these questions; by none, nothing is left of it."""
    with store.transaction():
        store.execute("questions_forget", collection=collection)
        store.execute("questions_forget_rejected", collection=collection)
        for places in ("questions_forget_located", "questions_forget_unlocated"):
            store.execute(places, corpus=corpus, collection=collection)
        store.execute(
            "questions_forget_flags", corpus=corpus, collection=collection, model=""
        )
        store.insert("questions_add", questions, also=["gold"])


def _answer(reply: Reply | None) -> str:
    if reply is None:
        message = "not asked: too long for the model, or the money ended before"
        raise RejectedError(message)
    if reply.outcome is not Outcome.ANSWERED:
        why = f" ({reply.error})" if reply.error else ""
        message = f"no reply: {reply.outcome}{why}"
        raise RejectedError(message)
    return reply.answer or ""


def _check_new(question: Question, asked: set[str]) -> None:
    said = normalise(question.text)
    if said in asked:
        message = "the same question was written before"
        raise RejectedError(message)
    asked.add(said)
