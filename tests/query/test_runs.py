"""What a run consists of is written once, and again only when it changes."""

from pathlib import Path

import pytest

from pipeline.query.runs import _digest, _stored_digest, record_run
from pipeline.records import Planned, Run
from pipeline.store import Store
from tests.query.bench import Bench, target
from tests.support.bench_design import Design
from tests.support.bench_more import filled
from tests.support.bench_records import COLLECTION, CORPUS

RUN = Run(name="run", corpus="c", collection="q", settings="{}")

RUN_MADE = RUN.model_copy(update={"corpus": CORPUS, "collection": COLLECTION})


def planned(**more: object) -> list[Planned]:
    targets = [target("http://127.0.0.1:1", name, window=2_000) for name in "ab"]
    bench = Bench(Path(), targets=targets, prompts=("p1", "p2"), repeats=2)
    return [one.model_copy(update=more) for one in bench.plan()]


def stored(store: Store) -> list[tuple[object, ...]]:
    return store._db.execute("FROM raw.planned ORDER BY position").fetchall()


def test_a_plan_is_known_again_by_its_digest() -> None:
    with Store() as store:
        record_run(store, RUN, planned())

        assert _stored_digest(store, "run") == _digest(planned())
        assert _stored_digest(store, "run") == _digest(planned()[::-1])
        assert _stored_digest(store, "other") is None


@pytest.mark.parametrize(
    "more",
    [
        {"unsent": "over_window"},
        {"endpoint": "http://127.0.0.1:2"},
        {"model": "test/other"},
        {"prompt": "p9"},
        {"repeat": 7},
        {"call": "c"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_any_other_plan_replaces_it(more: dict[str, object]) -> None:
    with Store() as store:
        record_run(store, RUN, planned())

        record_run(store, RUN, planned(**more))

        assert stored(store) == [
            tuple(one.model_dump().values()) for one in planned(**more)
        ]


def test_an_empty_plan_is_a_plan() -> None:
    with Store() as store:
        record_run(store, RUN, planned())
        record_run(store, RUN, [])

        assert stored(store) == []


def made_run(store: Store) -> list[Planned]:
    """Put `RUN_MADE` in, whose calls are all made; return its plan."""
    filled(store, Design(documents=3, questions=1, run="run"))
    (run,) = store._db.execute("SELECT corpus, collection FROM raw.runs").fetchall()
    assert run == (RUN_MADE.corpus, RUN_MADE.collection)
    return [
        Planned.model_validate(dict(zip(Planned.model_fields, row, strict=True)))
        for row in stored(store)
    ]


def test_a_design_that_leaves_out_what_was_made_is_said() -> None:
    with Store() as store:
        before = made_run(store)

        said = record_run(store, RUN_MADE, before[:-2])

    assert said is not None
    assert "2 of the calls that were made for it are no longer in it" in said
    assert "until it is planned as before; answers are kept, and --name" in said


def test_another_design_of_the_same_size_is_said_where_calls_were_made() -> None:
    with Store() as store:
        before = made_run(store)
        other = [one.model_copy(update={"call": f"{one.call}x"}) for one in before]

        said = record_run(store, RUN_MADE, other)
        again = record_run(store, RUN_MADE, before)

    assert said is not None
    assert "and has another design now; " in said
    assert again is None


def test_another_address_of_a_model_is_said_and_failures_are_no_answers() -> None:
    with Store() as store:
        before = made_run(store)
        query = "SELECT outcome = 'failed', count(*) FROM raw.calls GROUP BY 1"
        ended = dict(store._db.execute(query).fetchall())
        assert ended[True], "some calls failed"
        other = [
            one.model_copy(
                update={"call": f"{one.call}x", "endpoint": "http://127.0.0.1:2"}
            )
            for one in before
        ]

        said = record_run(store, RUN_MADE, other)

    models = ", ".join(sorted({one.model for one in before}))
    assert said is not None
    assert f"and asks {models} at another address now; {ended[False]} of the" in said


def test_more_calls_drop_none() -> None:
    with Store() as store:
        before = made_run(store)
        more = before[0].model_copy(update={"call": "c", "position": len(before)})

        said = record_run(store, RUN_MADE, [*before, more])

    assert said is not None
    assert "no longer" not in said


def test_the_same_design_is_not_worth_a_word() -> None:
    with Store() as store:
        before = made_run(store)

        assert record_run(store, RUN_MADE, before) is None
