"""What a run declared reaches its numbers, and its columns what they say."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pipeline.records import Condition, Run
from pipeline.report import rows as rows_of
from pipeline.report.asked import asked
from pipeline.report.contents import Report
from pipeline.report.design import working
from pipeline.report.ended import COUNTS
from pipeline.report.frame import FACTORS, Frame
from pipeline.report.inputs import Inputs, by_model
from pipeline.report.numbers import compute
from pipeline.report.reading import read_inputs
from pipeline.report.rows import Tally
from pipeline.store import Store
from tests.report.tallies import UNANSWERABLE, inputs, one, tally
from tests.support.bench_data import fill
from tests.support.bench_design import Design

LENGTHS = (4_000, 16_000, 64_000)
PLAIN = """
SELECT
    model, condition, coalesce(length, 0), coalesce(depth, -1), question, placement,
    coalesce(distractors, ''), any_value(cluster), any_value(answer_type), count(*),
    count(*) FILTER (verdict = 'correct'), count(*) FILTER (outcome = 'failed')
FROM verdicts WHERE run = $run GROUP BY ALL ORDER BY ALL
"""


def declaring(**declared: object) -> Report:
    """Return the report of a model right at 4k alone, by what its run declared."""
    rows = [
        tally(f"q{n}", length=length, **one("correct" if right else "incorrect"))
        for n in range(8)
        for length, right in ((4_000, True), (16_000, False))
    ]
    run = Run(
        name="r",
        corpus="c",
        collection="q.jsonl",
        settings=json.dumps({"report": declared}),
    )
    return compute(run, inputs(*rows))


@pytest.mark.parametrize(
    ("declared", "over", "missing", "share"),
    [
        ((), (4_000, 16_000), (), 0.5),
        ((4_000,), (4_000,), (), 1.0),
        ((16_000, 64_000), (16_000,), (64_000,), 0.0),
        ((64_000,), (4_000, 16_000), (64_000,), 0.5),
    ],
)
def test_the_headline_is_over_the_working_lengths(
    declared: tuple[int, ...],
    over: tuple[int, ...],
    missing: tuple[int, ...],
    share: float,
) -> None:
    found = declaring(working=declared)

    (model,) = found.models
    assert (found.working, found.working_missing) == (over, missing)
    assert found.asked.working == declared
    assert model.accuracy is not None
    assert model.accuracy.estimate == share
    assert [cell.length for cell in model.by_length if cell.accuracy] == [4_000, 16_000]
    assert model.effective is not None
    assert [rung.length for rung in model.effective.rungs] == [4_000, 16_000]


HEADLINE = (
    *("accuracy", "accuracy_answered", "wrong", "abstained", "reading_loss"),
    *("by_type", "declined", "felt_p95", "endings", "repeats"),
    *("known", "within", "cost_per_correct"),
)


def at(*lengths: int) -> Inputs:
    """Return what one model did at these lengths, less well at the longer ones."""
    controls = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY)
    alone = [
        tally(
            f"q{n}",
            length=None,
            condition=control,
            **one("correct" if n > 2 else "incorrect"),
        )
        for control in controls
        for n in range(8)
    ]
    rows, timings, alike = list[Tally](), list[rows_of.Timing](), list[rows_of.Alike]()
    costs, within = list[rows_of.QuestionCost](), list[rows_of.Within]()
    for length in lengths:
        right = int(length < 10_000)
        left = {"incorrect": 1, "abstained": 1, "failed": 1}
        counts: dict[str, Any] = {"correct": 3} if right else {"correct": 1, **left}
        each: dict[str, Any] = {
            "model": "m/a",
            "question": "q0",
            "cluster": "document of q0",
            "length": length,
        }
        rows += [tally(f"q{n}", length=length, **counts) for n in range(8)]
        rows.append(
            tally("u", length=length, answer_type=UNANSWERABLE, incorrect=2 - right)
        )
        seconds = (float(length),) * 80
        none = {"censored_s": (), "felt_censored_s": (), "disturbed": 0}
        times = dict.fromkeys(("answer_s", "first_token_s", "felt_s"), seconds)
        timings.append(
            rows_of.Timing.model_validate(
                {"model": "m/a", "length": length, **times, **none}
            )
        )
        alike.append(rows_of.Alike(**each, places=2, same_answer=right, same_text=0))
        costs.append(rows_of.QuestionCost(**each, calls=2, cost_usd=length, correct=1))
        within.append(rows_of.Within(**each, calls=2, hits=right))
    return replace(
        inputs(*alone, *rows, timings=tuple(timings)),
        alike=tuple(alike),
        question_costs=tuple(costs),
        within=tuple(within),
    )


@pytest.mark.parametrize("name", HEADLINE)
def test_what_stands_beside_the_headline_is_over_its_lengths(name: str) -> None:
    settings = '{"report": {"working": [16000], "wait_s": 3}}'
    run = Run(name="r", corpus="c", collection="q.jsonl", settings=settings)

    both, longer, shorter = (
        getattr(compute(run, at(*lengths)).models[0], name)
        for lengths in ((4_000, 16_000), (16_000,), (4_000,))
    )

    assert both == longer
    assert both != shorter


def test_pairs_are_over_the_working_lengths_and_their_curves_over_all() -> None:
    rows = [
        tally(f"q{n}", model=model, length=length, **one(outcome))
        for n in range(20)
        for model, length, outcome in (
            ("m/a", 4_000, "correct"),
            ("m/b", 4_000, "incorrect"),
            ("m/a", 16_000, "correct"),
            ("m/b", 16_000, "correct"),
        )
    ]
    run = Run(
        name="r",
        corpus="c",
        collection="q.jsonl",
        settings='{"report": {"working": [16000]}}',
    )

    (pair,) = compute(run, inputs(*rows)).pairs

    assert pair.difference is not None
    assert pair.difference.estimate == 0
    assert [one.length for one in pair.by_length] == [4_000, 16_000]


def test_the_working_lengths_keep_the_order_of_the_lengths() -> None:
    assert working((64_000, 4_000), LENGTHS) == ((4_000, 64_000), ())
    assert working((), ()) == ((), ())
    assert working((9_000, 8_000), LENGTHS) == (LENGTHS, (8_000, 9_000))


def test_what_was_declared_is_held_to() -> None:
    found = asked('{"report": {"margin": 0.1, "retain": 0.9, "wait_s": 20}}')
    loose, strict = declaring(retain=0.01, margin=0.2), declaring(retain=1.0)

    assert (found.margin, found.retain, found.wait_s) == (0.1, 0.9, 20)
    assert loose.asked.margin == 0.2
    assert [report.models[0].effective for report in (loose, strict)] != [None, None]
    retained = [one.models[0].effective for one in (loose, strict)]
    assert [one.retain for one in retained if one] == [0.01, 1.0]


@pytest.mark.parametrize("settings", ["", "{}", '{"report": 3}', '{"report": {}}'])
def test_a_run_that_declared_nothing_has_the_usual(settings: str) -> None:
    found = asked(settings)

    assert (found.working, found.margin, found.retain) == ((), 0.05, 0.85)
    assert found.wait_s is None


def test_a_wait_that_is_declared_is_measured() -> None:
    with Store() as store:
        run = fill(store, Design(settings='{"report": {"wait_s": 3}}'))
        known = Run(
            name=run,
            corpus="c",
            collection="q.jsonl",
            settings='{"report": {"wait_s": 3}}',
        )
        found = compute(known, read_inputs(store, known))
        plain = known.model_copy(update={"settings": "{}"})
        without = compute(plain, read_inputs(store, plain))

    shares = [model.within for model in found.models]
    assert all(one and one.seconds == 3 and one.share for one in shares)
    assert {one.share.estimate for one in shares if one and one.share} != {1.0}
    assert all(model.within is None for model in without.models)


def test_the_columns_are_what_plain_sql_counts() -> None:
    with Store() as store:
        run = fill(
            store, Design(repeats=2, over_window=(("south/cirrus-mini", 64_000),))
        )
        known = Run(name=run, corpus="c", collection="q.jsonl", settings="{}")
        frame = read_inputs(store, known).tallies
        rows = store._db.execute(PLAIN, {"run": run}).fetchall()

    factors = [getattr(frame, name) for name in FACTORS]
    named = [[labels.values[code] for code in labels.codes] for labels in factors]
    counts = [frame.counts[n].tolist() for n in ("planned", "correct", "failed")]
    assert sorted(zip(*named, *counts, strict=True)) == sorted(
        (*row[:7], *row[7:9], *row[9:]) for row in rows
    )
    for labels in factors:
        assert list(labels.values) == sorted(labels.values)


def test_columns_read_and_rows_given_are_one_frame() -> None:
    rows = [
        tally("b", model="m/z", correct=2),
        tally("a", model="m/a", length=None, condition=Condition.GOLD_ONLY, failed=1),
    ]
    frame = Frame.of(rows)
    columns: dict[str, Any] = {name: frame.counts[name] for name in COUNTS}
    columns["needs_reader"] = frame.needs_reader
    for name in FACTORS:
        labels = getattr(frame, name)
        numbers = name in {"length", "depth"}
        values: Any = np.asarray(labels.values)[labels.codes]
        columns[name] = values if numbers else labels.codes
    names = {
        name: getattr(frame, name).values
        for name in FACTORS
        if name not in {"length", "depth"}
    }

    read = Frame.read(columns, names)

    for name in FACTORS:
        one, two = getattr(frame, name), getattr(read, name)
        assert one.values == two.values
        assert one.codes.tolist() == two.codes.tolist()


def test_each_model_has_its_own_rows_alone() -> None:
    found = by_model(
        inputs(
            tally("one", model="m/a", correct=1), tally("one", model="m/b", failed=2)
        )
    )

    assert list(found) == ["m/a", "m/b"]
    assert [len(part.tallies) for part in found.values()] == [1, 1]
    assert found["m/b"].tallies.counts["failed"].tolist() == [2]
