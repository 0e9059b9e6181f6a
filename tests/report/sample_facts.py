"""What no answer of the sample decides: prices, settings, losses. All made up."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from pipeline.records import Condition, Outcome, Verdict
from pipeline.report.agreement import agreement
from pipeline.report.asked import Asked, Request
from pipeline.report.contents import Costs, Outcomes, Times, TokenRatio
from pipeline.report.judges import JudgeReport
from pipeline.report.rows import (
    Citing,
    Clock,
    Failure,
    Floor,
    LeftOut,
    Loss,
    MetricMean,
    Scope,
    Scorer,
    Tries,
)
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.times import time_quantile
from tests.report.sample_world import (
    CODES,
    LENGTHS,
    LIMIT_S,
    MODELS,
    NAMES,
    QUESTIONS,
    REPEATS,
    UNANSWERABLE,
    WORKING,
    Endings,
    World,
    ended_as,
)

WAIT_S: Final = 30.0
READER_QUESTIONS: Final = 2
PRICE: Final = {"aurora": 0.334, "boreal": 0.252, "cirrus": 0.031, "delta": 0.014}
"""US dollars of a call, on average."""
CLOCKS: Final = (
    Clock(clock="kernel", attempts=26_911),
    Clock(clock="httpx", attempts=7_002),
)
FLOORS: Final = (Floor(day="2026-05-11", streams=16, median_s=0.0012, p99_s=0.0041),)
LEFT_OUT: Final = (
    LeftOut(kind="row", what="line 41", reason="no answer is given", items=1),
    LeftOut(kind="question", what="q-17", reason="evidence not found", items=1),
    LeftOut(kind="file", what="annex/scan.pdf", reason="no text layer", items=1),
    LeftOut(kind="prompt", what="context 512000", reason="corpus too small", items=220),
)
LOSSES: Final = (
    Loss(
        kind="incorrect",
        model=MODELS["boreal"],
        condition=Condition.CONTEXT,
        length=128_000,
        depth=0.5,
        question="What did Marrow Holdings spend on capital goods in 2023?",
        wanted=("$1,577 million", "1.577 billion"),
        given="$1,487 million",
        reason="1487 is not 1577 within 0.5 %",
        cited=("marrow-2023.pdf p.61",),
        evidence=("marrow-2023.pdf p.59",),
    ),
    Loss(
        kind="abstained",
        model=MODELS["aurora"],
        condition=Condition.CONTEXT,
        length=256_000,
        depth=0.7,
        question="On which date did the lease of the Hollin site end?",
        wanted=("30 June 2024",),
        given=None,
        reason="it says that the documents do not say",
        cited=(),
        evidence=("hollin-2024.pdf p.12", "hollin-2024.pdf p.13"),
    ),
    Loss(
        kind="declined",
        model=MODELS["delta"],
        condition=Condition.CONTEXT,
        length=32_000,
        depth=0.1,
        question="Who audited Tarn & Co. in 2022?",
        wanted=("Ebden LLP",),
        given="I cannot help with that.",
        reason="a refusal in words",
        cited=(),
        evidence=("tarn-2022.pdf p.3",),
    ),
    Loss(
        kind="malformed",
        model=MODELS["cirrus"],
        condition=Condition.CONTEXT,
        length=64_000,
        depth=0.3,
        question="Did Oller plc pay a dividend in 2021?",
        wanted=("yes",),
        given='{"answer": ',
        reason="no answer can be read",
        cited=(),
        evidence=("oller-2021.pdf p.88",),
    ),
    Loss(
        kind="failed",
        model=MODELS["aurora"],
        condition=Condition.CONTEXT,
        length=256_000,
        depth=0.9,
        question="How many people did Quell Group employ in 2023?",
        wanted=("4,120",),
        given=None,
        reason="timeout: no answer within 120 s",
        cited=(),
        evidence=("quell-2023.pdf p.140",),
    ),
)


def asked() -> Asked:
    return Asked(
        requests=tuple(
            Request(
                model=model,
                temperature=0.0,
                top_p=0.95 if name == "cirrus" else None,
                seed=7,
                max_output_tokens=8_192,
                reasoning_effort="low" if name == "aurora" else None,
                extra='{"safe": true}' if name == "delta" else None,
                dropped=("temperature",) if name == "boreal" else (),
            )
            for name, model in MODELS.items()
        ),
        placement=("after",),
        distractors=("hard",),
        repeats=REPEATS,
        seed=2026,
        depth_design="latin",
        arrangement="together",
        cache="cold",
        tolerated_missing=0.05,
        working=WORKING,
        margin=0.05,
        retain=0.85,
        wait_s=30,
    )


def scope(ended: Sequence[Outcomes]) -> Scope:
    total = summed(ended)
    return Scope(
        documents=52,
        failed_files=1,
        questions=QUESTIONS + UNANSWERABLE + READER_QUESTIONS,
        unanswerable=UNANSWERABLE,
        type_inferred=9,
        needs_reader=READER_QUESTIONS,
        left_out_questions=1,
        leaks_dropped=318,
        repeats=REPEATS,
        first_day="2026-05-12",
        last_day="2026-05-14",
        sent=total.planned - total.over_window,
        replayed=1_204,
        replayed_from=("filings-2026w18.parquet",),
    )


def summed(ended: Sequence[Outcomes]) -> Outcomes:
    return Outcomes(
        **{
            name: sum(getattr(one, name) for one in ended)
            for name in Outcomes.model_fields
        }
    )


def scorers(ended: Sequence[Outcomes]) -> tuple[Scorer, ...]:
    total = summed(ended)
    judged = total.answered - total.unscored
    by_judge = 4 * 120
    dates = judged // 5
    return (
        Scorer(scorer="number@2", judged=judged - dates - by_judge, unscored=0),
        Scorer(scorer="date@1", judged=dates, unscored=0),
        Scorer(scorer="reader@1", judged=0, unscored=total.for_reader),
        Scorer(scorer="judge@1", kind="judge", judged=by_judge, unscored=0),
    )


def for_reader() -> Endings:
    """Return the calls of the questions that are left to a reader."""
    calls = REPEATS * (len(LENGTHS) - 1) + 1
    return np.full((READER_QUESTIONS, calls), CODES.index("unscored"), dtype=np.int64)


def judges() -> tuple[JudgeReport, ...]:
    return tuple(_judge(name) for name in NAMES if name != "bm25")


def _judge(name: str) -> JudgeReport:
    right, wrong = Verdict.CORRECT, Verdict.INCORRECT
    labels = 112 if name in ("aurora", "boreal") else 24
    pairs = [(right, right)] * (labels - 14) + [(wrong, wrong)] * 10
    pairs += [(wrong, right)] * 3 + [(right, wrong)]
    share = Estimate(
        estimate=0.8,
        lo=0.71,
        hi=0.868,
        level=0.95,
        n=120,
        documents=48,
        hits=96,
        calls=120,
        effective_n=104.0,
        few_documents=False,
        method="wilson-cluster@1",
    )
    mended = share.model_copy(
        update={"estimate": 0.784, "lo": 0.69, "hi": 0.857, "method": "ppi++@1"}
    )
    enough = labels >= 100
    return JudgeReport(
        model=MODELS[name],
        judge="judge/arbiter-1",
        panel=False,
        itself=name == "delta",
        answers=126,
        correct=96,
        incorrect=20,
        abstained=4,
        order=4,
        unreadable=1,
        unanswered=1,
        undecided=0,
        share=share,
        labels=labels,
        agreement=agreement(pairs),
        corrected=mended if enough else None,
        calls=252,
        priced=252,
        cost_usd=1.26,
    )


def failures(model: str, ended: Outcomes) -> Iterator[Failure]:
    kinds = {
        "timeout": ended.failed // 3 * 2,
        "http_500": ended.failed - ended.failed // 3 * 2,
    }
    found: list[tuple[Outcome, str | None, int]] = [
        (Outcome.FAILED, kind, calls) for kind, calls in kinds.items()
    ]
    found += [
        (Outcome.TRUNCATED, "length", ended.truncated),
        (Outcome.REFUSED, None, ended.refused),
        (Outcome.FILTERED, "content_filter", ended.filtered),
    ]
    for outcome, kind, calls in found:
        if calls:
            yield Failure(
                model=model,
                condition=Condition.CONTEXT,
                outcome=outcome,
                kind=kind,
                calls=calls,
            )


def tries(model: str, ended: Outcomes) -> Tries:
    sent = ended.planned - ended.over_window
    return Tries(model=model, sent=sent, retried=sent // 50, attempts=sent + sent // 40)


def times(name: str, made: World) -> Iterator[Times]:
    """Yield the times at each length, and of some calls that a cache knew."""
    answered = ended_as(made.context, CODES[:5])
    late = ended_as(made.context, ("failed",)) & (made.seconds > LIMIT_S)
    for at, length in enumerate(LENGTHS):
        took = made.seconds[:, at][answered[:, at]]
        if len(took):
            yield _times(length, took.tolist(), int(late[:, at].sum()))
    if name == "aurora":
        took = made.seconds[:40, 0, 0] * 0.4
        yield _times(LENGTHS[0], took.tolist(), 0, cached=True)


def _times(length: int, took: list[float], cut: int, *, cached: bool = False) -> Times:
    limits = [LIMIT_S] * cut
    p50, p90, p95, p99 = (
        time_quantile(took, limits, q) for q in (0.5, 0.9, 0.95, 0.99)
    )
    return Times(
        length=length,
        cached=cached,
        p50=p50,
        p90=p90,
        p95=p95,
        p99=p99,
        first_token_p50=time_quantile([0.2 * one for one in took], (), 0.5),
        disturbed=3 if length == LENGTHS[1] else 0,
    )


def tokens(name: str, ended: Outcomes) -> TokenRatio | None:
    ratios = {"aurora": 1.0, "boreal": 1.08, "cirrus": 1.21, "delta": 1.34}
    if name not in ratios:
        return None
    reference = 52_000 * ended.answered
    reported = round(reference * ratios[name])
    return TokenRatio(
        ratio=round(reported / reference, 6),
        calls=ended.answered,
        reported=reported,
        reference=reference,
    )


def costs(name: str, ended: Outcomes) -> Costs | None:
    if name not in PRICE:
        return None
    sent = ended.planned - ended.over_window
    priced = sent - (12 if name == "delta" else 0)
    return Costs(
        calls=sent,
        priced=priced,
        answer_usd=PRICE[name],
        total_usd=round(priced * PRICE[name], 6),
        sources=("list price of 2026-05-10",),
        cold_cached=31 if name == "cirrus" else 0,
    )


def cost_per_correct(name: str, accuracy: Estimate) -> Ratio | None:
    if name not in PRICE:
        return None
    each = PRICE[name] / accuracy.estimate
    return Ratio(
        estimate=round(each, 6),
        lo=round(each * 0.95, 6),
        hi=round(each * 1.06, 6),
        level=0.95,
        n=QUESTIONS,
        documents=52,
        few_documents=False,
        method="ratio-jackknife@1",
    )


def metrics() -> tuple[MetricMean, ...]:
    return tuple(
        MetricMean(
            model=model,
            metric=metric,
            length=length,
            answers=620,
            undefined=4 if metric == "rouge_l" else 0,
            mean=round(
                0.93 - 0.02 * at - 0.05 * place - 0.1 * (metric != "squad_f1"), 6
            ),
        )
        for place, model in enumerate(MODELS.values())
        for metric in ("rouge_l", "squad_f1")
        for at, length in enumerate(LENGTHS)
    )


def citing(ended: Sequence[Outcomes]) -> tuple[Citing, ...]:
    return tuple(
        _citing(model, 3_200 - 40 * place)
        for place, model in enumerate(MODELS.values())
        if len(ended) > place and model != MODELS["bm25"]
    )


def _citing(model: str, answers: int) -> Citing:
    right = (answers * 7 // 10, answers // 20, answers // 20)
    wrong = (answers // 20, answers // 20)
    return Citing(
        model=model,
        answers=answers,
        citing=answers - answers // 20,
        right_on_evidence=right[0],
        right_elsewhere=right[1],
        right_uncited=right[2],
        wrong_on_evidence=wrong[0],
        wrong_elsewhere=wrong[1],
        wrong_uncited=answers - sum(right) - sum(wrong),
        precision_sum=0.81 * answers,
        recall_sum=0.74 * answers,
        cited=answers + 12,
        known=answers + 5,
        printed=17,
        quotes=answers // 2,
        quotes_found=answers // 2 - 9,
    )
