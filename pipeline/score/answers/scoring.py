"""Rows of answers in, each with its verdict and its metrics out. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.records import AnswerType, Verdict
from pipeline.score.answers.fields import RowError
from pipeline.score.answers.given import Given, read
from pipeline.score.answers.rows import Row
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import NotDefinedError, Sample
from pipeline.score.verdicts import judge


class Task(NamedTuple):
    """Some rows of one file, and what to make of them."""

    rows: Sequence[tuple[int, Row, Row | None]]
    """The line of each, the row, and what the file of questions says of it."""
    metrics: tuple[str, ...]


class Unusable(NamedTuple):
    line: int
    reason: str


class Scored(NamedTuple):
    """An answer from elsewhere and all that is said of it."""

    line: int
    id: str
    model: str
    answer_type: AnswerType
    scorer: str
    verdict: Verdict
    reason: str
    given: str | None
    wanted: str | None
    credit: float | None
    metrics: Mapping[str, float | None]
    """0 to 1 by name and version; `None` where the metric is not defined."""
    label: Verdict | None
    remark: str


def score_rows(task: Task) -> list[Scored | Unusable]:
    """Score each row; one that cannot be used costs itself alone."""
    return [one for row in task.rows for one in _of_row(row, task.metrics)]


def _of_row(
    place: tuple[int, Row, Row | None], metrics: Sequence[str]
) -> Iterator[Scored | Unusable]:
    line, row, known = place
    try:
        for given in read(row, f"line {line}", known):
            yield _scored(line, given, metrics)
    except RowError as error:
        yield Unusable(line, str(error))


def _scored(line: int, given: Given, metrics: Sequence[str]) -> Scored:
    scorer, judged, _ = judge(given.text, given.question)
    return Scored(
        line=line,
        id=given.id,
        model=given.model,
        answer_type=given.question.answer_type,
        scorer=scorer,
        verdict=judged.verdict,
        reason=judged.reason,
        given=judged.given,
        wanted=judged.wanted,
        credit=judged.credit,
        metrics=_measured(given, metrics),
        label=given.label,
        remark=given.remark,
    )


def _measured(given: Given, names: Sequence[str]) -> dict[str, float | None]:
    if not names:
        return {}
    sample = Sample(
        prediction=given.text,
        golds=given.golds,
        question=given.question.text,
        choices=given.question.choices,
        answer_type=given.question.answer_type,
        further=given.further,
    )
    values: dict[str, float | None] = {}
    for name in names:
        metric = METRICS[name]
        try:
            values[metric.version] = metric.score(sample)
        except NotDefinedError:
            values[metric.version] = None
    return values
