"""Give every answered call of a run its verdict. No model is asked again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from pipeline.errors import QuestionError, SettingsError
from pipeline.progress import Progress
from pipeline.records import Condition, Question, Record, Score, Verdict
from pipeline.score.citing.cited import Citations, Given
from pipeline.score.reading.reply import Reply
from pipeline.score.verdicts import judge, judge_without_evidence
from pipeline.store import Store

BATCH: Final = 5_000


class _Name(Record):
    name: str


class Answer(Record):
    """An answered call of a run."""

    call: str
    model: str
    question: str
    condition: Condition
    answer: str


class _Answered(Record):
    answers: int
    models: tuple[str, ...]


class Answers(NamedTuple):
    """The answered calls of a run; in memory is one batch of them at a time."""

    total: int
    models: tuple[str, ...]
    """Sorted."""
    questions: Mapping[str, Question]
    """By id."""
    batches: Iterator[list[Answer]]


def score_run(store: Store, run: str, progress: Progress) -> Mapping[Verdict, int]:
    """Score the run's answers by the rule of each question's type; return the counts.

    Scoring again replaces what the same rule and version said, and nothing else.
    """
    answers = answers_of(store, run)
    citations = Citations(store, run)
    counts: Counter[Verdict] = Counter()
    for batch in answers.batches:
        scores, given = _scores(batch, answers.questions)
        cited = citations.of(given)
        with store.transaction():
            store.insert("score_add", scores)
            store.insert("score_add_citations", cited)
        counts.update(score.verdict for score in scores)
        progress(counts.total(), answers.total, "scored")
    return counts


def answers_of(store: Store, run: str) -> Answers:
    """Return the run's answered calls, and what they answer.

    Raises `SettingsError` when there is no such run.
    """
    known = [row.name for row in store.select("run_names", _Name)]
    if run not in known:
        message = f"unknown run {run!r}; choose from {', '.join(known) or 'none yet'}"
        raise SettingsError(message)
    (answered,) = store.select("score_answered", _Answered, run=run)
    found = store.select("score_questions", Question, run=run)
    return Answers(
        answered.answers,
        answered.models,
        {question.id: question for question in found},
        _batches(store.stream("score_answers", Answer, run=run)),
    )


def _batches(answers: Iterator[Answer]) -> Iterator[list[Answer]]:
    while batch := list(islice(answers, BATCH)):
        yield batch


def question_of(answer: Answer, questions: Mapping[str, Question]) -> Question:
    """Return what was asked. Raises `QuestionError` when its set lost it."""
    question = questions.get(answer.question)
    if question is None:
        message = (
            f"the question {answer.question!r} of this run is no longer in its set; "
            "import the set again, or plan anew"
        )
        raise QuestionError(message)
    return question


def _scores(
    answers: Sequence[Answer], questions: Mapping[str, Question]
) -> tuple[list[Score], list[Given]]:
    """Return the verdicts, and the replies as they were read for them."""
    scores: list[Score] = []
    given: list[Given] = []
    for answer in answers:
        question = question_of(answer, questions)
        score, reply = _score(answer, question)
        scores.append(score)
        given.append(Given(answer.call, answer.condition, question, reply))
    return scores, given


def _score(answer: Answer, question: Question) -> tuple[Score, Reply]:
    removed = answer.condition is Condition.GOLD_REMOVED
    rule = judge_without_evidence if removed else judge
    scorer, judged, reply = rule(answer.answer, question)
    score = Score(
        call=answer.call,
        gold=question.gold,
        scorer=scorer,
        verdict=judged.verdict,
        reason=judged.reason,
        given=judged.given,
        wanted=judged.wanted,
        credit=judged.credit,
        cited=reply.pages,
    )
    return score, reply
