"""Drafts become docqa's own questions, and the rows that say how each was answered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.query import Kind, Query
from pipeline.corpus.asking.stated import Statement
from pipeline.records import Evidence, Question

Places: TypeAlias = Mapping[Statement, tuple[int, str]]
"""The page of a statement, counted from 1, and its words as they are read there."""

_HARD: Final[Mapping[Kind, str]] = {
    "lookup": "one fact among many of its kind",
    "cell": "one row of a table, whose columns stand at its head",
    "comparison": "every value must be found before they can be compared",
    "sum": "complete only with every part found",
    "count": "complete only with every one found",
    "as-of": "the value changed: the evidence states another one too",
    "chain": "each step names what the next is about",
    "list": "complete only with every item found",
    "boolean": "a yes or no that the value itself must decide",
    "unanswerable": "the documents name the subject, and state other things of it",
}


class Asked(NamedTuple):
    questions: list[Question]
    rows: list[Mapping[str, Any]]
    """For each: its id, its query, and the places that state its facts besides."""


def questions(
    drafts: Iterable[Draft], pages: Places, collection: str = "questions.jsonl"
) -> Asked:
    """Give ids to the drafts, q-0001 and on, and pages to their evidence.

    `twin_of` stays unset. To docqa a twin is the same question again with its fact
    taken away: it is left out of the search for questions alike, falls with its
    sibling, and counts with the sibling's document. An unanswerable question here has
    words of its own, about another subject, and is sound without its sibling, so only
    the note names that.
    """
    asked = Asked([], [])
    ids: dict[Query, str] = {}
    for draft in drafts:
        name = ids[draft.query] = f"q-{len(ids) + 1:04}"
        asked.questions.append(_question(draft, name, pages, collection, ids))
        asked.rows.append(_row(draft, name, pages))
    return asked


def _question(
    draft: Draft, name: str, pages: Places, collection: str, ids: Mapping[Query, str]
) -> Question:
    return Question(
        id=name,
        collection=collection,
        text=draft.text,
        answers=draft.answers,
        answer_type=draft.answer_type,
        type_inferred=False,
        choices=draft.choices,
        unit=draft.unit,
        evidence=tuple(_evidence(one, pages) for one in draft.evidence),
        category=draft.query.kind,
        note=_note(draft, ids),
    )


def _evidence(statement: Statement, pages: Places) -> Evidence:
    page, quote = pages[statement]
    return Evidence(document=statement.document, page=page, quote=quote)


def _note(draft: Draft, ids: Mapping[Query, str]) -> str:
    """Say what is hard, and over how many documents."""
    hard = _HARD[draft.query.kind]
    if draft.twin is not None:
        sibling = ids.get(draft.twin.query)
        return f"{hard}; {sibling} asks it of another" if sibling else hard
    documents = len({one.document for one in draft.evidence})
    return f"{hard}; over {documents} documents" if documents > 1 else hard


def _row(draft: Draft, name: str, pages: Places) -> Mapping[str, Any]:
    also: Sequence[Mapping[str, Any]] = [
        {"document": one.document, "page": pages[one][0], "quote": pages[one][1]}
        for one in draft.also
    ]
    return {"id": name, **draft.query.row(), **({"also": also} if also else {})}
