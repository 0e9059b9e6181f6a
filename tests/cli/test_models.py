"""`docqa models` says what can be asked now, and shows no key."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.query.models.catalogue import catalogue
from tests.support.commands import docqa, fails
from tests.support.server import Script, provider_at_loopback
from tests.support.small_bench import write_corpus, write_questions

KEY = "sk-canary-0123456789abcdef"
NOTHING_TO_SAY: Script = ()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    return tmp_path


def rows(*arguments: str) -> dict[str, str]:
    """Return the lines of the first table by what they begin with."""
    result = docqa("models", *arguments)
    assert result.exit_code == 0, result.output
    lines = result.stdout.split("\n\n")[0].splitlines()
    return {line.split()[0]: line for line in lines}


def as_data(*arguments: str) -> Any:
    result = docqa("models", *arguments, "--json")
    assert result.exit_code == 0, result.output
    assert KEY not in result.output
    return json.loads(result.stdout)


def test_every_service_is_shown_with_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    found = rows()

    assert set(found) == {"service", "baseline", *catalogue()}
    assert "set MOONSHOT_API_KEY or MOONSHOTAI_API_KEY" in found["moonshot"]
    assert found["openai"].split()[1:] == [
        *("yes", "openai-responses", "https://api.openai.com/v1"),
    ]
    assert "if it runs" in found["vllm"]
    assert found["baseline"].split()[1] == "yes"


@pytest.mark.parametrize("arguments", [(), ("openai",), ("openai/gpt-6.1-sol",)])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_part_of_a_key_is_shown(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], form: tuple[str, ...]
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    result = docqa("models", *arguments, *form)

    assert result.exit_code == 0, result.output
    assert not any(KEY[at : at + 6] in result.output for at in range(len(KEY) - 5))


def test_the_services_as_data() -> None:
    found = {one["name"]: one for one in as_data()}

    assert found["meta"] == {
        "name": "meta",
        "usable": False,
        "missing": "set MODEL_API_KEY or META_API_KEY",
        "local": False,
        "reachable": None,
        "dialect": "openai-responses",
        "base_url": "https://api.meta.ai/v1",
        "keys": ["MODEL_API_KEY", "META_API_KEY"],
        "models": found["meta"]["models"],
    }
    assert "muse-spark-1.3" in found["meta"]["models"]
    assert found["baseline"]["usable"] is True
    assert found["ollama"]["local"] is True


def test_a_service_shows_its_models() -> None:
    result = docqa("models", "dashscope")

    table = result.stdout.split("\n\n")[1].splitlines()
    assert table[0].split("  ")[0] == "model"
    [line] = [one for one in table if "qwen3.7-plus" in one]
    assert "1,000,000" in line
    assert "0.4, 0.08, 1.6; above 256,000: more" in line
    assert "reasoning_effort" in line
    assert "-m dashscope/<model>" in result.stderr
    [meta] = [one for one in as_data("meta")["models"] if one["trains"]][:1]
    assert meta["id"] == "meta/muse-spark-1.3-contributor"
    assert meta["max_output"] == 131_072


def test_the_baselines_are_a_service_too() -> None:
    assert "baseline/bm25" in docqa("models", "baseline").stdout


def test_a_model_shows_what_is_sent_and_what_is_not(place: Path) -> None:
    (place / "bench.toml").write_text(
        'models = [{ id = "moonshot/kimi-k3", temperature = 0, max_output_tokens = 9 }]'
    )

    result = docqa("models", "moonshot/kimi-k3")

    assert result.exit_code == 0, result.output
    [sent] = [li for li in result.stdout.splitlines() if li.startswith("sent")]
    body = json.loads(sent.removeprefix("sent"))
    assert body["max_completion_tokens"] == 9
    assert "temperature" not in body
    said = "temperature = 0 is not sent: the model refuses it"
    assert result.stderr == f"moonshot/kimi-k3: {said}\n"
    found = as_data("moonshot/kimi-k3")
    assert found["remarks"] == [said]
    assert found["sent"] == body
    assert found["window"] == 1_048_576


def test_a_model_of_this_process_is_sent_nothing() -> None:
    assert as_data("baseline/bm25")["sent"] is None
    assert "sent" not in docqa("models", "baseline/bm25").stdout


def test_services_of_the_file_are_shown(place: Path) -> None:
    (place / "bench.toml").write_text(
        '[services.acme]\nbase_url = "https://llm.acme.example/v1"\n'
        '[services.acme.models."acme-1"]\nwindow = 9000\n'
        '[services.broken]\nbase_url = "acme.example"\n'
        '[services.openai]\nbase_url = "https://evil.example/v1"\n'
    )

    found = rows()

    assert "set ACME_API_KEY" in found["acme"]
    assert "is not http(s)" in found["broken"]
    assert "is not where the key in OPENAI_API_KEY goes" in found["openai"]
    [model] = as_data("acme")["models"]
    assert (model["id"], model["window"]) == ("acme/acme-1", 9_000)


def test_a_check_tries_only_what_is_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def checked() -> tuple[Any, int]:
        async with provider_at_loopback([NOTHING_TO_SAY]) as server:
            monkeypatch.setenv("VLLM_BASE_URL", server.url)
            monkeypatch.setenv("SGLANG_BASE_URL", "http://localhost:1/v1")
            found = await asyncio.to_thread(as_data, "--check")
            return found, len(server.requests)

    found, requests = asyncio.run(checked())

    reachable = {one["name"]: one["reachable"] for one in found}
    assert reachable["vllm"] is True
    assert reachable["sglang"] is False
    assert reachable["moonshot"] is None
    assert reachable["baseline"] is None
    assert requests == 0


def test_a_check_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VLLM_BASE_URL", "http://127.0.0.1:1")

    assert "nothing listens there" in rows("vllm", "--check")["vllm"]


def test_what_is_unknown_is_said_with_the_choices() -> None:
    fails(docqa("models", "nosuch"), "unknown service 'nosuch'", "moonshot")
    fails(docqa("models", "nosuch/m"), "unknown service 'nosuch'", "moonshot")
    fails(docqa("models", "baseline/none"), "unknown baseline 'none'", "bm25")


def test_a_run_begins_by_saying_what_is_not_sent(place: Path) -> None:
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    (place / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["2k"]\nlimit = 1\n'
        'models = [{ id = "moonshot/kimi-k3", temperature = 0 }, "acme/m"]\n'
        '[services.acme]\nbase_url = "https://llm.acme.example/v1"\n'
    )

    result = docqa("plan")

    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[0] == (
        "moonshot/kimi-k3: temperature = 0 is not sent: the model refuses it"
    )
    assert "acme/m" in result.stdout


def test_a_run_says_why_calls_failed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    monkeypatch.setenv("VLLM_BASE_URL", "http://127.0.0.1:1/v1")
    (place / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["2k"]\nlimit = 1\n'
        'models = [{ id = "vllm/m", attempts = 1 }]\n'
    )

    first, second = docqa("run").stderr, docqa("run").stderr

    assert "calls failed; --retry-failed sends them again:\n" in first
    assert " connect, such as: ConnectError: 127.0.0.1:1" in first
    assert "they failed before: SELECT error, message FROM calls says why" in second
    assert "calls failed; --retry-failed sends them again:\n" in second


def test_a_model_without_a_window_says_what_that_means() -> None:
    assert "its window is not known" in docqa("models", "moonshot/kimi-k4").stderr
    assert "window" not in docqa("models", "moonshot/kimi-k3").stderr
    assert "window" not in docqa("models", "baseline/bm25").stderr
