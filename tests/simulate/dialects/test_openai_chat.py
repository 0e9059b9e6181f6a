"""The stream of https://platform.openai.com/docs/api-reference/chat-streaming."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulate.client import Got
from tests.simulate.world import MODEL, QUICK, events, prompt, question, say, scenario
from tests.simulate.world import simulated as serve

ASKED = question()
ANSWER = {"answer": "236000", "pages": ["contract.pdf p.3"], "status": "answered"}


def answered(folder: Path, place: str = "reasoning_content", **more: Any) -> Got:
    usage_place = more.pop("usage_place", "trailing")
    script = f"""
        [[models]]
        accuracy = {{ overall = 1 }}
        reasoning_place = "{place}"
        usage_place = "{usage_place}"
        {QUICK}
        reasoning_tokens = 3
    """
    with serve(scenario(script, folder), [ASKED]) as world:
        return say(world, "openai-chat", prompt(ASKED), **more)


def deltas(got: Got) -> list[dict[str, Any]]:
    chunks = [data for _, data in events(got) if data != "[DONE]"]
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert {chunk["model"] for chunk in chunks} == {MODEL}
    return [chunk["choices"][0]["delta"] for chunk in chunks if chunk["choices"]]


def test_a_stream_opens_with_the_role_and_ends_with_done(tmp_path: Path) -> None:
    got = answered(tmp_path)
    found = deltas(got)

    assert found[0] == {"role": "assistant", "content": ""}
    assert json.loads("".join(d.get("content") or "" for d in found)) == ANSWER
    assert events(got)[-1] == (None, "[DONE]")
    reasons = [c["choices"][0]["finish_reason"] for _, c in events(got)[:-2]]
    assert reasons == [None] * (len(reasons) - 1) + ["stop"]


@pytest.mark.parametrize("place", ["reasoning_content", "reasoning"])
def test_reasoning_comes_in_a_field_of_its_own(tmp_path: Path, place: str) -> None:
    found = deltas(answered(tmp_path, place))

    assert [d[place] for d in found if place in d] == ["The ", "question ", "asks "]


def test_reasoning_comes_as_parts_of_a_content_array(tmp_path: Path) -> None:
    found = [d["content"] for d in deltas(answered(tmp_path, "parts"))[1:] if d]
    parts = [part for content in found for part in content]

    thoughts = [p["thinking"] for p in parts if p["type"] == "thinking"]
    assert thoughts[0] == [{"type": "text", "text": "The "}]
    assert len(thoughts) == 3
    text = "".join(part["text"] for part in parts if part["type"] == "text")
    assert json.loads(text) == ANSWER


def test_reasoning_comes_in_think_tags(tmp_path: Path) -> None:
    text = "".join(d.get("content", "") for d in deltas(answered(tmp_path, "think")))

    thought, _, answer = text.partition("</think>")
    assert thought == "<think>The question asks "
    assert json.loads(answer) == ANSWER


def test_hidden_reasoning_is_counted_and_not_sent(tmp_path: Path) -> None:
    got = answered(tmp_path, "hidden")

    assert "question" not in got.text
    assert details(events(got)[-2][1]["usage"]) == 3


def details(usage: dict[str, Any]) -> int:
    found: int = usage["completion_tokens_details"]["reasoning_tokens"]
    return found


def test_usage_comes_behind_the_choices_where_it_is_asked_for(tmp_path: Path) -> None:
    last = events(answered(tmp_path))[-2][1]

    assert last["choices"] == []
    usage = last["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert usage["prompt_tokens_details"] == {"cached_tokens": 0}


def test_usage_comes_with_the_last_choice(tmp_path: Path) -> None:
    last = events(answered(tmp_path, usage_place="last"))[-2][1]

    assert last["choices"][0]["finish_reason"] == "stop"
    assert last["usage"]["completion_tokens"] > 3


def test_usage_comes_inside_the_choice(tmp_path: Path) -> None:
    last = events(answered(tmp_path, usage_place="choice"))[-2][1]

    assert "usage" not in last
    assert last["choices"][0]["usage"]["cached_tokens"] == 0


@pytest.mark.parametrize("place", ["reasoning_content", "parts", "think", "hidden"])
def test_a_plain_answer_holds_the_same(tmp_path: Path, place: str) -> None:
    body = json.loads(answered(tmp_path, place, stream=False).body)

    message = body["choices"][0]["message"]
    content = message["content"]
    text = content[-1]["text"] if place == "parts" else content.split("</think>")[-1]
    assert json.loads(text) == ANSWER
    assert ("The question asks " in json.dumps(message)) == (place != "hidden")
    assert body["object"] == "chat.completion"
    assert details(body["usage"]) == 3
