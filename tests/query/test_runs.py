"""What a run consists of is written once, and again only when it changes."""

from pathlib import Path

import pytest

from pipeline.query.runs import _digest, _stored_digest, record_run
from pipeline.records import Planned, Run
from pipeline.store import Store
from tests.query.bench import Bench, target

RUN = Run(name="run", corpus="c", collection="q", settings="{}")


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
