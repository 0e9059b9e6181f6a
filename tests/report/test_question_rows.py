"""What the store says of each question: seconds, dollars, in time, alike, losses."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from pipeline.records import Condition, Outcome, Record, Verdict
from pipeline.report.amounts import times as times_of
from pipeline.report.rows import (
    Alike,
    Loss,
    QuestionCost,
    QuestionTime,
    Timing,
    Within,
)
from pipeline.store import Store
from tests.support.bench_data import fill, put
from tests.support.bench_design import Asked, Design, Ended, Ending
from tests.support.commands import docqa
from tests.support.small_bench import QUAYS, write_corpus, write_questions

DESIGN = Design(
    models=("m/a", "m/b"),
    documents=2,
    questions=2,
    unanswerable=1,
    lengths=(4_000, 8_000),
    depths=(0.5,),
    repeats=3,
    controls=(Condition.CLOSED_BOOK, Condition.GOLD_REMOVED),
)
QUESTIONS = ("q-0-0", "q-0-1", "q-1-0", "q-1-1")
NAMED = "WHERE id IN (SELECT id FROM calls WHERE "
CACHED = (
    "UPDATE raw.calls SET usage = struct_update(usage, cached_tokens := {}::BIGINT) "
    + NAMED
    + "{})"
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as opened:
        yield opened


def filled(store: Store, ending: Ending, *changes: str, design: Design = DESIGN) -> str:
    run = fill(store, design, ending)
    for change in changes:
        store._db.execute(change)
    store.execute("report_judged", run=run)
    return run


def times(store: Store) -> list[QuestionTime]:
    rows = store.select("report_question_times", QuestionTime)
    return [row for row in rows if row.model == "m/a"]


def right(asked: Asked) -> Ended:
    return Ended(seconds=math.exp(asked.repeat))


def test_seconds_are_the_mean_logarithm_at_each_length(store: Store) -> None:
    filled(store, right)

    rows = times(store)

    assert [(row.question, row.length) for row in rows] == [
        (question, length) for question in (*QUESTIONS, "u-0") for length in (4e3, 8e3)
    ]
    assert {row.answers for row in rows} == {3}
    assert [row.mean_log_s for row in rows] == pytest.approx([1.0] * 10)
    assert rows[0].cluster == rows[2].cluster != rows[4].cluster


def test_a_call_cut_off_before_its_first_token_is_no_fast_one(store: Store) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.repeat:
            return Ended(Outcome.FAILED, None, 30.0, limit_s=30.0)
        return Ended(seconds=2.0)

    filled(
        store,
        ending,
        "UPDATE raw.calls SET first_token_s = if(outcome = 'answered', 1, NULL)",
        f"UPDATE raw.calls SET first_token_s = 4 {NAMED} repeat = 1)",
        f"UPDATE raw.calls SET first_token_s = NULL {NAMED} model = 'm/b')",
    )

    of = {(row.model, row.length): row for row in store.select("report_times", Timing)}
    long, never = of["m/a", 8_000], of["m/b", 8_000]
    streamed, not_streamed = times_of([long, never])

    assert long.first_token_s == (1.0,) * 5 + (4.0,) * 5
    assert long.first_token_censored_s == (30.0,) * 5
    assert streamed.first_token_p50.estimate == 4.0
    assert streamed.first_token_p50.censored == 5
    assert not_streamed.first_token_p50.n == 0


def test_only_answers_that_were_read_anew_have_a_time(store: Store) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.repeat == 2 and asked.length == 8_000:
            return Ended(Outcome.FAILED, None, 500.0, limit_s=500.0)
        return right(asked)

    filled(
        store,
        ending,
        CACHED.format(51, "repeat = 1 AND length = 4000 AND model = 'm/a'"),
        CACHED.format(50, "repeat = 2 AND length = 4000 AND model = 'm/a'"),
        f"UPDATE raw.calls SET answer_s = NULL {NAMED} question = 'q-0-1')",
        f"UPDATE raw.calls SET answer_s = 0 {NAMED} question = 'q-1-0')",
    )

    rows = times(store)

    assert [(row.question, row.length, row.answers) for row in rows[:2]] == [
        ("q-0-0", 4_000, 2),
        ("q-0-0", 8_000, 2),
    ]
    assert [row.mean_log_s for row in rows[:2]] == pytest.approx([(0 + 2) / 2, 0.5])
    assert {"q-0-1", "q-1-0"}.isdisjoint(row.question for row in rows)


def test_dollars_are_of_calls_that_count_and_have_a_price(store: Store) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.length == 8_000:
            return Ended(Outcome.FAILED, None)
        return Ended(
            verdict=Verdict.CORRECT if asked.repeat else Verdict.INCORRECT,
        )

    filled(
        store,
        ending,
        "UPDATE raw.calls SET cost_usd = 0.1",
        f"UPDATE raw.calls SET cost_usd = NULL {NAMED} question = 'q-0-1' "
        "AND repeat = 2)",
        f"UPDATE raw.calls SET cost_usd = NULL {NAMED} question = 'q-1-1')",
    )

    rows = store.select("report_question_costs", QuestionCost)

    own = [row for row in rows if row.model == "m/a"]
    assert [(row.question, row.length, row.calls, row.correct) for row in own] == [
        ("q-0-0", 4_000, 3, 2),
        ("q-0-0", 8_000, 3, 0),
        ("q-0-1", 4_000, 2, 1),
        ("q-0-1", 8_000, 2, 0),
        ("q-1-0", 4_000, 3, 2),
        ("q-1-0", 8_000, 3, 0),
    ]
    assert [row.cost_usd for row in own] == pytest.approx(
        [row.calls / 10 for row in own]
    )


def open_ended(asked: Asked) -> Ended:
    """Leave one of 24 answers about q-0-0 open, and all that m/b says of q-0-1."""
    first = (asked.model, asked.length, asked.repeat) == ("m/a", 4_000, 0)
    in_context = asked.condition is Condition.CONTEXT
    left = {"q-0-0": first and in_context, "q-0-1": asked.model == "m/b"}
    open_here = left.get(asked.question.id, False)
    return Ended(verdict=Verdict.UNSCORED if open_here else Verdict.CORRECT)


@pytest.mark.parametrize(
    ("query", "record", "wanted"),
    [
        pytest.param("report_question_costs", QuestionCost, {}, id="costs"),
        pytest.param("report_within", Within, {"wait_s": 9.0}, id="within"),
    ],
)
def test_what_a_reader_must_judge_is_in_neither(
    store: Store,
    query: str,
    record: type[QuestionCost | Within],
    wanted: dict[str, float],
) -> None:
    filled(store, open_ended, "UPDATE raw.calls SET cost_usd = 0.1")

    rows = store.select(query, record, **wanted)

    found: dict[str, int] = {}
    for row in rows:
        if row.model == "m/a":
            found[row.question] = found.get(row.question, 0) + row.calls
    assert found == {"q-0-0": 5, "q-1-0": 6, "q-1-1": 6}


def test_right_in_time_counts_the_pauses_and_failures_are_late(store: Store) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.question.id == "q-0-1" and asked.repeat == 0:
            return Ended(Outcome.FAILED, None, 0.1)
        wrong = asked.question.id == "q-1-0" and asked.repeat == 0
        return Ended(
            verdict=Verdict.INCORRECT if wrong else Verdict.CORRECT,
            seconds=2.5 if asked.length == 4_000 else 2.6,
        )

    filled(store, ending)

    rows = store.select("report_within", Within, wait_s=3.0)

    found = [
        (row.question, row.length, row.calls, row.hits)
        for row in rows
        if row.model == "m/a"
    ]
    assert found == [
        ("q-0-0", 4_000, 3, 3),
        ("q-0-0", 8_000, 3, 0),  # felt: half a second more than it took
        ("q-0-1", 4_000, 3, 2),
        ("q-0-1", 8_000, 3, 0),
        ("q-1-0", 4_000, 3, 2),
        ("q-1-0", 8_000, 3, 0),
        ("q-1-1", 4_000, 3, 3),
        ("q-1-1", 8_000, 3, 0),
    ]


def test_an_answer_without_a_time_of_its_own_is_no_call_in_time(store: Store) -> None:
    def ending(asked: Asked) -> Ended:
        failed = asked.question.id in {"q-0-1", "q-1-1"} and asked.repeat == 0
        return Ended(Outcome.FAILED, None) if failed else Ended()

    filled(
        store,
        ending,
        CACHED.format(60, "question = 'q-0-0' AND repeat = 1"),
        f"UPDATE raw.calls SET felt_s = NULL {NAMED} question = 'q-1-0' "
        "AND repeat = 2)",
        f"UPDATE raw.calls SET felt_s = NULL {NAMED} question = 'q-1-1')",
    )

    rows = store.select("report_within", Within, wait_s=3.0)

    found = [(row.question, row.calls, row.hits) for row in rows if row.model == "m/a"]
    assert found == [
        *(("q-0-0", 2, 2), ("q-0-0", 2, 2)),
        *(("q-0-1", 3, 2), ("q-0-1", 3, 2)),
        *(("q-1-0", 2, 2), ("q-1-0", 2, 2)),
    ]  # q-1-1 has only its failures: nothing of it was timed


def test_calls_beyond_a_window_or_not_made_are_neither_late_nor_dear(
    store: Store,
) -> None:
    def ending(asked: Asked) -> Ended:
        return Ended(outcome=None if asked.repeat else Outcome.ANSWERED)

    design = Design(
        models=("m/a",),
        documents=1,
        questions=1,
        unanswerable=0,
        lengths=(4_000, 8_000),
        repeats=3,
        over_window=(("m/a", 8_000),),
    )
    filled(store, ending, "UPDATE raw.calls SET cost_usd = 0.1", design=design)

    (cost,) = store.select("report_question_costs", QuestionCost)
    (timed,) = store.select("report_within", Within, wait_s=9.0)

    assert (cost.length, cost.calls) == (4_000, 1)
    assert (timed.calls, timed.hits) == (1, 1)


WRONG, RIGHT, SILENT = Verdict.INCORRECT, Verdict.CORRECT, Verdict.ABSTAINED
LONG = "x" * 299 + "…"
Said: TypeAlias = tuple[str | None, str, Verdict]
"""What was read of an answer, its text and its verdict."""
SAID: dict[str, tuple[list[Said], tuple[int, int]]] = {
    "the same": ([("7", "a", WRONG), ("7", "a", WRONG)], (1, 1)),
    "in other words": ([("7", "a", WRONG), ("7", "b", WRONG)], (1, 0)),
    "another value": ([("7", "a", WRONG), ("8", "a", WRONG)], (0, 1)),
    "case and spaces": ([(" One  Way", "a", WRONG), ("one way", "b", WRONG)], (1, 0)),
    "both right": ([("7 m", "a", RIGHT), ("7,000,000", "b", RIGHT)], (1, 0)),
    "one right": ([("7 m", "a", RIGHT), ("7 m", "a", WRONG)], (0, 1)),
    "both abstain": ([(None, "no", SILENT), ("n/a", "none", SILENT)], (1, 0)),
    "one abstains": ([(None, "no", SILENT), (None, "no", WRONG)], (0, 1)),
    "nothing read: the text": ([(None, "Yes", WRONG), ("", "yes ", WRONG)], (1, 0)),
    "cut: the text": ([(LONG, "xa", WRONG), (LONG, "xb", WRONG)], (0, 0)),
    "two of three": (
        [("7", "a", WRONG), ("7", "a", WRONG), ("8", "a", WRONG)],
        (0, 1),
    ),
    "called as a verdict": ([("correct", "a", WRONG), ("7", "a", RIGHT)], (0, 1)),
}
"""Answers to one question, and whether they and their texts are the same."""


def _read(answers: Mapping[str, Sequence[Said]]) -> Iterator[str]:
    for question, said in answers.items():
        for repeat, (given, _, _) in enumerate(said):
            value = "NULL" if given is None else f"'{given}'"
            yield (
                f"UPDATE raw.scores SET given = {value} WHERE call IN (SELECT id FROM "
                f"calls WHERE repeat = {repeat} AND question = '{question}')"
            )


def test_what_is_one_answer(store: Store) -> None:
    names = [f"q-{number}-0" for number in range(len(SAID))]
    answers = dict(zip(names, (said for said, _ in SAID.values()), strict=True))

    def ending(asked: Asked) -> Ended:
        said = answers[asked.question.id]
        if asked.repeat >= len(said):
            return Ended(outcome=None)
        return Ended(answer=said[asked.repeat][1], verdict=said[asked.repeat][2])

    design = Design(
        models=("m/a",),
        documents=len(SAID),
        questions=1,
        unanswerable=0,
        lengths=(4_000,),
        controls=(),
        repeats=3,
    )
    filled(store, ending, *_read(answers), design=design)

    rows = {row.question: row for row in store.select("report_alike", Alike)}

    assert {row.places for row in rows.values()} == {1}
    found = [(rows[name].same_answer, rows[name].same_text) for name in names]
    assert dict(zip(SAID, found, strict=True)) == {
        name: same for name, (_, same) in SAID.items()
    }


def test_answers_that_a_judge_finds_right_are_compared_as_read(store: Store) -> None:
    filled(
        store,
        lambda asked: Ended(answer=f"in words {asked.repeat}"),
        "UPDATE raw.scores SET kind = 'judge', given = NULL",
    )

    rows = store.select("report_alike", Alike)

    assert {(row.places, row.same_answer, row.same_text) for row in rows} == {(1, 0, 0)}


def test_repeats_are_alike_in_their_own_place_alone(store: Store) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.length == 4_000 and asked.repeat:
            return Ended(Outcome.FAILED, None)
        return Ended(answer=f"text {asked.length}", verdict=Verdict.CORRECT)

    filled(store, ending)

    rows = store.select("report_alike", Alike)

    assert [row.question for row in rows if row.model == "m/a"] == [*QUESTIONS]
    assert {(row.places, row.same_answer, row.same_text) for row in rows} == {(1, 1, 1)}


def test_what_a_reader_must_judge_is_not_compared(store: Store) -> None:
    filled(store, open_ended)

    rows = store.select("report_alike", Alike)

    assert "q-0-1" not in {row.question for row in rows}


class _Page(Record):
    document: str
    number: int
    label: str
    engine: str = "text"


def test_a_loss_has_what_it_cites_and_where_its_evidence_stands(store: Store) -> None:
    run = filled(
        store,
        lambda _: Ended(verdict=Verdict.INCORRECT),
        "UPDATE raw.located SET document = replace(document, '.pdf', '')",
        "UPDATE raw.located SET page = 4 WHERE question = 'q-1-0'",
        "INSERT INTO raw.located BY NAME SELECT * REPLACE (1 AS evidence, 5 AS page) "
        "FROM raw.located WHERE question = 'q-1-0'",
        "INSERT INTO raw.located BY NAME SELECT * REPLACE (2 AS evidence) "
        "FROM raw.located WHERE question = 'q-1-0'",
        "INSERT INTO raw.located BY NAME "
        "SELECT * REPLACE (9 AS page, 'companion' AS role) FROM raw.located "
        "WHERE question = 'q-0-0'",
        "INSERT INTO raw.sources BY NAME SELECT * REPLACE ('copy.pdf' AS path) "
        "FROM raw.sources WHERE path = 'doc-01.pdf'",
    )
    put(
        store,
        "pages",
        [
            _Page(document="doc-00", number=1, label="1"),
            _Page(document="doc-01", number=4, label="ii"),
        ],
    )

    losses = store.select("report_losses", Loss, run=run)

    evidence = {loss.question: loss.evidence for loss in losses}
    what = "What did document {} cost in year 1990?"
    assert evidence[what.format(0)] == ("doc-00.pdf p.1",)
    assert evidence[what.format(1)] == (
        "copy.pdf p.4 (ii)",
        "copy.pdf p.5",
    )
    assert {loss.cited for loss in losses} == {("doc-00 p. 1",)}


def test_a_call_that_failed_cites_nothing_and_a_question_may_have_no_evidence(
    store: Store,
) -> None:
    run = filled(
        store, lambda _: Ended(Outcome.FAILED, None), "DELETE FROM raw.located"
    )

    losses = store.select("report_losses", Loss, run=run)

    assert losses
    assert {(loss.cited, loss.evidence) for loss in losses} == {((), ())}


def test_an_answer_that_nobody_has_judged_is_no_loss(store: Store) -> None:
    run = filled(store, lambda _: Ended(verdict=Verdict.UNSCORED))

    assert store.select("report_losses", Loss, run=run) == []


def test_a_real_bench_has_times_and_its_losses_their_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    (tmp_path / "bench.toml").write_text(
        'name = "small"\ncorpus = "docs"\nquestions = "asked.jsonl"\n'
        'lengths = ["3k"]\nrepeats = 2\nmodels = ["baseline/first-window"]\n'
    )
    done = docqa("bench")
    assert done.exit_code == 0, done.output

    with Store(tmp_path / ".docqa" / "bench.duckdb") as store:
        store.execute("report_judged", run="small")
        timed = store.select("report_question_times", QuestionTime)
        same = store.select("report_alike", Alike)
        losses = store.select("report_losses", Loss, run="small")

    assert len({row.question for row in timed}) > 10
    assert all(row.places == row.same_answer == row.same_text for row in same)
    assert losses
    (quay,) = [name for name in QUAYS if name in losses[0].question]
    assert losses[0].evidence == (f"{quay.lower()}.md p.1 ({quay} quay)",)
