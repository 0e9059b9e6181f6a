"""Where files are read: by worker processes here, or by a cluster."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from pipeline.ingest.pool import Outcome, Workers
from pipeline.ingest.worker import Job, Shelf


class Executor(Protocol):
    """Reads files in any number of places; none may end a run."""

    def read(self, jobs: Sequence[Job]) -> Iterator[list[tuple[Job, Outcome]]]:
        """Yield what became of every job, some at a time."""
        ...


def executor(shelf: Shelf) -> AbstractContextManager[Executor]:
    return Workers(shelf.settings.workers, shelf)
