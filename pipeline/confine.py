"""What keeps a process that opens foreign files small, silent and never orphaned."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from multiprocessing import connection, forkserver, resource_tracker
from pathlib import Path

if sys.platform == "win32":

    def bound_memory(most: int) -> None:
        """Windows has no such limit: there, time alone bounds a process."""

else:
    import resource

    def bound_memory(most: int) -> None:
        """Let this process take `most` bytes of address space more than it has now."""
        most += _address_space()
        with suppress(OSError, ValueError):  # macOS knows the limit but refuses it
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (most, most))

    def _address_space() -> int:
        """Measure what the process holds, where that can be known."""
        try:
            pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        except OSError:
            return 0
        return int(pages) * resource.getpagesize()


def silence() -> None:
    """Drop what C libraries write to stderr, as they abort and before."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)


def follow_parent() -> None:
    """Wait for the end of the parent of this process, and end at once with it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def start_forkserver() -> None:
    """Start what forks workers with Ctrl-C blocked, as it is then in each of them.

    One that ignores it by itself does so only once it runs: hit before, it says so in
    a traceback.
    """
    resource_tracker.ensure_running()  # its own start would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def uninterrupted() -> Generator[None]:
    """Put Ctrl-C off to the end of the body: processes are started, or ended.

    One that is interrupted as it starts is in nobody's list, and so nobody ends it; who
    interrupts the join of a thread makes Python forget it, and its exit then waits for
    processes that nobody ever tells to end.
    """
    heard: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    except ValueError:  # only the main thread may, and only that is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
        if heard:
            signal.raise_signal(signal.SIGINT)
