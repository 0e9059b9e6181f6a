"""Batches in, what a function makes of each out, in order and on several cores."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from threading import Thread
from typing import Any, TypeVar

from pipeline.confine import follow_parent, start_forkserver, uninterrupted

Batch = TypeVar("Batch")
Made = TypeVar("Made")


def mapped(
    function: Callable[[Batch], Made], batches: Iterable[Batch], workers: int
) -> Generator[tuple[Batch, Made]]:
    """Yield each batch with what `function` makes of it.

    A few batches are read ahead, so memory does not grow with their number. Of one
    batch alone, no process is started. Who closes it early, by Ctrl-C or otherwise,
    ends the processes in the middle of what they do.
    """
    waiting = iter(batches)
    first = list(islice(waiting, 2))
    if len(first) <= 1 or workers <= 1:
        for batch in chain(first, waiting):
            yield batch, function(batch)
        return
    with uninterrupted():
        pool = _pool(workers)
    running: deque[tuple[Batch, Future[Made]]] = deque()
    try:
        for batch in chain(first, waiting):
            with uninterrupted():  # it starts a process while there are too few
                running.append((batch, pool.submit(function, batch)))
            if len(running) > 2 * workers:
                done, future = running.popleft()
                yield done, future.result()
        while running:
            done, future = running.popleft()
            yield done, future.result()
    except BaseException:
        with uninterrupted():
            _kill(pool)
        raise
    finally:
        with uninterrupted():
            pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Never fork as it is: the process that writes the store has threads."""
    known = multiprocessing.get_all_start_methods()
    method = "forkserver" if "forkserver" in known else "spawn"
    if method == "forkserver":
        start_forkserver()
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_confine)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End its processes; Python has a way of its own to do that from 3.14 on.

    One that ends in the middle of a result leaves the pool reading: it reads on for as
    long as somebody can write, and this process could.
    """
    for process in list((pool._processes or {}).values()):  # noqa: SLF001
        process.kill()
    results: Any = pool._result_queue  # noqa: SLF001
    results._writer.close()  # noqa: SLF001


def _confine() -> None:
    """Leave Ctrl-C to the parent, and never outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=follow_parent, daemon=True).start()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
