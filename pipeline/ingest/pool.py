"""Processes that read files: one may hang, crash or eat memory, and the run goes on."""

import logging
import multiprocessing
import os
import signal
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeAlias, cast

from pebble import ProcessExpired, ProcessPool

from pipeline.confine import bound_memory, silence
from pipeline.ingest.readers import READERS
from pipeline.ingest.worker import MEGABYTE, Job, Read, Shelf, Unread, read_file
from pipeline.tokens import count

if TYPE_CHECKING:
    from pebble import ProcessFuture
    from pebble.common.types import MultiprocessingContext

Outcome: TypeAlias = Read | Unread
Batch: TypeAlias = Sequence[Job]

_BATCHES_PER_WORKER: Final = 200
"""Then it is replaced: what a library leaks does not grow with the corpus."""
_BATCH_FILES: Final = 64
_BATCH_BYTES: Final = 256 << 10
"""Small files travel together: alone, sending one costs more than reading it."""
_OUT_OF_MEMORY: Final = 86
"""The exit code of a worker that met its limit."""
_TRIES: Final = 3
"""Of a batch during which the pool broke: it may have been the neighbour's fault."""


def batches(jobs: Iterable[Job]) -> Iterator[Batch]:
    """Group small files that follow each other; a larger one goes alone."""
    batch: list[Job] = []
    held = 0
    for job in jobs:
        if batch and (len(batch) == _BATCH_FILES or held + job.bytes > _BATCH_BYTES):
            yield batch
            batch, held = [], 0
        batch.append(job)
        held += job.bytes
    if batch:
        yield batch


class Workers:
    """A pool of such processes. Use it as a context manager; it starts when used."""

    def __init__(self, number: int, shelf: Shelf) -> None:
        self._number = number
        self._shelf = shelf
        self._limits = shelf.settings
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, jobs: Sequence[Job]) -> Iterator[list[tuple[Job, Outcome]]]:
        """Yield what became of the jobs, in their order, a batch at a time.

        Only a few are read ahead of the caller: memory does not grow with the corpus.
        """
        grouped = list(batches(jobs))
        if self._pool is None:
            self._number = max(1, min(self._number, len(grouped)))
        window: deque[tuple[Batch, ProcessFuture[list[Outcome]]]] = deque()
        for batch in grouped:
            window.append((batch, self._submit(batch)))
            if len(window) > 2 * self._number:
                yield self._outcomes(*window.popleft())
        while window:
            yield self._outcomes(*window.popleft())

    def _outcomes(
        self, batch: Batch, future: "ProcessFuture[list[Outcome]]"
    ) -> list[tuple[Job, Outcome]]:
        read = self._wait(batch, future)
        if isinstance(read, list):
            return list(zip(batch, read, strict=True))
        if len(batch) > 1:  # which one it was is found by reading each alone
            alone = ([job] for job in batch)
            return [self._outcomes(one, self._submit(one))[0] for one in alone]
        return [(batch[0], self._second_try(batch[0], read))]

    def _second_try(self, job: Job, first: Unread) -> Outcome:
        """Read with the other engine what the first one crashed or hung on."""
        if not READERS[job.suffix].has_second_engine:
            return first
        again = [replace(job, second_engine=True)]
        read = self._wait(again, self._submit(again))
        second = read[0] if isinstance(read, list) else read
        if isinstance(second, Read) and second.document.tokens:
            return second
        found = second.reason if isinstance(second, Unread) else "finds no text"
        return Unread(f"{first.reason}; the second engine: {found}")

    def _submit(self, batch: Batch) -> "ProcessFuture[list[Outcome]]":
        if self._pool is None or not self._pool.active:
            self._stop()
            self._pool = ProcessPool(
                max_workers=self._number,
                max_tasks=_BATCHES_PER_WORKER,
                initializer=_confine,
                initargs=(self._limits.megabytes_per_worker,),
                context=_context(),
            )
        return self._pool.schedule(
            _read, (batch, self._shelf), timeout=self._limits.seconds
        )

    def _wait(
        self, batch: Batch, future: "ProcessFuture[list[Outcome]]"
    ) -> list[Outcome] | Unread:
        for _ in range(_TRIES):
            try:
                return future.result()
            except BrokenExecutor:
                future = self._submit(batch)
            except TimeoutError:
                seconds = self._limits.seconds
                return Unread(f"took more than {seconds:g} s; raise seconds_per_file")
            except ProcessExpired as error:
                most = self._limits.megabytes_per_worker
                return Unread(_crashed(error.exitcode, most))
        return Unread(_crashed(None, self._limits.megabytes_per_worker))

    def _stop(self) -> None:
        if self._pool is not None:
            stop: Callable[[], None] = self._pool.stop
            stop()
            self._pool.join()
            self._pool = None


def _read(batch: Batch, shelf: Shelf) -> list[Outcome]:
    try:
        return [read_file(job, shelf) for job in batch]
    except MemoryError:
        # What filled the memory is not all given back: the next file is another's.
        os._exit(_OUT_OF_MEMORY)


def _crashed(exitcode: int | None, most: int) -> str:
    if exitcode == _OUT_OF_MEMORY:
        return f"needs more than {most} MB to be read; raise megabytes_per_worker"
    how = ""
    if exitcode is not None and exitcode < 0:
        with suppress(ValueError):
            how = f" ({signal.Signals(-exitcode).name})"
    return (
        f"crashed the process that read it{how}; where the cause is memory, raise "
        f"megabytes_per_worker above {most}"
    )


def _context() -> "MultiprocessingContext":
    """Never fork as it is: the process that writes the store has threads."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pipeline.ingest.preload", __name__])
        return cast("MultiprocessingContext", context)
    return cast("MultiprocessingContext", multiprocessing.get_context("spawn"))


def _confine(megabytes: int) -> None:
    """Prepare a worker: bounded, silent, and never outliving its parent."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler waits for C code to end
    count("")  # the tokenizer's tables are no part of what a file needs
    bound_memory(megabytes * MEGABYTE)
    logging.disable()
    warnings.simplefilter("ignore")
    silence()
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
