"""`docqa doctor`: its clock against a server of its own, and what a run needs."""

import asyncio
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.report.rows import Floor
from pipeline.store import Store
from tests.support.commands import docqa
from tests.support.server import Scripts, answer, provider_at_loopback, refusal
from tests.support.small_bench import write_corpus, write_questions

KEY = "sk-canary-0123456789abcdef"
NOBODY = "http://127.0.0.1:1/v1"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.endswith("_API_KEY")]:
        monkeypatch.delenv(name)
    return tmp_path


def test_the_clock_of_this_machine_is_measured_and_noted(tmp_path: Path) -> None:
    db = tmp_path / "bench.duckdb"

    result = CliRunner().invoke(
        main, ["--db", str(db), "doctor", "--clock", "--streams", "2"]
    )

    assert result.exit_code == 0, result.output
    heading, row, *_ = result.stdout.splitlines()
    assert heading.startswith("streams  answers  stamps by")
    assert re.match(r" +2 +6  (kernel|loop) ", row), row
    with Store(db) as store:
        [floor] = store.select("report_floors", Floor)
    assert floor.streams == 2
    assert 0 <= floor.median_s <= floor.p99_s


def looked(models: str, *arguments: str, exit_code: int = 0) -> list[dict[str, Any]]:
    Path("bench.toml").write_text(f"models = [{models}]\n")
    result = docqa("doctor", *arguments, "--json")
    assert result.exit_code == exit_code, result.output
    found = json.loads(result.stdout)
    assert found["free_bytes"] > 0
    rows: list[dict[str, Any]] = found["models"]
    return rows


def served(scripts: Scripts, *arguments: str) -> tuple[Result, list[dict[str, Any]]]:
    """Look at a model of a server that is there; return what the server was asked."""

    def look(url: str) -> Result:
        model = f'{{ id = "vllm/m", base_url = "{url}" }}'
        Path("bench.toml").write_text(f"models = [{model}]\n")
        return docqa("doctor", *arguments)

    async def at_loopback() -> tuple[Result, list[dict[str, Any]]]:
        async with provider_at_loopback(scripts) as server:
            result = await asyncio.to_thread(look, server.url)
            return result, [request.json for request in server.requests]

    return asyncio.run(at_loopback())


def test_baselines_are_always_fit(place: Path) -> None:
    result = docqa("doctor")

    assert result.exit_code == 0, result.output
    assert re.search(r"^baseline/bm25 +yes +all +known$", result.stdout, re.MULTILINE)
    assert "GB free for .docqa/bench.duckdb" in result.stdout
    assert not list(place.iterdir())  # to look makes no workspace


def test_where_nothing_is_named_it_says_how_to_begin() -> None:
    result = docqa("doctor")

    assert result.exit_code == 0
    said = result.stdout.splitlines()
    assert any(
        line.startswith("documents  missing: no documents are named")
        and "docqa init FOLDER writes a bench.toml" in line
        for line in said
    )
    assert any(
        line.startswith("questions  missing: no questions are named")
        and "docqa init finds yours" in line
        for line in said
    )


def test_documents_and_questions_that_are_there_are_told(place: Path) -> None:
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    toml = place / "bench.toml"

    toml.write_text('corpus = "docs"\nquestions = "asked.jsonl"\n')
    asked = docqa("doctor")
    toml.write_text('corpus = "docs"\nplant = 12\n')
    planted = docqa("doctor")
    toml.write_text('corpus = "docs"\n')
    neither = docqa("doctor")

    assert "documents  docs: 8 files, 0.0 MB (8 markdown)\n" in asked.stdout
    assert "questions  asked.jsonl\n" in asked.stdout
    assert "questions  12 about planted facts\n" in planted.stdout
    assert "questions  missing: no questions about 'docs': --plant" in neither.stdout
    assert [one.exit_code for one in (asked, planted, neither)] == [0, 0, 0]


