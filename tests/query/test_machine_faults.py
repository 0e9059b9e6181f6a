"""The disk is full, a name cannot be found: clear, and nothing is lost."""

import asyncio
import subprocess
import sys
from pathlib import Path

from pipeline.records import Outcome
from tests.query.bench import Bench, target
from tests.support.server import Received, Script, answer, provider_at_loopback

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


def test_a_name_that_cannot_be_found_is_a_failed_call_each(bench: Bench) -> None:
    bench.prompts = ("p1", "p2", "p3")
    bench.targets = [target("http://docqa-test.invalid", attempts=1)]

    result = asyncio.run(bench.run())

    assert result.outcomes == {Outcome.FAILED: 3}
    assert {call.error for call in bench.calls()} == {"connect"}
    for attempt in bench.attempts():
        assert attempt.status is None
        assert attempt.connect_s is None
