"""The records of a bench, as the stages before the report would have stored them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from random import Random

from pipeline.records import (
    AnswerType,
    Arrangement,
    Attempt,
    Cache,
    Call,
    Condition,
    Distractors,
    Document,
    Evidence,
    Located,
    Outcome,
    Placement,
    Planned,
    Prompt,
    Question,
    Score,
    Source,
    Usage,
    Verdict,
    content_id,
)
from tests.support.bench_design import Asked, Design, Ended

CORPUS = "/home/somebody/contracts"
COLLECTION = "contracts.jsonl"
TEMPLATE = "Read {documents} and answer {question}"
OPTIONS = ("north", "south", "east", "west")


def source(path: str, status: str, reason: str | None, name: str | None) -> Source:
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


def document(name: str) -> Document:
    return Document(
        id=name, sha256=name, format="pdf", reader="pdf@1", pages=1, tokens=9_000
    )


def questions(design: Design) -> Iterator[Question]:
    for document in range(design.documents):
        for number in range(design.questions):
            kind = design.answer_types[number % len(design.answer_types)]
            yield Question(
                id=f"q-{document}-{number}",
                collection=COLLECTION,
                text=design.question_text.format(document=document, year=1990 + number),
                answers=(_gold(kind, document + number),),
                answer_type=kind,
                choices=OPTIONS if kind is AnswerType.CHOICE else (),
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


def _gold(kind: AnswerType, number: int) -> str:
    """Return a yes of two in three, an option, or some millions."""
    if kind is AnswerType.BOOLEAN:
        return "Yes, it did." if number % 3 else "no"
    return "north" if kind is AnswerType.CHOICE else f"{number} million"


def located(question: Question) -> Located:
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


def prompts(
    design: Design, questions: Iterable[Question]
) -> Iterator[tuple[Prompt, Question]]:
    for place, question in enumerate(questions):
        for rung, length in enumerate(design.lengths):
            for layout in product(design.placements, design.distractors):
                natural = layout[1] is Distractors.SAME_DOCUMENT
                turn = place if natural else place + rung
                depth = design.depths[turn % len(design.depths)]
                for condition in _in_context(design, question):
                    yield _prompt(question, (condition, length, depth), layout)
        for condition in design.controls:
            if condition is not Condition.GOLD_REMOVED:
                yield from _bare(design, question, condition)


def _bare(
    design: Design, question: Question, condition: Condition
) -> Iterator[tuple[Prompt, Question]]:
    """Yield a control without a context: without documents there is one placement."""
    most = 1 if condition is Condition.CLOSED_BOOK else None
    for placement in design.placements[:most]:
        yield _prompt(question, (condition, None, None), (placement, None))


def _in_context(design: Design, question: Question) -> list[Condition]:
    removed = Condition.GOLD_REMOVED in design.controls and question.answerable
    return [Condition.CONTEXT, *[Condition.GOLD_REMOVED] * removed]


def _prompt(
    question: Question,
    cell: tuple[Condition, int | None, float | None],
    layout: tuple[Placement, Distractors | None],
) -> tuple[Prompt, Question]:
    (condition, length, depth), (placement, distractors) = cell, layout
    # The usual layout is in no id, so that a call ends the same way beside others.
    usual = (Placement.AFTER, Distractors.RANDOM, None)
    unusual = [level for level in layout if level not in usual]
    prompt = Prompt(
        id=content_id(question.id, condition, length, depth, *unusual),
        question=question.id,
        condition=condition,
        length=length,
        tokens=(length or 400) - 3,
        depth=depth,
        measured_depth=depth,
        placement=placement,
        template=content_id(TEMPLATE),
        distractors=distractors,
        arrangement=Arrangement.TOGETHER if distractors else None,
        cache=Cache.WARM,
        prefix="",
        repeat=None,
        layout=None,
        rung=None,
        evidence=(0,),
        evidence_at=(0,),
        evidence_own=(True,),
        passages=1,
        leaks_dropped=1 if depth == 0.5 else 0,
        seed=2026,
    )
    return prompt, question


def planned(
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
                call = Asked(model, question, prompt, repeat, dice)
                yield plan, call


def call(plan: Planned, ended: Ended) -> Call:
    answered = ended.outcome is Outcome.ANSWERED
    failed = ended.outcome is Outcome.FAILED
    assert ended.outcome is not None
    return Call(
        id=plan.call,
        outcome=ended.outcome,
        error=ended.error if failed else None,
        message="no token in time" if failed else None,
        answer=ended.answer if answered else None,
        reasoning=None,
        usage=Usage(prompt_tokens=1_000) if answered else Usage(),
        finish_reason="stop" if answered else None,
        served_model=None,
        attempts=ended.attempts,
        first_token_s=ended.seconds / 4 if answered else None,
        first_answer_s=ended.seconds / 3 if answered else None,
        answer_s=ended.seconds if answered else None,
        felt_s=ended.seconds + 0.5 if answered else None,
        censored_s=ended.limit_s,
        disturbed=False,
    )


def attempt(plan: Planned, ended: Ended) -> Attempt:
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


def score(plan: Planned, asked: Asked, verdict: Verdict) -> Score:
    removed = asked.condition is Condition.GOLD_REMOVED
    kind = AnswerType.UNANSWERABLE if removed else asked.question.answer_type
    return Score(
        call=plan.call,
        gold=asked.question.gold,
        scorer=f"{kind}@1",
        verdict=verdict,
        reason="7000000 is not 5000000",
        given="7000000",
        wanted="5000000",
        cited=("doc-00 p. 1",),
    )
