"""Answers become verdicts that hold for one gold answer, whatever was shown."""

from collections.abc import Iterator

import pytest

from pipeline.errors import QuestionError, SettingsError
from pipeline.progress import silent
from pipeline.records import AnswerType, Condition, Verdict
from pipeline.score.stage import BATCH, answers_of, score_run
from pipeline.score.verdicts import RULES, UNSHOWN
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended

DECLINED = '{"answer": null, "status": "not_in_document"}'
DESIGN = Design(
    models=("north/aurora-2",),
    documents=2,
    questions=1,
    unanswerable=1,
    lengths=(4_000,),
    controls=(Condition.CLOSED_BOOK, Condition.GOLD_REMOVED),
)


def ending(asked: Asked) -> Ended:
    """Know the answer to the second question without reading, and no other."""
    knows = asked.condition is Condition.CONTEXT or asked.question.id == "q-1-0"
    gold = (*asked.question.answers, "")[0]
    return Ended(verdict=None, answer=gold if knows and gold else DECLINED)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as store:
        fill(store, DESIGN, ending)
        yield store


def verdicts(store: Store) -> dict[tuple[str, str], tuple[str | None, ...]]:
    found = store._db.execute(
        "SELECT question, condition, verdict, scorer, reason FROM verdicts"
    ).fetchall()
    return {(row[0], row[1]): row[2:] for row in found}


def test_without_its_evidence_a_question_is_judged_as_unanswerable(
    store: Store,
) -> None:
    counts = score_run(store, DESIGN.run, silent)

    found = verdicts(store)
    number = RULES[AnswerType.NUMBER].version
    assert counts == {Verdict.CORRECT: 6, Verdict.ABSTAINED: 1, Verdict.INCORRECT: 1}
    assert found["q-0-0", "gold-removed"][:2] == ("correct", "unanswerable@6")
    assert found["q-1-0", "gold-removed"] == ("incorrect", "unanswerable@6", UNSHOWN)
    assert found["q-0-0", "closed-book"][0] == "abstained"
    assert found["q-1-0", "closed-book"][:2] == ("correct", number)
    assert found["u-0", "context"][0] == "correct"
    assert ("u-0", "gold-removed") not in found


def test_mending_the_gold_answer_takes_both_verdicts_back(store: Store) -> None:
    score_run(store, DESIGN.run, silent)

    store._db.execute("UPDATE raw.questions SET gold = 'mended' WHERE id = 'q-0-0'")

    found = verdicts(store)
    assert found["q-0-0", "gold-removed"][0] is None
    assert found["q-0-0", "context"][0] is None
    assert found["q-1-0", "gold-removed"][0] == "incorrect"


def test_scoring_twice_changes_nothing(store: Store) -> None:
    score_run(store, DESIGN.run, silent)
    once = verdicts(store)

    score_run(store, DESIGN.run, silent)

    assert verdicts(store) == once


def test_a_question_that_is_gone_is_no_verdict(store: Store) -> None:
    store._db.execute("DELETE FROM raw.questions WHERE id = 'q-0-0'")

    with pytest.raises(QuestionError, match="'q-0-0' of this run is no longer in its"):
        score_run(store, DESIGN.run, silent)


def test_an_unknown_run_is_answered_with_those_there_are(store: Store) -> None:
    with pytest.raises(SettingsError, match="choose from contracts-2026"):
        score_run(store, "x", silent)


def test_a_batch_of_answers_is_in_memory_at_a_time_and_none_is_left_out() -> None:
    design = Design(
        models=("north/aurora-2",),
        documents=1,
        questions=1,
        unanswerable=0,
        lengths=(4_000,),
        controls=(),
        repeats=BATCH + 1,
    )
    heard: list[tuple[int, int]] = []
    with Store() as store:
        fill(store, design, ending)
        sizes = [len(batch) for batch in answers_of(store, design.run).batches]
        counts = score_run(
            store, design.run, lambda done, total, _: heard.append((done, total))
        )
        scored = store._db.execute("FROM raw.scores").fetchall()

    assert sizes == [BATCH, 1]
    assert counts == {Verdict.CORRECT: BATCH + 1}
    assert len(scored) == BATCH + 1
    assert heard == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]
