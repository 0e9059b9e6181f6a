"""The responses of https://ai.google.dev/api/generate-content."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulate.client import Got, ask
from tests.simulate.world import (
    MODEL,
    QUICK,
    answer_text,
    events,
    prompt,
    question,
    scenario,
    simulated,
    wire,
)

ASKED = question()
SCRIPT = f"""
    [[models]]
    accuracy = {{ overall = 1 }}
    {QUICK}
    reasoning_tokens = 2
"""


def answered(
    folder: Path, *, thoughts: bool = True, faults: str = "", **more: Any
) -> Got:
    with simulated(scenario(SCRIPT + faults, folder), [ASKED]) as world:
        path, body = wire("gemini", prompt(ASKED), **more)
        body["generationConfig"]["thinkingConfig"] = {"includeThoughts": thoughts}
        return ask(world.url, path, body)


def test_every_event_is_a_response_with_the_usage_so_far(tmp_path: Path) -> None:
    found = [data for _, data in events(answered(tmp_path))]
    usage = [data["usageMetadata"] for data in found]
    spoken = [u["candidatesTokenCount"] for u in usage]

    assert spoken == sorted(spoken)
    assert spoken[:2] == [0, 0]
    assert [u["thoughtsTokenCount"] for u in usage][:3] == [1, 2, 2]
    for u in usage:
        counted = u["candidatesTokenCount"] + u["thoughtsTokenCount"]
        assert u["totalTokenCount"] == u["promptTokenCount"] + counted
    assert {data["modelVersion"] for data in found} == {MODEL}


def test_only_the_last_event_has_a_reason(tmp_path: Path) -> None:
    found = [data["candidates"][0] for _, data in events(answered(tmp_path))]

    assert [c.get("finishReason") for c in found] == [None] * (len(found) - 1) + [
        "STOP"
    ]


@pytest.mark.parametrize("thoughts", [True, False])
def test_thoughts_are_shown_where_they_are_asked_for(
    tmp_path: Path, *, thoughts: bool
) -> None:
    got = answered(tmp_path, thoughts=thoughts)

    assert ('"thought":true' in got.text.replace(" ", "")) == thoughts
    assert json.loads(answer_text("gemini", got))["answer"] == "236000"
    assert events(got)[-1][1]["usageMetadata"]["thoughtsTokenCount"] == 2


def test_a_plain_answer_is_one_response(tmp_path: Path) -> None:
    body = json.loads(answered(tmp_path, stream=False).body)
    thought, said = body["candidates"][0]["content"]["parts"]

    assert thought["thought"] is True
    assert json.loads(said["text"])["answer"] == "236000"


def test_a_prompt_that_is_blocked_has_no_candidate(tmp_path: Path) -> None:
    fault = '[[models.fault]]\nkind = "filtered_finish"\nprobability = 1'
    last = events(answered(tmp_path, faults=fault))[-1][1]

    assert last["promptFeedback"] == {"blockReason": "PROHIBITED_CONTENT"}
    assert "candidates" not in last


def test_a_stream_of_another_form_is_refused(tmp_path: Path) -> None:
    with simulated(scenario(SCRIPT, tmp_path), [ASKED]) as world:
        path, body = wire("gemini", prompt(ASKED))
        got = ask(world.url, path.removesuffix("?alt=sse"), body)

    assert got.status == 400
    assert json.loads(got.body)["error"]["status"] == "INVALID_ARGUMENT"
