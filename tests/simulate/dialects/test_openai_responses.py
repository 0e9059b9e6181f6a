"""The events of https://platform.openai.com/docs/api-reference/responses-streaming."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulate.client import Got
from tests.simulate.world import (
    QUICK,
    answer_text,
    events,
    prompt,
    question,
    say,
    scenario,
    simulated,
)

ASKED = question()


def answered(folder: Path, reasoning: int = 2, **more: Any) -> Got:
    place = more.pop("place", "reasoning_content")
    script = f"""
        [[models]]
        accuracy = {{ overall = 1 }}
        reasoning_place = "{place}"
        {QUICK}
        reasoning_tokens = {reasoning}
    """
    with simulated(scenario(script, folder), [ASKED]) as world:
        return say(world, "openai-responses", prompt(ASKED), **more)


def kinds(got: Got) -> list[str]:
    """Return the names of the events in order, each run of deltas once."""
    names = [name or "" for name, _ in events(got)]
    return [n for n, before in zip(names, ["", *names], strict=False) if n != before]


def test_a_stream_names_every_step_in_order(tmp_path: Path) -> None:
    got = answered(tmp_path)

    assert kinds(got) == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.reasoning_summary_text.delta",
        "response.output_item.done",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    assert [data["type"] for _, data in events(got)] == [n for n, _ in events(got)]


def test_events_are_numbered_without_a_gap(tmp_path: Path) -> None:
    numbers = [data["sequence_number"] for _, data in events(answered(tmp_path))]

    assert numbers == list(range(len(numbers)))


def test_the_last_event_holds_the_whole_answer_and_the_usage(tmp_path: Path) -> None:
    got = answered(tmp_path)
    response = events(got)[-1][1]["response"]
    thought, message = response["output"]

    assert thought["summary"] == [{"type": "summary_text", "text": "The question "}]
    assert message["content"][0]["text"] == answer_text("openai-responses", got)
    assert response["status"] == "completed"
    assert response["usage"]["output_tokens_details"] == {"reasoning_tokens": 2}
    assert response["usage"]["input_tokens_details"] == {"cached_tokens": 0}


def test_reasoning_may_be_shown_as_it_is(tmp_path: Path) -> None:
    got = answered(tmp_path, place="reasoning")

    assert "response.reasoning_text.delta" in kinds(got)


def test_without_reasoning_the_message_is_the_first_item(tmp_path: Path) -> None:
    got = answered(tmp_path, reasoning=0)

    assert [item["type"] for item in events(got)[-1][1]["response"]["output"]] == [
        "message"
    ]
    texts = [d for n, d in events(got) if n == "response.output_text.delta"]
    assert {data["output_index"] for data in texts} == {0}


@pytest.mark.parametrize("stream", [True, False])
def test_the_cap_makes_the_response_incomplete(tmp_path: Path, *, stream: bool) -> None:
    got = answered(tmp_path, cap=4, stream=stream)
    response = json.loads(got.body) if not stream else events(got)[-1][1]["response"]

    assert response["status"] == "incomplete"
    assert response["incomplete_details"] == {"reason": "max_output_tokens"}
    assert response["usage"]["output_tokens"] == 4
