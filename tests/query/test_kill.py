"""`kill -9` at any moment: no finished answer lost, none asked for twice."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.query.bench import Bench, target
from tests.support.server import (
    Loopback,
    Received,
    Script,
    answer,
    provider_at_loopback,
)

ROOT = Path(__file__).parents[2]
PROMPTS = tuple(f"p{n}" for n in range(60))


def bench_on(path: Path, url: str) -> Bench:
    return Bench(path, targets=[target(url, concurrency=6)], prompts=PROMPTS)


def script(received: Received) -> Script:
    return answer(f"answer to {received.prompt}", after=0.01)


async def start(path: Path, url: str) -> asyncio.subprocess.Process:
    program = (
        "import asyncio, sys; from pathlib import Path; "
        "from tests.query.test_kill import bench_on; "
        "asyncio.run(bench_on(Path(sys.argv[1]), sys.argv[2]).run())"
    )
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, str(path), url), cwd=ROOT
    )


async def kill_after(requests: int, path: Path, server: Loopback) -> None:
    process = await start(path, server.url)
    while len(server.requests) < requests:
        assert process.returncode is None, "it ended before it could be killed"
        await asyncio.sleep(0.005)
    process.kill()
    await process.wait()


@pytest.mark.parametrize("requests", [1, 20, 45])
def test_a_killed_run_is_taken_up_where_it_was(tmp_path: Path, requests: int) -> None:
    path = tmp_path / "bench.duckdb"

    async def whole() -> None:
        async with provider_at_loopback(script) as server:
            bench = bench_on(path, server.url)
            names = {one.call: f"text of {one.prompt}" for one in bench.plan()}
            await kill_after(requests, path, server)
            kept = {names[call.id] for call in bench.calls()}
            server.requests.clear()

            process = await start(path, server.url)

            assert await process.wait() == 0
            asked = [received.prompt for received in server.requests]
            assert not kept & set(asked), "a finished call was sent again"
            assert sorted(kept | set(asked)) == sorted(names.values())
            assert len(asked) == len(set(asked))
            answers = {names[call.id]: call.answer for call in bench.calls()}
            assert answers == {text: f"answer to {text}" for text in names.values()}
            assert len(bench.attempts()) == len(PROMPTS)

    asyncio.run(whole())
