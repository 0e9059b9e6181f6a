"""Where files are read: by worker processes on this machine, or by a Ray cluster."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol

from pipeline.ingest.cluster import Cluster
from pipeline.ingest.pool import Outcome, Workers
from pipeline.ingest.worker import Job, Shelf
from pipeline.settings import Executor


class Reading(Protocol):
    """Reads files in any number of places; none of them may end a run."""

    def read(self, jobs: Sequence[Job]) -> Iterator[list[tuple[Job, Outcome]]]:
        """Yield what became of every job, some at a time."""
        ...


EXECUTORS: Final[
    Mapping[Executor, Callable[[Shelf], AbstractContextManager[Reading]]]
] = {
    Executor.LOCAL: lambda shelf: Workers(shelf.settings.workers, shelf),
    Executor.RAY: Cluster,
}
