"""The disk is full, the clock is put back: clear, and nothing is lost."""

import asyncio
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.records import Outcome
from tests.query.bench import Bench, priced, target
from tests.simulate.world import RIGHT, scenario, simulated
from tests.support.server import (
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)

ROOT = Path(__file__).parents[2]
LONG = "Ada " * 5_000


def bench_on(path: Path, url: str) -> Bench:
    prompts = tuple(f"p{n}" for n in range(40))
    return Bench(path, targets=[target(url, concurrency=4)], prompts=prompts)


def test_a_full_disk_loses_no_answer_that_was_kept(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    path = tmp_path / "bench.duckdb"
    program = (
        "import asyncio, resource, sys; from pathlib import Path\n"
        "from pipeline.errors import StoreError\n"
        "from tests.query.test_machine_faults import bench_on\n"
        "bench = bench_on(Path(sys.argv[1]), sys.argv[2])\n"
        "size = 200_000\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
        "try:\n"
        "    asyncio.run(bench.run())\n"
        "except StoreError as error:\n"
        "    print(error)\n"
    )

    def script(received: Received) -> Script:
        return answer(f"{received.prompt} {LONG}")

    async def whole() -> str:
        async with provider_at_loopback(script) as server:
            bench = bench_on(path, server.url)
            bench.prompts = ()
            await bench.run()  # makes the workspace while there is room
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", program, str(path), server.url),
                cwd=ROOT,
                stdout=asyncio.subprocess.PIPE,
            )
            said, _ = await process.communicate()
            bench = bench_on(path, server.url)
            names = {one.call: f"text of {one.prompt}" for one in bench.plan()}
            kept = {names[call.id] for call in bench.calls()}
            assert 0 < len(kept) < 40
            assert len(server.requests) < 40, "what cannot be kept is not paid for"
            server.requests.clear()

            await bench.run()

            assert not kept & {received.prompt for received in server.requests}
            assert len(bench.calls()) == 40
            return said.decode()

    said = asyncio.run(whole())

    assert said.startswith("the workspace cannot be written; what was stored is kept")


def test_a_workspace_that_another_process_writes_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bench.duckdb"
    program = (
        "import sys; from pathlib import Path; from pipeline.store import Store\n"
        "with Store(Path(sys.argv[1])):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"

        done = subprocess.run(
            [
                *(sys.executable, "-m", "pipeline", "--db", str(path), "run"),
                *("--corpus", "nowhere", "-m", "baseline/bm25"),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

        assert holder.stdin is not None
        holder.stdin.close()

    assert done.returncode == 2
    assert f"process {holder.pid}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_clock_that_is_put_back_changes_no_measured_time(tmp_path: Path) -> None:
    """By an hour each time that it is looked at; the monotonic clock goes on."""
    path = tmp_path / "bench.duckdb"
    program = (
        "import asyncio, datetime, itertools, sys, time\n"
        "from pathlib import Path\n"
        "true, steps = time.time_ns, itertools.count()\n"
        "time.time_ns = lambda: true() - next(steps) * 3_600_000_000_000\n"
        "time.time = lambda: time.time_ns() / 1e9\n"
        "class Back(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None):\n"
        "        return cls.fromtimestamp(time.time(), tz)\n"
        "datetime.datetime = Back\n"
        "from tests.query.test_machine_faults import priced_on\n"
        "asyncio.run(priced_on(Path(sys.argv[1]), sys.argv[2]).run())\n"
    )

    async def whole() -> Bench:
        scripts = [refusal(503, "x", retry_after="0"), answer("Ada", after=0.02)]
        async with provider_at_loopback(scripts) as server:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", program, str(path), server.url), cwd=ROOT
            )
            assert await process.wait() == 0
            return priced_on(path, server.url)

    bench = asyncio.run(whole())

    attempts = bench.attempts()
    assert {call.outcome for call in bench.calls()} == {Outcome.ANSWERED}
    assert all(call.cost_usd for call in bench.calls())
    started = [datetime.fromisoformat(one.started_at) for one in attempts]
    assert max(started) - min(started) > timedelta(hours=5), "the clock was put back"
    for one in attempts:
        assert 0 < one.total_s < 50
        assert 0 <= one.retry_wait_s < 50
        assert 0 <= one.queue_wait_s < 50
        if one.answer_s is not None:
            assert one.first_byte_s is not None
            assert 0.02 <= one.answer_s <= one.total_s


def priced_on(path: Path, url: str) -> Bench:
    one = target(url, **priced(input=1.0, output=1.0))
    prompts = tuple(f"p{n}" for n in range(6))
    return Bench(path, targets=[one], prompts=prompts, budget_usd=10.0)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_a_server_that_has_no_address_but_ipv6_is_asked(
    bench: Bench, tmp_path: Path
) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no loopback of IPv6 here")
    with simulated(scenario(RIGHT, tmp_path), [], "::1") as world:
        bench.targets, bench.tokens = [target(f"{world.url}/v1")], 4
        asyncio.run(bench.run())

    assert "[::1]" in world.url
    assert bench.the_call().outcome is Outcome.ANSWERED


def test_a_name_that_cannot_be_found_is_a_failed_call_each(bench: Bench) -> None:
    bench.prompts = ("p1", "p2", "p3")
    bench.targets = [target("http://docqa-test.invalid", attempts=1)]

    result = asyncio.run(bench.run())

    assert result.outcomes == {Outcome.FAILED: 3}
    assert {call.error for call in bench.calls()} == {"connect"}
    for attempt in bench.attempts():
        assert attempt.status is None
        assert attempt.connect_s is None
