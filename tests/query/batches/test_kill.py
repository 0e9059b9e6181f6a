"""`kill -9` while a batch is under way: it is found again, and submitted once."""

import asyncio
import sys
from pathlib import Path
from typing import get_args

import pytest

from pipeline.records import Outcome
from tests.query.batches.asking import Asking, Style, patient
from tests.support.batch_server import BatchServer
from tests.support.server import provider_at_loopback

ROOT = Path(__file__).parents[3]
_PROGRAM = (
    "import sys; from pathlib import Path; "
    "from tests.query.batches.asking import Asking, patient; "
    "Asking(Path(sys.argv[1]), sys.argv[2], url=sys.argv[3]).run(patient(50))"
)


async def killed_when(seen: str, server: BatchServer, asking: Asking) -> None:
    """Run it in a process of its own, which ends once the server has seen that."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _PROGRAM),
        *(str(asking.path), asking.style, asking.url),
        cwd=ROOT,
    )
    while seen not in server.seen:
        assert process.returncode is None, "it ended before it could be killed"
        await asyncio.sleep(0.005)
    process.kill()
    await process.wait()


@pytest.mark.parametrize("style", get_args(Style))
@pytest.mark.parametrize("moment", ["submitted", "waiting"])
def test_a_killed_run_finds_its_batch_again(
    tmp_path: Path, style: Style, moment: str
) -> None:
    asking = Asking(tmp_path / "bench.duckdb", style)
    server = BatchServer(style, looks=10_000)
    made = "POST /batches" if style == "openai" else "POST /messages/batches"
    look = (
        "GET /batches/batch-0" if style == "openai" else "GET " + made[5:] + "/batch-0"
    )
    if moment == "submitted":  # and the answer never comes
        server.after_made = "hang"

    async def whole() -> None:
        async with provider_at_loopback(server.play) as loopback:
            asking.url = loopback.url
            seen = made if moment == "submitted" else look
            await killed_when(seen, server, asking)
            server.after_made, server.looks = "answer", 3
            done = await asyncio.to_thread(asking.run, patient())
        assert (done.submitted, done.collected, done.waiting) == (0, 3, 0)

    asyncio.run(whole())

    assert server.seen.count(made) == 1
    calls = asking.bench.calls()
    assert {call.outcome for call in calls} == {Outcome.ANSWERED}
    assert len(asking.bench.attempts()) == len(calls) == 3
