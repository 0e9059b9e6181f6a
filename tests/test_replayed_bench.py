"""A bench that is replayed from its export ends in the same report, offline."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from pipeline.query.baselines import BASELINES
from tests.support.commands import docqa
from tests.support.server import Received, Script, answer, provider_at_loopback
from tests.support.small_bench import write_corpus, write_questions

BENCH = (
    *("--corpus", "docs", "--questions", "asked.jsonl", "--lengths", "2k"),
    *("-m", "openai-api/loop/reader", "-m", "baseline/bm25"),
)
_REPLAYED = re.compile(r"\n- \d+ of \d+ calls are replayed from .*(\n  .*)*")


def read_and_answer(request: Received) -> Script:
    reply = BASELINES["bm25"].read(request.prompt)
    return answer(reply, prompt_tokens=len(request.prompt) // 4, after=0.01)


def asked(place: Path, *arguments: str) -> Result:
    """Work with a workspace in its own place; documents are where we are."""
    return docqa("--db", str(place / "bench.duckdb"), *arguments)


async def served(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """Bench against a provider that is gone afterwards, and export what it said."""
    async with provider_at_loopback(read_and_answer) as server:
        monkeypatch.setenv("LOOP_BASE_URL", server.url)
        monkeypatch.setenv("LOOP_API_KEY", "sk-canary-5f3a9d0c17e2")
        done = await asyncio.to_thread(asked, place, "bench", *BENCH)
        assert done.exit_code == 0, done.stderr
    monkeypatch.delenv("LOOP_API_KEY")
    assert asked(place, "export", str(place / "out")).exit_code == 0


def test_a_replayed_bench_gives_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    first, second = tmp_path / "first", tmp_path / "second"
    folder = tmp_path / "reports" / "docs"
    exported = str(first / "out" / "calls.parquet")
    asyncio.run(served(monkeypatch, first))
    expected = folder.rename(tmp_path / "expected")

    whole = asked(second, "bench", *BENCH, "--replay", exported)

    assert whole.exit_code == 0, whole.stderr
    assert re.search(r"\b\d+ calls replayed from calls\.parquet, 0 were", whole.stderr)
    shown = (folder / "report.md").read_text()
    assert _REPLAYED.search(shown)
    assert _REPLAYED.sub("", shown) == (expected / "report.md").read_text()
    ours, theirs = (
        json.loads((place / "report.json").read_text()) for place in (folder, expected)
    )
    assert ours["scope"].pop("replayed") == ours["scope"]["sent"]
    assert theirs["scope"].pop("replayed") == 0
    assert ours["scope"].pop("replayed_from") != theirs["scope"].pop("replayed_from")
    assert ours == theirs
    assert str(tmp_path) not in shown + (folder / "manifest.json").read_text()

    more = (*BENCH, "--name", "more", "--lengths", "2k,3k")
    part = asked(second, "run", *more, "--replay", exported)

    assert part.exit_code == 3
    assert re.search(r"calls\.parquet does not hold \d+\)$", part.stderr.strip())


@pytest.mark.parametrize("command", ["run", "bench"])
def test_a_file_that_is_no_export_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    (tmp_path / "calls.parquet").write_text("nothing of the sort")

    done = docqa(
        *(command, "--corpus", "docs", "--questions", "asked.jsonl"),
        *("--lengths", "2k", "--replay", "calls.parquet"),
    )

    assert done.exit_code == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: the file 'calls.parquet' cannot be used")


def test_a_replay_sends_nothing_again(tmp_path: Path) -> None:
    (tmp_path / "calls.parquet").touch()
    file = str(tmp_path / "calls.parquet")

    done = docqa("run", "--replay", file, "--retry-failed")

    assert done.exit_code == 2
    assert "--replay sends nothing" in done.stderr
