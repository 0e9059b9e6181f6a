"""A whole run as records in a store, each call ending as a test says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from pipeline.records import (
    AnswerType,
    Attempt,
    Call,
    Condition,
    Document,
    Evidence,
    Located,
    Outcome,
    Placement,
    Planned,
    Prompt,
    Question,
    Record,
    Run,
    Score,
    Source,
    Unbuilt,
    Unlocated,
    Usage,
    Verdict,
    content_id,
)
from pipeline.store import Store

CORPUS = "/home/somebody/contracts"
COLLECTION = "contracts.jsonl"
TEMPLATE = "Read {documents} and answer {question}"


class TemplateRow(Record):
    id: str
    text: str


@dataclass(frozen=True)
class Ended:
    """How a call ends; `outcome` None is a call that was never made."""

    outcome: Outcome | None = Outcome.ANSWERED
    verdict: Verdict | None = Verdict.CORRECT
    seconds: float = 1.0
    limit_s: float | None = None


@dataclass(frozen=True)
class Asked:
    """One call, as the function that ends it sees it."""

    model: str
    question: Question
    condition: Condition
    length: int | None
    depth: float | None
    repeat: int
    dice: Random


Ending = Callable[[Asked], Ended]


@dataclass(frozen=True)
class Design:
    models: tuple[str, ...] = ("baseline/bm25", "north/aurora-2", "south/cirrus-mini")
    documents: int = 12
    questions: int = 5
    """Of each document."""
    unanswerable: int = 6
    lengths: tuple[int, ...] = (4_000, 16_000, 64_000)
    depths: tuple[float, ...] = (0.1, 0.5, 0.9)
    controls: tuple[Condition, ...] = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY)
    repeats: int = 1
    over_window: tuple[tuple[str, int], ...] = ()
    """Lengths from which a model's window is too small."""
    question_text: str = "What did document {document} cost in year {year}?"
    settings: str = '{"corpus": "/home/somebody/contracts", "seed": 2026}'
    run: str = "contracts-2026"


def plain_ending(asked: Asked) -> Ended:
    """Skill falls with length, a little failing, and times that grow with length."""
    skill = {"baseline/bm25": 0.3, "north/aurora-2": 2.2}.get(asked.model, 1.0)
    lean = Random(f"{asked.question.id}").gauss(0, 1)
    length = (asked.length or 2_000) / 64_000
    slope = 0.3 if asked.model == "north/aurora-2" else 2.0
    score = skill + lean - slope * length
    if asked.condition is Condition.CLOSED_BOOK:
        score -= 5
    seconds = (0.02 if asked.model == "baseline/bm25" else 4.0) * (0.5 + length)
    seconds *= exp(asked.dice.gauss(0, 0.4))
    if asked.dice.random() < 0.02:
        return Ended(Outcome.FAILED, None, seconds, limit_s=30.0)
    if not asked.question.answerable:
        right = asked.dice.random() < 0.6
        return Ended(
            verdict=Verdict.CORRECT if right else Verdict.INCORRECT, seconds=seconds
        )
    wrong = Verdict.ABSTAINED if asked.dice.random() < 0.3 else Verdict.INCORRECT
    right = asked.dice.random() < 1 / (1 + exp(-score))
    return Ended(verdict=Verdict.CORRECT if right else wrong, seconds=seconds)


def fill(
    store: Store, design: Design | None = None, ending: Ending = plain_ending
) -> str:
    """Put a whole run into the store and return its name."""
    design = design or Design()
    questions = list(_questions(design))
    _put_corpus(store, design, questions)
    asked = list(_prompts(design, questions))
    put(store, "prompts", [prompt for prompt, _ in asked])
    planned = list(_planned(design, asked))
    put(store, "planned", [plan for plan, _ in planned])
    calls: list[Call] = []
    attempts: list[Attempt] = []
    scores: list[Score] = []
    for plan, call in planned:
        ended = ending(call)
        if plan.unsent or ended.outcome is None:
            continue
        calls.append(_call(plan, ended))
        attempts.append(_attempt(plan, ended))
        if ended.outcome is Outcome.ANSWERED and ended.verdict:
            scores.append(_score(plan, ended.verdict))
    put(store, "calls", calls)
    put(store, "attempts", attempts)
    put(store, "scores", scores)
    return design.run


def put(store: Store, table: str, records: Sequence[Record]) -> None:
    """Insert records into `raw.<table>`, each field into the column of its name."""
    if not records:
        return
    db = store._db
    types = db.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'raw' AND table_name = ?",
        [table],
    ).fetchall()
    names = list(type(records[0]).model_fields)
    kinds = dict(types)
    values = ", ".join(f"unnest(${name}::{kinds[name]}[])" for name in names)
    rows = [record.model_dump(mode="json") for record in records]
    db.execute(
        f"INSERT INTO raw.{table} ({', '.join(names)}) SELECT {values}",
        {name: [row[name] for row in rows] for name in names},
    )


def _put_corpus(store: Store, design: Design, questions: Sequence[Question]) -> None:
    names = [f"doc-{number:02}" for number in range(design.documents)]
    put(
        store,
        "sources",
        [_source(f"{name}.pdf", "read", None, name) for name in names]
        + [_source("broken.pdf", "failed", "not a PDF", None)],
    )
    put(store, "documents", [_document(name) for name in names])
    put(store, "questions", questions)
    put(store, "located", [_located(q) for q in questions if q.evidence])
    lost = [
        Unlocated(corpus=CORPUS, collection=COLLECTION, question="lost", reason="?")
    ]
    put(store, "unlocated", lost)
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
        reason="the corpus holds 90,112 tokens",
    )
    put(store, "unbuilt", [unbuilt] if design.documents > 1 else [])


