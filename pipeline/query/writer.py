"""The one writer: finished calls go in, and are committed before anyone is told."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, TypeAlias

from pipeline.query.due import keep
from pipeline.query.pace.ledger import Spent
from pipeline.query.rows import Begun, Finished
from pipeline.store import Store

_Kept: TypeAlias = "asyncio.Future[None]"
_Thing: TypeAlias = Finished | Begun | Sequence[Spent]
_Item: TypeAlias = tuple[_Thing, _Kept] | None
_END: Final = None
REST: Final = 4.0
"""A transaction takes a core for some 20 ms, however little is in it. So the writer
rests this many times as long as the last one took, and what ends meanwhile goes
together: no more than a fifth of a core is taken from those who read sockets."""
LONGEST_REST_S: Final = 0.25


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
        self._urgent = asyncio.Event()
        self._rested_at = 0.0  # by the clock of the loop
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def keep(self, done: Finished, *, at_once: bool = False) -> None:
        """Return once it is committed, so that little is ever answered and unkept.

        With `at_once` without a rest: for who reads no sockets. Returns too when the
        writer has ended early; whoever runs it then knows why.
        """
        if at_once:
            self._urgent.set()
        await self._put(done)

    async def leave(self, begun: Begun) -> None:
        """Return once what was made of a call without an end is committed."""
        await self._put(begun)

    async def note(self, spent: Sequence[Spent]) -> None:
        """Return once it is committed what attempts cost, or may cost.

        Those who ask hold a slot, and are not kept waiting.
        """
        if spent:
            self._urgent.set()
            await self._put(spent)

    async def _put(self, thing: _Thing) -> None:
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((thing, kept))
        await asyncio.wait({kept, self._over}, return_when=asyncio.FIRST_COMPLETED)

    def close(self) -> None:
        """Let `run` end once everything that was kept is committed."""
        self._urgent.set()
        self._queue.put_nowait(_END)

    async def run(self) -> None:
        try:
            ended = False
            while not ended:
                batch = [await self._queue.get()]
                await self._rest()
                while not self._queue.empty():
                    batch.append(self._queue.get_nowait())
                ended = _END in batch
                await self._commit([item for item in batch if item is not None])
        finally:
            self._over.set_result(None)

    async def _rest(self) -> None:
        rest_s = self._rested_at - asyncio.get_running_loop().time()
        if rest_s > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._urgent.wait(), rest_s)
        self._urgent.clear()

    async def _commit(self, batch: Sequence[tuple[_Thing, _Kept]]) -> None:
        if not batch:
            return
        time = asyncio.get_running_loop().time
        began = time()
        await asyncio.to_thread(_write, self._store, [thing for thing, _ in batch])
        took_s = time() - began
        self._rested_at = time() + min(REST * took_s, LONGEST_REST_S)
        for thing, kept in batch:
            if isinstance(thing, Finished):
                self._committed(thing)
            if not kept.done():
                kept.set_result(None)


def _write(store: Store, batch: Sequence[_Thing]) -> None:
    done = [thing for thing in batch if isinstance(thing, Finished)]
    begun = [thing for thing in batch if isinstance(thing, Begun)]
    noted = [
        row
        for thing in batch
        if not isinstance(thing, Finished | Begun)
        for row in thing
    ]
    with store.transaction():
        keep(store, done, begun, noted)
