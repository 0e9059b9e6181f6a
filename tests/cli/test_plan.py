"""`docqa plan` before and after a first run, against a provider on loopback."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import Result

from pipeline.statistics.planning import Design, smallest_difference
from tests.support.commands import docqa
from tests.support.server import (
    Loopback,
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)
from tests.support.small_bench import write_corpus, write_questions

KEY = "sk-canary-81b7c0d2e9"
MODEL = "openai-api/loop/reader"
Commands: TypeAlias = Sequence[Sequence[str]]


@pytest.fixture(autouse=True)
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOOP_API_KEY", KEY)
    monkeypatch.setenv("LOOP_BASE_URL", "http://127.0.0.1:1/v1")
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    return configured(tmp_path)


def configured(place: Path, model: str = "", run: str = "") -> Path:
    """Write a bench of four questions for one model that counts as OpenAI does."""
    (place / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["2k", "3k"]\n'
        f"limit = 4\n{run}\n[[models]]\nid = '{MODEL}'\ncount = 'openai'\n"
        f"price = {{ input = 1.0, output = 10.0 }}\n{model}\n"
    )
    return place


def served(request: Received) -> Script:
    """Count a token for three characters, and so in the usage of an answer."""
    if request.path == "/v1/responses/input_tokens":
        return refusal(200, {"input_tokens": len(request.json["input"]) // 3})
    return answer("42 m", prompt_tokens=len(request.prompt) // 3)


def unhelpful(request: Received) -> Script:
    return refusal(404, {"error": {"message": f"no {request.path} for {KEY}"}})


def at_loopback(
    monkeypatch: pytest.MonkeyPatch, commands: Commands, scripts: Any = served
) -> tuple[list[Result], Loopback]:
    async def whole() -> tuple[list[Result], Loopback]:
        async with provider_at_loopback(scripts) as server:
            monkeypatch.setenv("LOOP_BASE_URL", f"{server.url}/v1")
            done = [await asyncio.to_thread(docqa, *command) for command in commands]
            return done, server

    return asyncio.run(whole())


def data(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_plan_of_a_priced_model_says_what_it_costs_and_what_that_rests_on() -> None:
    result = docqa("plan")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split()[-6:] == ["least", "$", "likely", "$", "most", "$"]
    price, tokens, likely = lines[lines.index(MODEL) + 1 :][:3]
    assert price.split() == ["price", "bench.toml"]
    assert "1.00 of its own for one of the table (assumed; --count" in tokens
    assert "1,000 tokens" in likely
    assert lines[-1].startswith("left to pay: $")


def test_a_plan_says_what_difference_it_could_tell() -> None:
    asked = ("plan", "--limit", "17")
    result, known = docqa(*asked), data(docqa(*asked, "--json"))

    sizes = known["design"]["sizes"]
    smallest = smallest_difference(Design(sizes=tuple(sizes)))
    assert smallest is not None
    assert sum(sizes) == 16, "one of them has no answer"
    assert known["smallest_difference"] == smallest < 1
    assert (
        f"can resolve: differences of {100 * smallest:.0f} points between two models "
        f"(16 questions on {len(sizes)} documents; 80% power, discordance 0.2 and "
        "correlation 0.1 assumed)"
    ) in result.stdout.splitlines()


def test_a_plan_of_one_question_can_tell_no_difference() -> None:
    result = docqa("plan", "--limit", "1")

    assert "can resolve: none between two models (1 questions on" in result.stdout


def test_a_plan_without_contexts_promises_no_difference(bench: Path) -> None:
    written = (bench / "bench.toml").read_text()
    (bench / "bench.toml").write_text(written.replace('["2k", "3k"]', "[]"))

    result = docqa("plan")

    assert result.exit_code == 0, result.output
    assert "can resolve" not in result.stdout


def test_counts_are_asked_for_once_and_size_later_plans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (first, again, later), server = at_loopback(
        monkeypatch, [("plan", "--count"), ("plan", "--count"), ("plan", "--json")]
    )

    assert len(server.requests) == 3, "the smallest, the middle and the largest"
    sizes = [len(request.json["input"]) for request in server.requests]
    assert sizes == sorted(set(sizes))
    assert all(r.headers["authorization"] == f"Bearer {KEY}" for r in server.requests)
    assert f"{MODEL}: prompts of" in first.stderr
    assert server.url.removeprefix("http://") in first.stderr
    assert "has been done" in again.stderr
    assert "counted by the service on 2 prompts" in again.stdout
    [model] = data(later)["models"]
    assert model["ratio"]["source"] == "count"
    assert 1.1 < model["ratio"]["value"] < 1.4


def test_a_service_of_the_file_counts_too(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bench / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["2k"]\nlimit = 2\n'
        "models = ['loop/own']\n[services.loop]\ncount = 'openai'\n"
    )

    [result], server = at_loopback(monkeypatch, [("plan", "--count")])

    assert result.exit_code == 0
    assert server.requests


def test_after_a_run_a_plan_knows_the_model_and_pays_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (_, same, more), server = at_loopback(
        monkeypatch,
        [("run",), ("plan", "--json"), ("plan", "--json", "--lengths", "2k,3k,4k")],
    )

    known, wider = data(same), data(more)
    assert known["total"]["answered"] == known["total"]["calls"] == len(server.requests)
    assert known["total"]["left"] == {"least": 0.0, "likely": 0.0, "most": 0.0}
    [model] = known["models"]
    assert (model["ratio"]["source"], model["ratio"]["sample"]) == ("calls", 8)
    assert (model["answer_tokens"], model["answers"]) == (5, len(server.requests))
    assert wider["total"]["seconds"] > 0
    assert 0 < wider["total"]["left"]["likely"] < wider["total"]["whole"]["likely"]


def test_what_the_measured_ratio_foresees_is_told_from_what_is_declared(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(bench, "max_output_tokens = 100\nwindow = 3_300")

    (before, after), _ = at_loopback(monkeypatch, [("plan",), ("plan", "--count")])

    assert "too long" not in before.stdout
    rows = [line.split() for line in after.stdout.splitlines()]
    [row] = [row for row in rows if row[:2] == [MODEL, "3,000"]]
    assert (row[2], *row[4:6]) == ("4", "0", "4")
    assert "4 prompts would not fit by the measured ratio" in after.stdout


def test_a_service_that_cannot_count_is_said_and_its_key_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    [result], server = at_loopback(
        monkeypatch, [("plan", "--count")], scripts=unhelpful
    )

    assert result.exit_code == 0
    assert len(server.requests) == 1
    assert f"{MODEL}: not_found: HTTP 404" in result.stderr
    assert "left to pay" in result.stdout
    assert KEY not in result.output
    stored = (tmp_path / ".docqa" / "bench.duckdb").read_bytes()
    assert KEY.encode() not in stored


def test_to_count_a_key_is_needed_and_to_plan_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LOOP_API_KEY")
    monkeypatch.setenv("LOOP_BASE_URL", "http://llm.example.org/v1")

    assert docqa("plan").exit_code == 0
    result = docqa("plan", "--count")

    assert result.exit_code == 2
    assert "LOOP_API_KEY" in result.stderr


@pytest.mark.parametrize(
    ("budget", "said"),
    [("0.001", "the likely cost"), ("0.5", "the greatest possible cost"), ("9", "")],
)
def test_a_budget_that_may_not_last_is_said(
    bench: Path, budget: str, said: str
) -> None:
    configured(bench, run=f"budget_usd = {budget}")

    out = docqa("plan").stdout

    assert ("budget_usd" in out) == bool(said)
    assert said in out


def test_a_price_that_nobody_knows_is_unknown_in_every_line(bench: Path) -> None:
    (bench / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["2k"]\nlimit = 2\n'
        f"models = ['{MODEL}', 'baseline/bm25', 'moonshot/kimi-k3']\n"
    )

    lines = docqa("plan").stdout.splitlines()

    dark = [line for line in lines if line.startswith(f"{MODEL} ")]
    assert dark
    assert all(line.split()[-3:].count("unknown") >= 2 for line in dark)
    assert lines[-2].startswith("left to pay: $")
    assert lines[-2].endswith(" at most, and what is unknown besides")
    assert lines[-1].startswith(f"no price is known of {MODEL}: write price = ")


def test_where_no_price_is_known_nothing_is_said_to_be_the_most(bench: Path) -> None:
    (bench / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["2k"]\nlimit = 2\n'
        f"models = ['{MODEL}', 'baseline/bm25']\n"
    )

    lines = docqa("plan").stdout.splitlines()

    assert "left to pay: unknown" in lines
    assert not any("at most" in line for line in lines)


def test_a_budget_that_the_run_will_refuse_is_said(bench: Path) -> None:
    configured(bench, model="extra = { n = 4 }", run="budget_usd = 3")

    result = docqa("plan")

    assert result.exit_code == 0, result.output
    assert f"{MODEL}: extra sets n, so what a call may cost is not" in result.stderr