def _source(path: str, status: str, reason: str | None, name: str | None) -> Source:
    return Source.model_validate(
        {
            "corpus": CORPUS,
            "path": path,
            "sha256": content_id(path) * 2,
            "bytes": 1,
            "modified_ns": 1,
            "status": status,
            "reason": reason,
            "document": name,
        }
    )


def _document(name: str) -> Document:
    return Document(
        id=name, sha256=name, format="pdf", reader="pdf@1", pages=1, tokens=9_000
    )


def _questions(design: Design) -> Iterator[Question]:
    for document in range(design.documents):
        for number in range(design.questions):
            yield Question(
                id=f"q-{document}-{number}",
                collection=COLLECTION,
                text=design.question_text.format(document=document, year=1990 + number),
                answers=(f"{document + number} million",),
                answer_type=AnswerType.NUMBER,
                type_inferred=number == 0,
                evidence=(Evidence(document=f"doc-{document:02}.pdf", page=1),),
            )
    for number in range(design.unanswerable):
        yield Question(
            id=f"u-{number}",
            collection=COLLECTION,
            text=f"Who signed annex {number}?",
            answers=(),
            answer_type=AnswerType.UNANSWERABLE,
            type_inferred=False,
        )


def _located(question: Question) -> Located:
    return Located(
        corpus=CORPUS,
        collection=COLLECTION,
        question=question.id,
        evidence=0,
        document=question.evidence[0].document,
        page=1,
        first_chunk=0,
        last_chunk=0,
        how="quote",
    )


def _prompts(
    design: Design, questions: Iterable[Question]
) -> Iterator[tuple[Prompt, Question]]:
    for place, question in enumerate(questions):
        for rung, length in enumerate(design.lengths):
            depth = design.depths[(place + rung) % len(design.depths)]
            yield _prompt(question, Condition.CONTEXT, length, depth), question
        for condition in design.controls:
            yield _prompt(question, condition, None, None), question


def _prompt(
    question: Question, condition: Condition, length: int | None, depth: float | None
) -> Prompt:
    return Prompt(
        id=content_id(question.id, condition, length, depth),
        question=question.id,
        condition=condition,
        length=length,
        tokens=(length or 400) - 3,
        depth=depth,
        measured_depth=depth,
        placement=Placement.AFTER,
        template=content_id(TEMPLATE),
        chunk_documents=("doc-00",),
        chunk_ordinals=(0,),
        gold_first=0,
        gold_last=0,
        leaks_dropped=1 if depth == 0.5 else 0,
        seed=2026,
    )


def _planned(
    design: Design, asked: Sequence[tuple[Prompt, Question]]
) -> Iterator[tuple[Planned, Asked]]:
    windows = dict(design.over_window)
    position = 0
    for model in design.models:
        for prompt, question in asked:
            for repeat in range(design.repeats):
                position += 1
                beyond = (prompt.length or 0) >= windows.get(model, 10**9)
                plan = Planned(
                    run=design.run,
                    call=content_id(model, prompt.id, repeat),
                    prompt=prompt.id,
                    model=model,
                    endpoint="https://api.example.com",
                    repeat=repeat,
                    position=position,
                    unsent="over_window" if beyond else None,
                )
                dice = Random(plan.call)
                call = Asked(
                    model,
                    question,
                    prompt.condition,
                    prompt.length,
                    prompt.depth,
                    repeat,
                    dice,
                )
                yield plan, call


def _call(plan: Planned, ended: Ended) -> Call:
    answered = ended.outcome is Outcome.ANSWERED
    assert ended.outcome is not None
    return Call(
        id=plan.call,
        outcome=ended.outcome,
        error=None if answered else "timeout",
        message=None if answered else "no token in time",
        answer="About 7 million, <b>I think</b> | or so" if answered else None,
        reasoning=None,
        usage=Usage(prompt_tokens=1_000) if answered else Usage(),
        finish_reason="stop" if answered else None,
        served_model=None,
        attempts=1,
        first_token_s=ended.seconds / 4 if answered else None,
        first_answer_s=ended.seconds / 3 if answered else None,
        answer_s=ended.seconds if answered else None,
        felt_s=ended.seconds + 0.5 if answered else None,
        censored_s=ended.limit_s,
        disturbed=False,
    )


def _attempt(plan: Planned, ended: Ended) -> Attempt:
    day = 20 + plan.position % 2
    return Attempt(
        call=plan.call,
        number=1,
        started_at=f"2026-11-{day}T09:00:00Z",
        status=200,
        error=None,
        message=None,
        queue_wait_s=0.0,
        retry_wait_s=0.0,
        connect_s=0.01,
        first_byte_s=0.02,
        first_token_s=ended.seconds / 4,
        first_answer_s=ended.seconds / 3,
        answer_s=ended.seconds,
        total_s=ended.seconds,
        gaps=3,
        gap_p50_s=0.01,
        gap_max_s=0.02,
        loop_lag_s=0.0,
    )


def _score(plan: Planned, verdict: Verdict) -> Score:
    return Score(
        call=plan.call,
        scorer="number@1",
        verdict=verdict,
        reason="7000000 is not 5000000",
        given="7000000",
        wanted="5000000",
        cited=("doc-00 p. 1",),
    )
