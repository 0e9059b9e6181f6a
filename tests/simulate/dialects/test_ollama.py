"""The lines of https://docs.ollama.com/api/chat."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulate.client import Got, ask
from tests.simulate.world import QUICK, prompt, question, scenario, simulated, wire

ASKED = question()


def answered(folder: Path, *, options: Any = None, **more: Any) -> Got:
    script = f"""
        [[models]]
        beyond = "truncate"
        accuracy = {{ overall = 1 }}
        {QUICK}
        reasoning_tokens = 2
    """
    with simulated(scenario(script, folder), [ASKED]) as world:
        path, body = wire("ollama-chat", prompt(ASKED, before=50))
        return ask(world.url, path, {**body, "options": options or {}, **more})


def lines(got: Got) -> list[dict[str, Any]]:
    assert got.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in got.text.splitlines()]


def test_thinking_and_content_are_lines_and_the_last_one_counts(tmp_path: Path) -> None:
    *said, last = lines(answered(tmp_path))

    thinking = [line["message"].get("thinking") for line in said]
    assert thinking[:3] == ["The ", "question ", None]
    text = "".join(line["message"]["content"] for line in said)
    assert json.loads(text)["answer"] == "236000"
    assert {line["done"] for line in said} == {False}
    assert last["done"] is True
    assert last["done_reason"] == "stop"
    assert last["eval_count"] == len(said)
    durations = [last["prompt_eval_duration"], last["eval_duration"]]
    assert last["total_duration"] == pytest.approx(sum(durations), abs=2)


def test_it_streams_unless_told_not_to(tmp_path: Path) -> None:
    got = answered(tmp_path, stream=False)
    body = json.loads(got.body)

    assert body["done"] is True
    assert json.loads(body["message"]["content"])["answer"] == "236000"
    assert body["message"]["thinking"] == "The question "


def test_the_window_of_the_request_cuts_the_prompt_in_silence(tmp_path: Path) -> None:
    last = lines(answered(tmp_path, options={"num_ctx": 64}))[-1]

    assert last["prompt_eval_count"] == 64


def test_a_prompt_that_may_not_be_cut_is_refused(tmp_path: Path) -> None:
    got = answered(tmp_path, options={"num_ctx": 64}, truncate=False)

    assert got.status == 400
    assert "longer than the context length" in json.loads(got.body)["error"]
