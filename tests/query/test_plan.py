"""A call is named by all that can change its answer, and by nothing else."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from pipeline.query.plan import call_id, plan
from pipeline.query.target import Target
from tests.query.bench import baseline, prompt, target

URL = "http://127.0.0.1:1"
HERE = target(URL)


def with_(**settings: Any) -> Target:
    return target(URL, **settings)


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, base_url="http://127.0.0.1:2"),
        replace(HERE, model="n"),
        replace(HERE, dialect="another"),
        with_(max_output_tokens=9),
        with_(temperature=0.0),
        with_(reasoning_effort="low"),
        with_(extra={"seed": 1}),
    ],
    ids=["endpoint", "model", "dialect", "cap", "temperature", "effort", "extra"],
)
def test_what_can_change_the_answer_changes_the_name(other: Target) -> None:
    assert call_id(other, prompt("p"), 0) != call_id(HERE, prompt("p"), 0)


def test_prompt_repeat_and_baseline_version_are_in_the_name() -> None:
    reader = baseline(str)

    names = {
        call_id(HERE, prompt("p"), 0),
        call_id(HERE, prompt("q"), 0),
        call_id(HERE, prompt("p"), 1),
        call_id(reader, prompt("p"), 0),
        call_id(replace(reader, model="echo@2"), prompt("p"), 0),
    }

    assert len(names) == 5


@pytest.mark.parametrize(
    "same",
    [
        with_(concurrency=9, timeout_s=1, attempts=1, window=10_000),
        replace(HERE, key="another", service="another"),
    ],
    ids=["how-it-is-asked", "who-asks"],
)
def test_nothing_else_is_in_the_name(same: Target) -> None:
    assert call_id(same, prompt("p"), 0) == call_id(HERE, prompt("p"), 0)


def test_the_order_of_extra_does_not_matter() -> None:
    one, other = with_(extra={"a": 1, "b": 2}), with_(extra={"b": 2, "a": 1})

    assert call_id(one, prompt("p"), 0) == call_id(other, prompt("p"), 0)


def test_every_model_prompt_and_repeat_is_planned_once() -> None:
    targets = [target(URL, "a"), target(URL, "b")]
    prompts = [prompt(f"p{n}") for n in range(20)]

    found = plan("run", prompts, targets, repeats=3, seed=1)

    assert len({one.call for one in found}) == 2 * 20 * 3
    assert [one.position for one in found] == list(range(120))
    assert {one.endpoint for one in found} == {URL}
    assert {one.run for one in found} == {"run"}


def test_models_and_repeats_are_interleaved_in_a_seeded_order() -> None:
    targets = [target(URL, "a"), target(URL, "b")]
    prompts = [prompt(f"p{n}") for n in range(20)]

    found = plan("run", prompts, targets, repeats=2, seed=1)

    assert found == plan("run", prompts[::-1], targets[::-1], repeats=2, seed=1)
    assert found != plan("run", prompts, targets, repeats=2, seed=2)
    halves = Counter(one.model for one in found[:40])
    assert min(halves.values()) > 10
    assert {one.repeat for one in found[:20]} == {0, 1}


@pytest.mark.parametrize(
    ("window", "unsent"),
    [(None, None), (1_000, None), (999, "over_window")],
)
def test_a_prompt_that_fits_no_window_is_not_sent(
    window: int | None, unsent: str | None
) -> None:
    asked = with_(window=window, max_output_tokens=200)

    [found] = plan("run", [prompt("p", 800)], [asked], repeats=1, seed=1)

    assert found.unsent == unsent
