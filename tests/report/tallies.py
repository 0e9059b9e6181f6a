"""Tallies with known answers, and the report that is made of them."""

from typing import Any

from pipeline.records import AnswerType, Condition, Distractors, Placement, Run
from pipeline.report.contents import ModelReport, Report
from pipeline.report.frame import Frame
from pipeline.report.inputs import Inputs
from pipeline.report.numbers import compute
from pipeline.report.rows import (
    Cost,
    Failure,
    Gold,
    LeftOut,
    Scope,
    Tally,
    Timing,
    Tokens,
)

UNANSWERABLE = AnswerType.UNANSWERABLE
RUN = Run(name="r", corpus="c", collection="q.jsonl", settings="{}")
SCOPE = Scope(
    needs_reader=0,
    documents=1,
    failed_files=0,
    questions=1,
    unanswerable=0,
    type_inferred=0,
    left_out_questions=0,
    leaks_dropped=0,
    repeats=1,
    first_day=None,
    last_day=None,
)
COUNTS = (
    *("pending", "over_window", "failed", "truncated", "refused", "filtered"),
    *("correct", "incorrect", "abstained", "declined", "malformed", "unscored"),
)


def tally(
    question: str,
    *,
    model: str = "m/a",
    length: int | None = 4_000,
    condition: Condition = Condition.CONTEXT,
    answer_type: AnswerType = AnswerType.NUMBER,
    needs_reader: bool = False,
    **counts: int,
) -> Tally:
    filled = {name: counts.get(name, 0) for name in COUNTS}
    return Tally(
        model=model,
        condition=condition,
        length=length,
        depth=None if length is None else 0.5,
        question=question,
        placement=Placement.AFTER,
        distractors=None if length is None else Distractors.RANDOM,
        cluster=f"document of {question}",
        answer_type=answer_type,
        needs_reader=needs_reader,
        planned=sum(filled.values()),
        **filled,
    )


def one(outcome: str, calls: int = 1) -> dict[str, Any]:
    return {outcome: calls}


def inputs(
    *tallies: Tally,
    timings: tuple[Timing, ...] = (),
    tokens: tuple[Tokens, ...] = (),
    left_out: tuple[LeftOut, ...] = (),
    gold: tuple[Gold, ...] = (),
    failures: tuple[Failure, ...] = (),
    costs: tuple[Cost, ...] = (),
) -> Inputs:
    return Inputs(
        tallies=Frame.of(tallies),
        timings=timings,
        tokens=tokens,
        costs=costs,
        gold=gold,
        failures=failures,
        tries=(),
        scope=SCOPE,
        scorers=(),
        left_out=left_out,
        losses=(),
    )


def report(*tallies: Tally, **others: Any) -> Report:
    """Return the report of these, and of what `inputs` takes beside them."""
    return compute(RUN, inputs(*tallies, **others))


def only(*tallies: Tally) -> ModelReport:
    (model,) = report(*tallies).models
    return model
