"""`kill -9` at random moments in one run: what is lost, and what is sent again.

A run of 500 calls against a server on loopback is killed 30 times and taken up each
time, then left to end. Counted are answers that were committed and sent again (there
must be none), and calls that were under way when it was killed and are asked again.

    python -m benchmarks.kills [--calls 500] [--kills 30] [--seed 1]
"""

import argparse
import asyncio
import random
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from pipeline.records import Outcome
from tests.query.bench import Bench, target
from tests.support.server import Received, Script, answer, provider_at_loopback

SLOTS: Final = 8
CHILD: Final = (
    "import asyncio, sys; from pathlib import Path; "
    "from benchmarks.kills import bench_on; "
    "asyncio.run(bench_on(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])).run())"
)


def bench_on(path: Path, url: str, calls: int) -> Bench:
    prompts = tuple(f"p{n}" for n in range(calls))
    return Bench(path, targets=[target(url, concurrency=SLOTS)], prompts=prompts)


def script(received: Received) -> Script:
    return answer(f"answer to {received.prompt}", after=0.02)


async def measure(path: Path, calls: int, kills: int, dice: random.Random) -> str:
    async with provider_at_loopback(script) as server:
        bench = bench_on(path, server.url, calls)
        names = {one.call: f"text of {one.prompt}" for one in bench.plan()}
        committed: set[str] = set()
        sent_again = 0
        for left in range(kills, -1, -1):
            server.requests.clear()
            child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", CHILD, str(path), server.url, str(calls))
            )
            if left:
                await moment(server.requests, dice, calls // (kills + 2), child)
                child.kill()
            await child.wait()
            asked = Counter(received.prompt for received in server.requests)
            sent_again += sum(asked[name] for name in committed)
            found = kept(bench, names)
            assert committed <= found, "a committed answer is gone"
            committed = found
        answers = {names[call.id]: call.answer for call in bench.calls()}
        right = sum(answers.get(name) == f"answer to {name}" for name in names.values())
        ended = Counter(call.outcome for call in bench.calls())
        attempts = Counter(attempt.call for attempt in bench.attempts())
    return (
        f"{kills} kills in {calls} calls: {right} right answers, "
        f"{ended[Outcome.ANSWERED]} answered, {sent_again} finished ones sent again, "
        f"{sum(n > 1 for n in attempts.values())} with more than one stored attempt\n"
    )


def kept(bench: Bench, names: Mapping[str, str]) -> set[str]:
    """Return what is committed; nothing is where it was killed before it began."""
    try:
        return {names[call.id] for call in bench.calls()}
    except duckdb.CatalogException:
        return set()


async def moment(
    requests: list[Received],
    dice: random.Random,
    most: int,
    child: asyncio.subprocess.Process,
) -> None:
    """Wait until the child is at a random place: before, in or after some requests."""
    wanted, then_s = dice.randint(0, most), dice.uniform(0.0, 0.1)
    while len(requests) < wanted and child.returncode is None:  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    await asyncio.sleep(then_s)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)  # noqa: S311 - moments, no secret
    with TemporaryDirectory() as folder:
        path = Path(folder) / "killed.duckdb"
        sys.stdout.write(asyncio.run(measure(path, given.calls, given.kills, dice)))


if __name__ == "__main__":
    main()
