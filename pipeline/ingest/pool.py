"""Processes that read files: one may hang, crash or eat memory, and the run goes on."""

import logging
import multiprocessing
import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, cast

from pebble import ProcessExpired, ProcessPool

from pipeline.ingest.worker import MEGABYTE, Job, Read, Unread, read_file
from pipeline.settings import IngestSettings
from pipeline.tokens import count

if TYPE_CHECKING:
    from pebble import ProcessFuture
    from pebble.common.types import MultiprocessingContext

_FILES_PER_WORKER: Final = 500
"""Then it is replaced: what a library leaks does not grow with the corpus."""
_OUT_OF_MEMORY: Final = 86
"""The exit code of a worker that met its limit."""
_TRIES: Final = 3
"""Of a file during which the pool broke: it may have been the neighbour's fault."""


class Workers:
    """A pool of such processes. Use it as a context manager; it starts when used."""

    def __init__(self, number: int, limits: IngestSettings) -> None:
        self._number = number
        self._limits = limits
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

    def read(self, jobs: Sequence[Job]) -> Iterator[Read | Unread]:
        """Yield what became of each job, in their order.

        Only a few are read ahead of the caller: memory does not grow with the corpus.
        """
        if self._pool is None:
            self._number = min(self._number, len(jobs))
        window: deque[tuple[Job, ProcessFuture[Read | Unread]]] = deque()
        for job in jobs:
            window.append((job, self._submit(job)))
            if len(window) >= 2 * self._number:
                yield self._outcome(*window.popleft())
        while window:
            yield self._outcome(*window.popleft())

    def _submit(self, job: Job) -> "ProcessFuture[Read | Unread]":
        if self._pool is None or not self._pool.active:
            self._stop()
            self._pool = ProcessPool(
                max_workers=self._number,
                max_tasks=_FILES_PER_WORKER,
                initializer=_confine,
                initargs=(self._limits.megabytes_per_worker,),
                context=_context(),
            )
        return self._pool.schedule(_read, (job,), timeout=self._limits.seconds_per_file)

    def _outcome(
        self, job: Job, future: "ProcessFuture[Read | Unread]"
    ) -> Read | Unread:
        for _ in range(_TRIES):
            try:
                return future.result()
            except BrokenExecutor:
                future = self._submit(job)
            except TimeoutError:
                seconds = self._limits.seconds_per_file
                return Unread(f"took more than {seconds:g} s; raise seconds_per_file")
            except ProcessExpired as error:
                return Unread(_crashed(error.exitcode, self._limits))
        return Unread(_crashed(None, self._limits))

    def _stop(self) -> None:
        if self._pool is not None:
            stop: Callable[[], None] = self._pool.stop
            stop()
            self._pool.join()
            self._pool = None


def _read(job: Job) -> Read | Unread:
    try:
        return read_file(job)
    except MemoryError:
        # What filled the memory is not all given back: the next file is another's.
        os._exit(_OUT_OF_MEMORY)


def _crashed(exitcode: int | None, limits: IngestSettings) -> str:
    if exitcode == _OUT_OF_MEMORY:
        most = limits.megabytes_per_worker
        return f"needs more than {most} MB to be read; raise megabytes_per_worker"
    how = ""
    if exitcode is not None and exitcode < 0:
        with suppress(ValueError):
            how = f" ({signal.Signals(-exitcode).name})"
    return (
        f"crashed the process that read it{how}; where the cause is memory, raise "
        f"megabytes_per_worker above {limits.megabytes_per_worker}"
    )


def _context() -> "MultiprocessingContext":
    """Never fork as it is: the process that writes the store has threads."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        return cast("MultiprocessingContext", context)
    return cast("MultiprocessingContext", multiprocessing.get_context("spawn"))


if sys.platform == "win32":

    def _bound_memory(most: int) -> None:
        """Windows has no such limit: there, time alone bounds a reader."""

else:
    import resource

    def _address_space() -> int:
        """Measure what a process holds before it reads, where that can be known."""
        try:
            pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        except OSError:
            return 0
        return int(pages) * resource.getpagesize()

    def _bound_memory(most: int) -> None:
        most += _address_space()
        with suppress(OSError, ValueError):  # macOS knows the limit but refuses it
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _confine(megabytes: int) -> None:
    """Prepare a worker: bounded, silent, and never outliving its parent."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler waits for C code to end
    count("")  # the tokenizer's tables are no part of what a file needs
    _bound_memory(megabytes * MEGABYTE)
    logging.disable()
    warnings.simplefilter("ignore")
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)  # what C libraries say as they abort
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
