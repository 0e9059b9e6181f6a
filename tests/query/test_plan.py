"""A call is named by all that can change its answer, and by nothing else."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from pipeline.query.models.target import Target
from pipeline.query.plan import Names, plan
from pipeline.records import Cache, Prompt
from tests.query.bench import baseline, prompt, target

URL = "http://127.0.0.1:1"
HERE = target(URL)


def call_id(target: Target, prompt: Prompt, repeat: int) -> str:
    return Names().call(target, prompt, repeat)


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
        with_(top_p=0.5),
        with_(seed=1),
        with_(warm={"cache": True}),
    ],
    ids=[
        *("endpoint", "model", "dialect", "cap", "temperature", "effort", "extra"),
        *("top_p", "seed", "cache"),
    ],
)
def test_what_can_change_the_answer_changes_the_name(other: Target) -> None:
    assert call_id(other, prompt("p"), 0) != call_id(HERE, prompt("p"), 0)


@pytest.mark.parametrize(
    ("asked", "settings"),
    [
        ({"seed": 1}, {"seed_field": "random_seed"}),
        ({"reasoning_effort": "low"}, {"effort_field": "reasoning.effort"}),
        ({}, {"window": 10_000}),
    ],
)
def test_where_a_value_goes_is_in_the_name_as_long_as_it_is_sent(
    asked: dict[str, Any], settings: dict[str, Any]
) -> None:
    def name(dialect: str, **more: Any) -> str:
        return call_id(replace(with_(**more), dialect=dialect), prompt("p"), 0)

    sent = name("ollama-chat", **asked)
    assert name("ollama-chat", **asked, **settings) != sent
    if asked:
        assert name("ollama-chat", **settings) == name("ollama-chat")
    else:
        assert name("openai-chat", **settings) == name("openai-chat"), "told to nobody"


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
    [(None, None), (914, None), (913, "over_window")],
)
def test_a_prompt_that_fits_no_window_is_not_sent(
    window: int | None, unsent: str | None
) -> None:
    # 64 tokens for the chat format, and a quarter of the answer that is asked for
    asked = with_(window=window, max_output_tokens=200)

    [found] = plan("run", [prompt("p", 800)], [asked], repeats=1, seed=1)

    assert found.unsent == unsent


def shared(name: str, layout: str | None, **more: Any) -> Prompt:
    fields = {"layout": layout, "rung": 0, "cache": Cache.WARM} | more
    return prompt(name).model_copy(update=fields)


def order(prompts: list[Prompt], lanes: int, repeats: int = 1) -> list[str]:
    """Return the layouts, or else the prompts, in the order they are asked in."""
    names = {one.id: one.layout or one.id for one in prompts}
    one = target(URL, concurrency=lanes)
    found = plan("run", prompts, [one], repeats=repeats, seed=3)
    return [names[call.prompt] for call in found]


def test_questions_with_one_context_follow_each_other_in_waves() -> None:
    prompts = [shared(f"{b}{n}", b) for b in "abcdef" for n in range(3)]

    found = order(prompts, lanes=2)

    for start in range(0, 18, 6):
        first, second = found[start : start + 2]
        assert first != second
        assert found[start : start + 6] == [first, second] * 3


def test_repeats_of_a_warm_prompt_follow_each_other() -> None:
    prompts = [shared(f"p{n}", None) for n in range(4)]

    found = order(prompts, lanes=1, repeats=3)

    assert [found[i : i + 3] for i in (0, 3, 6, 9)] == [
        [name] * 3 for name in (found[0], found[3], found[6], found[9])
    ]


def test_other_lengths_and_evidence_are_other_contexts() -> None:
    prompts = [
        *(shared(f"{n}", "a", rung=n) for n in range(3)),
        *(shared(f"e{n}", "a", evidence_at=(n,)) for n in range(3)),
        *(shared(f"c{n}", "a", cache=Cache.COLD) for n in range(3)),
    ]
    cold = [one.model_copy(update={"cache": Cache.COLD}) for one in prompts]
    one = target(URL, concurrency=1)

    def asked(some: list[Prompt]) -> list[str]:
        return [call.prompt for call in plan("run", some, [one], repeats=1, seed=3)]

    assert asked(prompts) == asked(cold)


def test_a_cold_repeat_has_a_prompt_of_its_own() -> None:
    prompts = [prompt(f"p{n}").model_copy(update={"repeat": n}) for n in range(3)]

    found = plan("run", prompts, [HERE], repeats=3, seed=1)

    assert sorted((one.prompt, one.repeat) for one in found) == [
        *(("p0", 0), ("p1", 1), ("p2", 2)),
    ]


def test_no_model_length_or_repeat_is_asked_earlier_than_another() -> None:
    """On the average over seeds the places in the order are those of chance."""
    targets = [target(URL, name) for name in ("a", "b")]
    prompts = [prompt(f"p{n}", 4_000 if n % 2 else 500_000) for n in range(20)]
    sizes = {each.id: each.tokens for each in prompts}
    places: dict[object, list[int]] = {}

    for seed in range(60):
        for planned in plan("run", prompts, targets, repeats=2, seed=seed):
            size, repeat = sizes[planned.prompt], f"repeat {planned.repeat}"
            for group in (planned.model, size, repeat):
                places.setdefault(group, []).append(planned.position)

    for name, found in places.items():
        middle = sum(found) / len(found)
        # 2,400 places of 0 to 79 have a mean of 39.5, and it errs by 0.47 (one sigma)
        assert middle == pytest.approx(39.5, abs=2.0), name
