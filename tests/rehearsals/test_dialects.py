"""One bench in five dialects: what is stored of each call is what the server sent."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Usage
from pipeline.simulate.truth import Truth
from tests.rehearsals.rehearsal import (
    DIALECTS,
    VERDICTS,
    Asked,
    Rehearsal,
    model,
    rehearsal,
)

PRICE = {"input": 3.0, "cached": 0.3, "cache_write": 3.75, "output": 15.0}
SCRIPT = model("*", "cache = true\ntoken_ratio = 1.2\n", thoughts=7)
FURTHER: dict[str, dict[str, Any]] = {
    "gemini": {
        "body": {"generationConfig": {"thinkingConfig": {"includeThoughts": True}}}
    }
}
"""Settings without which a dialect does not show its reasoning."""
UNTOLD = {
    "openai-chat": {"cache_write_tokens"},
    "openai-responses": {"cache_write_tokens"},
    "anthropic-messages": {"reasoning_tokens"},
    "gemini": {"cache_write_tokens"},
    "ollama-chat": {"cached_tokens", "cache_write_tokens", "reasoning_tokens"},
}
"""What a dialect has no count for."""


@pytest.fixture(scope="module")
def ended(place: Path) -> Rehearsal:
    models = [
        Asked(f"one.{d}", d, {"price": PRICE, **FURTHER.get(d, {})}) for d in DIALECTS
    ]
    with rehearsal(place, SCRIPT) as ours:
        done = ours.run(models, lengths=["2k"], repeats=2, cache="warm")
        assert done.exit_code == 0, done.output
        scored = ours.docqa("score", "docs")
        assert scored.exit_code == 0, scored.output
    return ours


def stored(ours: Rehearsal, dialect: str) -> list[dict[str, Any]]:
    return ours.select(f"FROM verdicts WHERE model = 'sim-{dialect}/one.{dialect}'")


def sent(ours: Rehearsal, dialect: str) -> list[Truth]:
    return [row for row in ours.truth if row.model == f"one.{dialect}"]


def reported(row: Truth, dialect: str) -> Usage:
    """Return the usage that a server's truth is, as far as the dialect tells it."""
    assert row.answer_tokens is not None
    assert row.reasoning_tokens is not None
    counts = {
        "prompt_tokens": row.reported_prompt_tokens,
        "cached_tokens": row.cached_tokens,
        "cache_write_tokens": row.cache_write_tokens,
        "completion_tokens": row.answer_tokens + row.reasoning_tokens,
        "reasoning_tokens": row.reasoning_tokens,
    }
    if dialect == "gemini" and not row.cached_tokens:
        counts["cached_tokens"] = None  # left out where it is nothing
    told = {n: count for n, count in counts.items() if n not in UNTOLD[dialect]}
    return Usage(**told)


def cost_usd(usage: Usage) -> float:
    cached, written = usage.cached_tokens or 0, usage.cache_write_tokens or 0
    assert usage.prompt_tokens is not None
    assert usage.completion_tokens is not None
    parts = {
        "input": usage.prompt_tokens - cached - written,
        "cached": cached,
        "cache_write": written,
        "output": usage.completion_tokens,
    }
    return sum(tokens * PRICE[name] for name, tokens in parts.items()) / 1e6


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_call_is_what_the_server_sent(ended: Rehearsal, dialect: str) -> None:
    """Two calls of one prompt may have come in either order."""
    calls, truth = stored(ended, dialect), sent(ended, dialect)
    found, true = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for call in calls:
        usage = Usage(**call["usage"])
        found[call["question"]].append(f"{call['verdict']} {usage}")
        assert call["cost_usd"] == pytest.approx(cost_usd(usage))
    for row in truth:
        assert row.verdict
        meant = VERDICTS[row.verdict]
        true[row.question or ""].append(f"{meant} {reported(row, dialect)}")

    assert len(calls) == len(truth) == 2 * 17
    assert {q: sorted(one) for q, one in found.items()} == {
        q: sorted(one) for q, one in true.items()
    }
    assert {row.verdict for row in truth} == set(VERDICTS)
    assert any(row.cached_tokens for row in truth)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_answer_has_its_times_and_its_model(
    ended: Rehearsal, dialect: str
) -> None:
    for call in stored(ended, dialect):
        assert call["outcome"] == "answered"
        assert call["served_model"] == f"one.{dialect}"
        assert call["reasoning"].startswith("The question asks")
        assert 0 < call["first_token_s"] <= call["first_answer_s"] <= call["answer_s"]
        assert (call["attempts"], call["price_source"]) == (1, "bench.toml")
        assert call["usage_raw"]
