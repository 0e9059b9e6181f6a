"""What judges said of each model's answers, and how far people bear them out. Pure."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from pipeline.facts import same_model
from pipeline.records import Record, Verdict
from pipeline.report.agreement import Agreement, agreement
from pipeline.report.ppi import Judged, corrected
from pipeline.statistics.estimates import Estimate, codes
from pipeline.statistics.proportions import Calls, proportion


class JudgedAnswer(Record):
    cluster: str
    """The gold document."""
    verdict: Verdict | None
    void: str | None
    """Why there is none: `order`, `unreadable`, `unanswered`, or of a panel
    `undecided`."""
    human: Verdict | None
    """What people say, where all who said anything agree."""


class JudgeRow(Record):
    """One judge, or a panel of them, on the answers of one model."""

    model: str
    judge: str
    """A model id; of a panel, the scorer's name."""
    panel: bool
    answers: tuple[JudgedAnswer, ...]
    calls: int
    """Of the judge, two an answer; of a panel none, as they are its judges'."""
    priced: int
    cost_usd: float | None


class JudgeReport(Record):
    model: str
    judge: str
    panel: bool
    itself: bool
    """The model, or the same at another service, is among the judges."""
    answers: int
    correct: int
    incorrect: int
    abstained: int
    order: int
    """Void, as the verdict changed when gold and answer changed places."""
    unreadable: int
    unanswered: int
    undecided: int
    share: Estimate | None
    """Called correct, of the answers with a verdict: the judge's word alone."""
    labels: int
    """Of the answers with a verdict."""
    agreement: Agreement | None
    corrected: Estimate | None
    """The same share as people would have it; `None` with too few labels."""
    calls: int
    priced: int
    cost_usd: float | None


def judges(rows: Iterable[JudgeRow]) -> tuple[JudgeReport, ...]:
    return tuple(_report(row) for row in rows)


def _report(row: JudgeRow) -> JudgeReport:
    verdicts = Counter(one.verdict for one in row.answers)
    voids = Counter(one.void for one in row.answers)
    known = [one for one in row.answers if one.verdict is not None]
    pairs = [(one.human, one.verdict) for one in row.answers if one.human is not None]
    labels = sum(one.human is not None for one in known)
    return JudgeReport(
        model=row.model,
        judge=row.judge,
        panel=row.panel,
        itself=any(same_model(row.model, name) for name in _names(row)),
        answers=len(row.answers),
        correct=verdicts[Verdict.CORRECT],
        incorrect=verdicts[Verdict.INCORRECT],
        abstained=verdicts[Verdict.ABSTAINED],
        order=voids["order"],
        unreadable=voids["unreadable"],
        unanswered=voids["unanswered"],
        undecided=voids["undecided"],
        share=_share(known),
        labels=labels,
        agreement=agreement(pairs) if labels else None,
        corrected=corrected([_judged(one) for one in known]),
        calls=row.calls,
        priced=row.priced,
        cost_usd=None if row.cost_usd is None else round(row.cost_usd, 9),
    )


def _names(row: JudgeRow) -> list[str]:
    if not row.panel:
        return [row.judge]
    return row.judge.partition(" ")[2].split(", ")


def _share(known: list[JudgedAnswer]) -> Estimate | None:
    hits = [one.verdict is Verdict.CORRECT for one in known]
    return proportion(
        np.asarray(hits, dtype=np.float64),
        codes([one.cluster for one in known]),
        Calls(hits=sum(hits), calls=len(hits)),
    )


def _judged(one: JudgedAnswer) -> Judged:
    return Judged(
        cluster=one.cluster,
        judge=one.verdict is Verdict.CORRECT,
        human=None if one.human is None else one.human is Verdict.CORRECT,
    )