@pytest.mark.parametrize("corpus", ["none", "films"])
def test_what_is_named_and_not_there_is_a_mistake(place: Path, corpus: str) -> None:
    (place / "films").mkdir()
    (place / "films" / "a.mov").touch()
    (place / "bench.toml").write_text(
        f'corpus = "{corpus}"\nquestions = "none.jsonl"\nmodels = ["moonshot/kimi-k3"]'
    )

    result = docqa("doctor")
    told = docqa("doctor", "--json")

    assert result.exit_code == 2
    said = result.stderr.splitlines()
    assert said[0].startswith("Error: documents: ")
    assert f"'{corpus}'" in said[0]
    assert said[1].startswith("Error: questions: 'none.jsonl' is no file")
    assert said[2].startswith("Error: 1 of 1 models cannot be asked")
    found = json.loads(told.stdout)
    assert f"'{corpus}'" in found["documents"]["missing"]
    assert found["questions"]["found"] is None


def test_a_key_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XAI_API_KEY", KEY)

    bare, fit = looked('"moonshot/kimi-k3", "xai/grok-4.7"', exit_code=2)

    assert "set MOONSHOT_API_KEY" in bare["missing"]
    assert (bare["fit"], fit["fit"], fit["missing"]) == (False, True, None)
    result = docqa("doctor")
    assert "1 of 2 models cannot be asked: moonshot/kimi-k3;" in result.stderr
    assert KEY not in result.output


def test_a_window_and_a_price_are_known_or_said_not_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACME_API_KEY", KEY)
    url = 'base_url = "https://acme.example/v1"'
    small = '{ id = "openai-api/acme/s", window = 20_000, ' + url + " }"
    unknown = '{ id = "openai-api/acme/u", ' + url + " }"

    first, second = looked(f"{small}, {unknown}")

    assert (first["window"], first["too_long"]) == (20_000, [64_000])
    assert (second["window"], second["too_long"]) == (None, None)
    assert (first["price_known"], second["price_known"]) == (False, False)
    result = docqa("doctor")
    assert re.search(r"acme/s +yes +20,000 +to 16,000 +not known", result.stdout)
    assert "set window in bench.toml" in result.stderr
    assert "set price in bench.toml" in result.stderr


def test_a_budget_needs_a_price(place: Path) -> None:
    (place / "bench.toml").write_text(
        f'budget_usd = 3\nmodels = [{{ id = "vllm/m", base_url = "{NOBODY}" }}]\n'
    )

    result = docqa("doctor")

    assert result.exit_code == 2
    assert "its price is not known, so budget_usd = 3 cannot be kept" in result.stdout


def test_a_budget_allows_no_field_that_asks_for_more_output(place: Path) -> None:
    (place / "bench.toml").write_text(
        f'budget_usd = 3\n[[models]]\nid = "vllm/m"\nbase_url = "{NOBODY}"\n'
        "price = { input = 1, output = 1 }\nextra = { n = 4, best_of = 8 }\n"
    )

    result = docqa("doctor")

    assert result.exit_code == 2
    assert "extra sets best_of, n, so what a call may cost is not" in result.stdout


def test_nothing_is_sent_unless_it_is_asked_for() -> None:
    silent, nothing = served([answer("yes")])
    tried, nothing_either = served([answer("yes")], "--reach")

    assert (nothing, nothing_either) == ([], [])
    assert "reached" not in silent.stdout
    assert re.search(r"vllm/m +yes .* yes$", tried.stdout, re.MULTILINE)


def test_a_call_asks_for_a_few_tokens_once() -> None:
    result, sent = served([answer("yes")], "--call")

    assert result.exit_code == 0, result.output
    assert re.search(r"answered in \d+\.\d s, its cost is not known", result.stdout)
    assert [request["max_tokens"] for request in sent] == [16]


def test_a_call_that_is_refused_is_told_and_not_repeated() -> None:
    result, sent = served(
        [refusal(401, {"error": {"message": "no such key"}})], "--call"
    )

    assert result.exit_code == 2
    assert "auth: HTTP 401: no such key" in " ".join(result.stdout.split())
    assert len(sent) == 1


def test_where_nobody_listens_nobody_is_called() -> None:
    [row] = looked(
        f'{{ id = "vllm/m", base_url = "{NOBODY}" }}', "--reach", "--call", exit_code=2
    )

    assert (row["reached"], row["answered"], row["fit"]) == (False, None, False)


def test_a_disk_is_looked_at_where_the_workspace_will_be(place: Path) -> None:
    result = docqa("--db", str(place / "not" / "yet" / "b.duckdb"), "doctor")

    assert "GB free for " in result.stdout
