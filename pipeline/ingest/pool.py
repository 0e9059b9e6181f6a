"""Processes that read files: one may hang, crash or eat memory, and the run goes on."""

import logging
import multiprocessing
import os
import signal
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeAlias, cast

from pebble import ProcessExpired, ProcessPool

from pipeline.confine import (
    bound_memory,
    follow_parent,
    silence,
    start_forkserver,
    uninterrupted,
)
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


class _Task(NamedTuple):
    """A batch on its way through the pool."""

    batch: Batch
    tries: int = 1
    """More than one only where the whole pool broke under it."""
    first: str | None = None
    """Why the first engine failed, where this is the second one's try."""


class _Ended(NamedTuple):
    """What became of a task: an outcome for each of its jobs, or what to do instead."""

    outcomes: Sequence[Outcome] = ()
    again: Sequence[_Task] = ()


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
        """Yield what became of the jobs, a batch at a time, as they end.

        Only a few are read ahead of the caller: memory does not grow with the corpus.
        """
        waiting = deque(_Task(batch) for batch in batches(jobs))
        running: dict[Future[list[Outcome]], _Task] = {}
        if self._pool is None:
            self._number = max(1, min(self._number, len(waiting)))
        while waiting or running:
            while waiting and len(running) <= 2 * self._number:
                task = waiting.popleft()
                with uninterrupted():  # it may start the pool
                    running[self._submit(task)] = task
            ended_now = wait(running, return_when=FIRST_COMPLETED).done
            for future in [one for one in running if one in ended_now]:
                task = running.pop(future)
                ended = self._ended(task, future)
                waiting.extendleft(ended.again)
                if ended.outcomes:
                    yield list(zip(task.batch, ended.outcomes, strict=True))

    def _submit(self, task: _Task) -> "ProcessFuture[list[Outcome]]":
        if self._pool is None or not self._pool.active:
            self._stop()
            self._pool = ProcessPool(
                max_workers=self._number,
                max_tasks=_BATCHES_PER_WORKER,
                initializer=_confine,
                initargs=(self._limits.megabytes_per_worker,),
                context=_context(),
            )
        second = task.first is not None
        batch = [replace(job, second_engine=second) for job in task.batch]
        return self._pool.schedule(
            _read, (batch, self._shelf), timeout=self._limits.seconds
        )

    def _ended(self, task: _Task, future: Future[list[Outcome]]) -> _Ended:
        most = self._limits.megabytes_per_worker
        try:
            read = future.result()
        except BrokenExecutor:
            if task.tries < _TRIES:
                return _Ended(again=[task._replace(tries=task.tries + 1)])
            return _failed(task, _crashed(None, most))
        except TimeoutError:
            seconds = self._limits.seconds
            reason = f"took more than {seconds:g} s; raise seconds_per_file"
            return _failed(task, reason)
        except ProcessExpired as error:
            return _failed(task, _crashed(error.exitcode, most))
        if task.first is not None:
            read = [_of_second(task.first, read[0])]
        return _Ended(read)

    def _stop(self) -> None:
        if self._pool is not None:
            stop: Callable[[], None] = self._pool.stop
            with uninterrupted():
                stop()
                self._pool.join()
                self._pool = None


def _read(batch: Batch, shelf: Shelf) -> list[Outcome]:
    try:
        return [read_file(job, shelf) for job in batch]
    except MemoryError:
        # What filled the memory is not all given back: the next file is another's.
        os._exit(_OUT_OF_MEMORY)


def _failed(task: _Task, reason: str) -> _Ended:
    """Say what to do about a batch that took its worker's life, or its time."""
    if len(task.batch) > 1:  # which one it was is found by reading each alone
        return _Ended(again=[_Task([job]) for job in task.batch])
    (job,) = task.batch
    if task.first is not None:
        return _Ended([_of_second(task.first, Unread(reason))])
    if READERS[job.suffix].has_second_engine:
        return _Ended(again=[task._replace(first=reason)])
    return _Ended([Unread(reason)])


def _of_second(first: str, read: Outcome) -> Outcome:
    """Judge what the second engine gave after the first one crashed or hung."""
    if isinstance(read, Read) and read.document.tokens:
        return read
    found = read.reason if isinstance(read, Unread) else "finds no text"
    return Unread(f"{first}; the second engine: {found}")


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
        start_forkserver()
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
    Thread(target=follow_parent, daemon=True).start()
