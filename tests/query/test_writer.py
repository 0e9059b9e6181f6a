"""What ends while the writer rests goes in one transaction; what holds a slot does not
wait."""

import asyncio
import time
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.resume import NOWHERE, attempt_of, call_of, planned
from pipeline.query.pace.ledger import Spent
from pipeline.query.rows import Finished
from pipeline.query.writer import LONGEST_REST_S, Writer
from pipeline.store import Store


class CountingStore(Store):
    """The store, which also counts transactions; the first takes a while."""

    transactions = 0

    @contextmanager
    def transaction(self) -> Generator[None]:
        self.transactions += 1
        with super().transaction():
            yield
            if self.transactions == 1:
                time.sleep(LONGEST_REST_S)


def finished(count: int) -> list[Finished]:
    some = planned(NOWHERE, count)[:count]
    return [Finished(call_of(one), (attempt_of(one),)) for one in some]


def written(path: Path, work: Any) -> tuple[int, list[str]]:
    """Let `work` use a writer; return the transactions and what was told."""
    told: list[str] = []

    async def whole(store: CountingStore) -> None:
        writer = Writer(store, lambda done: told.append(done.call.id))
        writing = asyncio.create_task(writer.run())
        await work(writer)
        writer.close()
        await writing

    with CountingStore(path / "w.duckdb") as store:
        asyncio.run(whole(store))
        return store.transactions, told


def test_calls_that_end_while_it_rests_are_committed_together(tmp_path: Path) -> None:
    first, *others = finished(4)

    async def work(writer: Writer) -> None:
        await writer.keep(first)
        async with asyncio.TaskGroup() as group:
            for one in others:
                group.create_task(writer.keep(one))
                await asyncio.sleep(0.002)

    transactions, told = written(tmp_path, work)

    assert transactions == 2
    assert told == [one.call.id for one in (first, *others)]


def test_what_an_attempt_may_cost_is_committed_at_once(tmp_path: Path) -> None:
    (first,) = finished(1)
    cost = Spent(id="s", run="r", call="c", usd=0.1, known=False)
    ended: list[str] = []

    async def end(name: str, work: Coroutine[Any, Any, None]) -> None:
        await work
        ended.append(name)

    async def work(writer: Writer) -> None:
        await writer.keep(first)
        async with asyncio.TaskGroup() as group:
            group.create_task(end("noted", writer.note([cost])))
            group.create_task(end("rest", asyncio.sleep(LONGEST_REST_S)))

    written(tmp_path, work)

    assert ended == ["noted", "rest"]


def test_its_end_cuts_the_rest_short_and_loses_nothing(tmp_path: Path) -> None:
    first, last = finished(2)
    tasks: list[asyncio.Task[None]] = []

    async def work(writer: Writer) -> None:
        await writer.keep(first)
        tasks.append(asyncio.create_task(writer.keep(last)))
        await asyncio.sleep(0)

    _, told = written(tmp_path, work)

    assert told == [first.call.id, last.call.id]
