"""A budget in bench.toml, by the command: what it says, and how it ends."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.support.server import answer, provider_at_loopback
from tests.support.small_bench import write_corpus, write_questions

ROOT = Path(__file__).parents[1]
SETTINGS = """
corpus = "docs"
questions = "asked.jsonl"
lengths = ["2k"]
limit = 4
controls = []
budget_usd = {budget}

[[models]]
id = "openai-api/loop/reader"
max_output_tokens = 100
{price}
"""
PRICE = "price = { input = 0.0, output = 10_000.0 }"


async def docqa(place: Path, *arguments: str) -> tuple[int | None, str, int]:
    """Return the exit code, what was said, and how many requests there were."""
    async with provider_at_loopback([answer("Ada", prompt_tokens=2_000)]) as server:
        code, said = await called(place, server.url, *arguments)
        return code, said, len(server.requests)


async def called(place: Path, url: str, *arguments: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pipeline", *arguments),
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LOOP_BASE_URL": url},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    return process.returncode, said.decode()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    return tmp_path


def test_a_run_that_its_budget_ends_says_how_to_go_on(place: Path) -> None:
    config = place / "bench.toml"
    config.write_text(SETTINGS.format(budget="1.01", price=PRICE), encoding="utf-8")

    code, said, asked = asyncio.run(docqa(place, "run", "--latency"))

    assert code == 3
    assert asked == 1, "an answer costs $0.05, and may cost $1"
    assert "budget_usd = 1.01 does not suffice for 3 calls: $0.0500 spent" in said
    assert "raise budget_usd and run again" in said


def test_a_budget_without_a_price_sends_nothing(place: Path) -> None:
    config = place / "bench.toml"
    config.write_text(SETTINGS.format(budget="1.0", price=""), encoding="utf-8")

    code, said, asked = asyncio.run(docqa(place, "run"))

    assert (code, asked) == (2, 0)
    assert "openai-api/loop/reader: its price is not known" in said
    assert "price = {" in said


def test_calls_that_were_made_without_a_price_are_told(place: Path) -> None:
    config = place / "bench.toml"
    unbudgeted = SETTINGS.replace("budget_usd = {budget}\n", "").format(price="")

    async def twice() -> str:
        async with provider_at_loopback([answer("Ada", prompt_tokens=2_000)]) as server:
            config.write_text(unbudgeted, encoding="utf-8")
            await called(place, server.url, "run")
            budgeted = SETTINGS.format(budget="9.0", price=PRICE)
            config.write_text(budgeted, encoding="utf-8")
            code, said = await called(place, server.url, "run")
            assert (code, len(server.requests)) == (0, 4)
            return said

    said = asyncio.run(twice())

    assert "this run made 4 calls earlier at a cost that is not known" in said
