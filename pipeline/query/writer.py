"""The one writer: finished calls go in, and are committed before anyone is told."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from pipeline.query.rows import Finished
from pipeline.records import SentRequest
from pipeline.store import Store

_Kept: TypeAlias = "asyncio.Future[None]"
_Item: TypeAlias = tuple[Finished, _Kept] | None
_END: Final = None


class Writer:
    """Commits what has queued up in one transaction, off the event loop."""

    def __init__(
        self,
        store: Store,
        committed: Callable[[Finished], None],
    ) -> None:
        self._store = store
        self._committed = committed
        self._queue: asyncio.Queue[_Item] = asyncio.Queue()
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def keep(self, done: Finished) -> None:
        """Return once it is committed, so that little is ever answered and unkept.

        Returns too when the writer has ended early; whoever runs it then knows why.
        """
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((done, kept))
        await asyncio.wait({kept, self._over}, return_when=asyncio.FIRST_COMPLETED)

    def close(self) -> None:
        """Let `run` end once everything that was kept is committed."""
        self._queue.put_nowait(_END)

    async def run(self) -> None:
        try:
            ended = False
            while not ended:
                batch = [await self._queue.get()]
                while not self._queue.empty():
                    batch.append(self._queue.get_nowait())
                ended = _END in batch
                await self._commit([item for item in batch if item is not None])
        finally:
            self._over.set_result(None)

    async def _commit(self, batch: Sequence[tuple[Finished, _Kept]]) -> None:
        if not batch:
            return
        await asyncio.to_thread(_write, self._store, [done for done, _ in batch])
        for done, kept in batch:
            self._committed(done)
            if not kept.done():
                kept.set_result(None)


def _write(store: Store, batch: Sequence[Finished]) -> None:
    with store.transaction():
        store.insert("query_add_requests", _requests(batch))
        store.insert("query_add_calls", [done.call for done in batch])
        store.insert(
            "query_add_attempts", [row for done in batch for row in done.attempts]
        )


def _requests(batch: Sequence[Finished]) -> list[SentRequest]:
    return list({one.sent.id: one.sent for one in batch if one.sent}.values())
