"""Documents in, report out: over real files, a real database and real sockets."""

import asyncio
import os
import random
import re
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.query.baselines import BASELINES
from tests.support.server import (
    Loopback,
    Received,
    Script,
    answer,
    provider_at_loopback,
)
from tests.support.small_bench import write_corpus, write_questions

KILLS = 4
UNDER_WAY = 8
"""Four slots, and as many calls whose answer was being committed."""
BENCH = ("bench", "--corpus", "docs", "--questions", "asked.jsonl")
LOCAL = ("-m", "baseline/bm25", "-m", "baseline/closed-book", "--lengths", "2k,3k")
SERVED = ("-m", "openai-api/loop/reader", "--lengths", "2k,3k")
_TIME = re.compile(r"(?:[<>]\s?)?\d[\d.,]*\s(?:ms|s)\b(?:\s\[[^\]]*\])?")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    return tmp_path


@pytest.fixture(scope="module")
def benched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which a bench has ended, to copy, and the report it named."""
    folder = tmp_path_factory.mktemp("benched")
    write_corpus(folder / "docs")
    write_questions(folder / "asked.jsonl")
    out, _ = asyncio.run(finished(folder, *BENCH, *LOCAL))
    return folder, out


async def started(
    place: Path, *arguments: str, url: str = ""
) -> asyncio.subprocess.Process:
    """Start the program as a user would; its base URL comes from the environment."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pipeline", *arguments),
        cwd=place,
        env={**os.environ, "LOOP_BASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def finished(place: Path, *arguments: str, url: str = "") -> tuple[str, str]:
    process = await started(place, *arguments, url=url)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode(), err.decode()


def read_and_answer(request: Received) -> Script:
    """Answer as the BM25 baseline would: the same prompt, the same answer."""
    reply = BASELINES["bm25"].read(request.prompt)
    return answer(reply, prompt_tokens=len(request.prompt) // 4, after=0.01)


def without_times(report: str) -> str:
    """Drop what is measured anew: figures of time, and the section about them."""
    kept = re.sub(r"(?s)## Time to answer.*?(?=\n## )", "", report)
    return re.sub(r"[ -]{2,}", " ", _TIME.sub("TIME", kept))  # columns are padded


def test_a_bench_ends_with_a_report_and_the_second_sends_nothing(
    benched: tuple[Path, str], tmp_path: Path
) -> None:
    before, out = benched
    place = shutil.copytree(before, tmp_path / "here")
    path = place / out.strip()
    first = {f.name: f.read_bytes() for f in path.parent.iterdir()}

    again, talk = asyncio.run(finished(place, *BENCH, *LOCAL))

    assert again == out
    assert "0 calls sent" in talk
    assert {f.name: f.read_bytes() for f in path.parent.iterdir()} == first
    assert {"report.md", "report.json", "manifest.json", "accuracy.svg"} <= set(first)
    report = first["report.md"].decode()
    assert "baseline/bm25" in report
    assert str(before) not in report + first["manifest.json"].decode()


def test_an_edited_document_asks_only_its_own_prompts_again(
    benched: tuple[Path, str], tmp_path: Path
) -> None:
    place = shutil.copytree(benched[0], tmp_path / "here")
    with (place / "docs" / "orde.md").open("a") as document:
        document.write("\nA line that was not there before.\n")

    _, talk = asyncio.run(finished(place, *BENCH, *LOCAL))

    sent, before = map(int, re.findall(r"(\d+) calls sent, (\d+) were", talk)[0])
    assert sent > 0
    assert before > 0


def test_a_run_killed_at_any_moment_ends_in_the_same_report(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    calm = tmp_path_factory.mktemp("calm")
    write_corpus(calm / "docs")
    write_questions(calm / "asked.jsonl")

    async def both() -> tuple[Loopback, str, str]:
        async with provider_at_loopback(read_and_answer) as undisturbed:
            out, _ = await finished(calm, *BENCH, *SERVED, url=undisturbed.url)
        async with provider_at_loopback(read_and_answer) as killed:
            dice = random.Random(20)
            for _ in range(KILLS):
                await killed_after(killed, place, dice.randint(1, 20))
            again, _ = await finished(place, *BENCH, *SERVED, url=killed.url)
        asked = Counter(request.prompt for request in undisturbed.requests)
        assert set(asked.values()) == {1}
        assert {request.prompt for request in killed.requests} == set(asked)
        return killed, (calm / out.strip()).read_text(), again.strip()

    killed, expected, path = asyncio.run(both())

    assert without_times((place / path).read_text()) == without_times(expected)
    asked_again = len(killed.requests) - len({r.prompt for r in killed.requests})
    assert asked_again <= KILLS * UNDER_WAY


async def killed_after(server: Loopback, place: Path, requests: int) -> None:
    """Start the bench and kill it once the server has seen so many more requests."""
    wanted = len(server.requests) + requests
    process = await started(place, *BENCH, *SERVED, url=server.url)
    while len(server.requests) < wanted and process.returncode is None:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    if process.returncode is None:
        process.send_signal(signal.SIGKILL)
    await process.communicate()


def test_the_first_interrupt_keeps_what_is_under_way(place: Path) -> None:
    waits = [1.0]

    def slowly(request: Received) -> Script:
        reply = BASELINES["bm25"].read(request.prompt)
        tokens = len(request.prompt) // 4
        return answer(reply, prompt_tokens=tokens, after=waits[0])

    async def interrupted() -> tuple[int | None, str, int, str]:
        async with provider_at_loopback(slowly) as server:
            process = await started(place, *BENCH, *SERVED, url=server.url)
            while server.under_way < 4 and process.returncode is None:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            process.send_signal(signal.SIGINT)
            _, err = await process.communicate()
            asked = len(server.requests)
            waits[0] = 0.0
            _, talk = await finished(place, *BENCH, *SERVED, url=server.url)
        return process.returncode, err.decode(), asked, talk

    code, said, asked, talk = asyncio.run(interrupted())

    assert code == 130
    assert "what was read and answered is kept" in said
    assert f"{asked} were finished before" in talk
