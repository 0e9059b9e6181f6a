"""What keeps a process that opens foreign files small, silent and never orphaned."""

import multiprocessing
import os
import sys
from contextlib import suppress
from multiprocessing import connection
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
