"""The events of https://docs.claude.com/en/docs/build-with-claude/streaming."""

import json
from pathlib import Path
from typing import Any

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


def answered(folder: Path, times: int = 1, **more: Any) -> list[Got]:
    script = f"""
        [[models]]
        accuracy = {{ overall = 1 }}
        cache = true
        {QUICK}
        reasoning_tokens = 2
    """
    with simulated(scenario(script, folder), [ASKED]) as world:
        text = prompt(ASKED, before=200)
        return [say(world, "anthropic-messages", text, **more) for _ in range(times)]


def test_blocks_are_opened_filled_and_closed(tmp_path: Path) -> None:
    (got,) = answered(tmp_path)
    found = events(got)
    steps = [(name, data.get("index")) for name, data in found]

    assert list(dict.fromkeys(steps)) == [
        ("message_start", None),
        ("ping", None),
        ("content_block_start", 0),
        ("content_block_delta", 0),
        ("content_block_stop", 0),
        ("content_block_start", 1),
        ("content_block_delta", 1),
        ("content_block_stop", 1),
        ("message_delta", None),
        ("message_stop", None),
    ]
    assert [data["type"] for _, data in found] == [name for name, _ in found]


def test_thinking_is_signed_and_the_text_is_the_answer(tmp_path: Path) -> None:
    (got,) = answered(tmp_path)
    parts = [d["delta"] for n, d in events(got) if n == "content_block_delta"]

    assert [p["type"] for p in parts[:4]] == [
        *("thinking_delta", "thinking_delta", "signature_delta", "text_delta"),
    ]
    assert json.loads(answer_text("anthropic-messages", got))["answer"] == "236000"


def test_input_tokens_leave_out_what_a_cache_held_or_was_given(
    tmp_path: Path,
) -> None:
    first, second = answered(tmp_path, times=2)
    cold = events(first)[0][1]["message"]["usage"]
    warm = events(second)[0][1]["message"]["usage"]

    assert cold["cache_read_input_tokens"] == 0
    assert warm["cache_read_input_tokens"] > 0
    assert cold["input_tokens"] == warm["input_tokens"] == 0
    total = warm["cache_creation_input_tokens"] + warm["cache_read_input_tokens"]
    assert total == cold["cache_creation_input_tokens"]


def test_the_end_says_why_and_how_much(tmp_path: Path) -> None:
    (got,) = answered(tmp_path, cap=3)
    end = events(got)[-2][1]

    assert end["delta"]["stop_reason"] == "max_tokens"
    assert end["usage"] == {"output_tokens": 3}


def test_a_plain_answer_has_both_blocks(tmp_path: Path) -> None:
    (got,) = answered(tmp_path, stream=False)
    body = json.loads(got.body)

    assert [block["type"] for block in body["content"]] == ["thinking", "text"]
    assert json.loads(body["content"][1]["text"])["answer"] == "236000"
    assert body["stop_reason"] == "end_turn"
