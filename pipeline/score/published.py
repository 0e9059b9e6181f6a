"""Measure the answers of a run by published metrics. Verdicts stay as they are."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.errors import SettingsError
from pipeline.progress import Progress
from pipeline.records import Condition, MetricScore, Question
from pipeline.score.mean import Mean
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.reading.reply import Reply, read_reply
from pipeline.score.stage import Answer, answers_of, question_of
from pipeline.store import Store


def measure_run(
    store: Store, run: str, names: Sequence[str], progress: Progress
) -> Mapping[str, Mapping[str, Mean]]:
    """Store what each metric gives every answer of the run.

    Returns the mean over each model's answers in context, by metric and model: those
    without documents, or with the evidence alone, answer another question. Measuring
    again replaces what the same metric and version gave, and nothing else.
    """
    for name in names:
        if name not in METRICS:
            raise SettingsError.unknown(what="metric", given=name, known=METRICS)
    metrics = [METRICS[name] for name in names]
    answers = answers_of(store, run)
    means = {one.version: {name: Mean() for name in answers.models} for one in metrics}
    done = 0
    for batch in answers.batches:
        found = [
            (answer, score)
            for answer in batch
            for score in measured(
                answer, question_of(answer, answers.questions), metrics
            )
        ]
        with store.transaction():
            store.insert("score_add_metrics", [score for _, score in found])
        for answer, score in found:
            if answer.condition is Condition.CONTEXT:
                means[score.metric][answer.model].add(score.value)
        done += len(batch)
        progress(done, answers.total, "measured")
    return means


def measured(
    answer: Answer, question: Question, metrics: Sequence[Metric]
) -> Iterator[MetricScore]:
    """Yield the value of each metric, or why it has none."""
    reply = read_reply(answer.answer)
    for metric in metrics:
        value, reason = _value(answer, question, metric, reply)
        yield MetricScore(
            call=answer.call,
            gold=question.gold,
            metric=metric.version,
            value=value,
            reason=reason,
        )


def _value(
    answer: Answer, question: Question, metric: Metric, reply: Reply
) -> tuple[float | None, str | None]:
    if answer.condition is Condition.GOLD_REMOVED:
        return None, "the evidence was taken out: the gold answer is not right here"
    if not question.answerable:
        return None, "the question has no gold answer"
    sample = Sample(
        prediction=answer.answer if metric.whole_reply else _field(reply),
        golds=question.answers,
        question=question.text,
        choices=question.choices,
        answer_type=question.answer_type,
    )
    try:
        return metric.score(sample), None
    except NotDefinedError as error:
        return None, str(error)


def _field(reply: Reply) -> str:
    """Return the answer as it was read; of a list, its items side by side."""
    if isinstance(reply.answer, tuple):
        return ", ".join(reply.answer)
    return reply.answer or reply.phrase or ""
