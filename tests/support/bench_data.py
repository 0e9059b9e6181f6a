"""A whole run as records in a store, each call ending as a test says."""

from collections.abc import Sequence

from pipeline.records import (
    Attempt,
    Call,
    Condition,
    Outcome,
    Question,
    Record,
    Run,
    Score,
    Unbuilt,
    Unlocated,
    content_id,
)
from pipeline.store import Store
from tests.support import bench_records as records
from tests.support.bench_design import Design, Ending, plain_ending
from tests.support.bench_records import COLLECTION, CORPUS, TEMPLATE


class TemplateRow(Record):
    id: str
    text: str


class RejectedRow(Record):
    collection: str
    line: int
    reason: str


def fill(
    store: Store, design: Design | None = None, ending: Ending = plain_ending
) -> str:
    """Put a whole run into the store and return its name."""
    design = design or Design()
    questions = list(records.questions(design))
    _put_corpus(store, design, questions)
    asked = list(records.prompts(design, questions))
    put(store, "prompts", [prompt for prompt, _ in asked])
    planned = list(records.planned(design, asked))
    put(store, "planned", [plan for plan, _ in planned])
    calls: list[Call] = []
    attempts: list[Attempt] = []
    scores: list[Score] = []
    for plan, call in planned:
        ended = ending(call)
        if plan.unsent or ended.outcome is None:
            continue
        calls.append(records.call(plan, ended))
        attempts.append(records.attempt(plan, ended))
        if ended.outcome is Outcome.ANSWERED and ended.verdict:
            scores.append(records.score(plan, call, ended.verdict))
    put(store, "calls", calls)
    put(store, "attempts", attempts)
    put(store, "scores", scores)
    return design.run


def put(
    store: Store, table: str, rows: Sequence[Record], *, also: Sequence[str] = ()
) -> None:
    """Insert records into `raw.<table>`, each field into the column of its name."""
    if not rows:
        return
    db = store._db
    types = db.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'raw' AND table_name = ?",
        [table],
    ).fetchall()
    names = [*type(rows[0]).model_fields, *also]
    kinds = dict(types)
    values = ", ".join(f"unnest(${name}::{kinds[name]}[])" for name in names)
    dumped = [
        row.model_dump(mode="json") | {name: getattr(row, name) for name in also}
        for row in rows
    ]
    db.execute(
        f"INSERT INTO raw.{table} ({', '.join(names)}) SELECT {values}",
        {name: [row[name] for row in dumped] for name in names},
    )


def _put_corpus(store: Store, design: Design, questions: Sequence[Question]) -> None:
    names = [f"doc-{number:02}" for number in range(design.documents)]
    put(
        store,
        "sources",
        [records.source(f"{name}.pdf", "read", None, name) for name in names]
        + [records.source("broken.pdf", "failed", "not a PDF", None)],
    )
    put(store, "documents", [records.document(name) for name in names])
    put(store, "questions", questions, also=["gold"])
    put(store, "located", [records.located(q) for q in questions if q.evidence])
    lost = [
        Unlocated(corpus=CORPUS, collection=COLLECTION, question="lost", reason="?")
    ]
    put(store, "unlocated", lost)
    put(store, "rejected", [RejectedRow(collection=COLLECTION, line=7, reason="?!")])
    put(store, "templates", [TemplateRow(id=content_id(TEMPLATE), text=TEMPLATE)])
    run = Run(
        name=design.run, corpus=CORPUS, collection=COLLECTION, settings=design.settings
    )
    put(store, "runs", [run])
    unbuilt = Unbuilt(
        run=design.run,
        question="q-0-0",
        condition=Condition.CONTEXT,
        length=256_000,
        depth=0.5,
        reason="the corpus is too small: it fills at most 90,112 tokens",
    )
    put(store, "unbuilt", [unbuilt] if design.documents > 1 else [])
