"""Files read by a Ray cluster: jobs in, a Parquet file a batch back, outcomes out.

Ray hands the work out and starts again what is lost; it has no limit of time or memory
for a task. So each actor holds the same worker processes as one machine has, and the
same file fails with the same reason. What comes back passes through the store as any
outcome does: the store blacks out secrets, which a table taken in as it is would not.
Files are opened by path: a cluster of several machines needs a folder that all see.
"""

import logging
import os
import secrets
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from pipeline.errors import SettingsError
from pipeline.ingest.pool import Outcome, Workers, batches
from pipeline.ingest.worker import MEGABYTE, Inside, Job, Read, Shelf, Unread
from pipeline.records import Chunk, Document, Page

_OBJECT_STORE: Final = 200 * MEGABYTE
"""No text passes through it: small, so that a laptop has it too."""
_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
_OWN: Final = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}
"""A cluster of our own listens on 127.0.0.1 alone, and writes no token to the home
folder. Ray reads these when it is imported."""


class Cluster:
    """A Ray cluster that reads files. Use it as a context manager; it starts when used.

    Raises `SettingsError` where the extra is not installed.
    """

    def __init__(self, shelf: Shelf) -> None:
        if find_spec("ray") is None:
            message = (
                "ingest.executor = 'ray' needs an extra: "
                "in docqa's folder, .venv/bin/pip install -e '.[ray]'; "
                "or set it to 'local'"
            )
            raise SettingsError(message)
        self._shelf = shelf
        self._stack = ExitStack()
        self._actors: list[Any] = []
        self._results = ""
        self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def read(self, jobs: Sequence[Job]) -> Iterator[list[tuple[Job, Outcome]]]:
        """Yield what became of the jobs, a task at a time, in the order they end."""
        if not self._actors:
            self._start()
        pool = import_module("ray.util").ActorPool(self._actors)
        tasks: list[tuple[str, Sequence[Job]]] = []
        for task in batches(jobs):
            self._written += 1
            tasks.append((f"{self._results}/{self._written:06}.parquet", task))
        for path in pool.map_unordered(_send, tasks):
            yield _outcomes(Path(path))

    def _start(self) -> None:
        settings = self._shelf.settings
        near = Path(self._shelf.spool)
        near.mkdir(parents=True, exist_ok=True)
        self._results = self._stack.enter_context(TemporaryDirectory(dir=near))
        ray = _ray(settings.cluster, settings.workers, self._stack)
        # A lost actor is replaced, and what it had in hand is done again.
        remote = ray.remote(num_cpus=1, max_restarts=2, max_task_retries=2)(_Reader)
        self._actors = [remote.remote(self._shelf) for _ in range(settings.workers)]


class _Reader:
    """Lives in a process of the cluster."""

    def __init__(self, shelf: Shelf) -> None:
        self._workers = Workers(1, shelf)

    def read(self, path: str, jobs: Sequence[Job]) -> str:
        """Write the outcomes of `jobs` to `path`: all of them, or no such file."""
        rows = [
            _row(job, found)
            for batch in self._workers.read(jobs)
            for job, found in batch
        ]
        arrow = import_module("pyarrow")
        table = arrow.Table.from_pylist(rows, schema=_schema(arrow))
        import_module("pyarrow.parquet").write_table(table, f"{path}.part")
        Path(f"{path}.part").rename(path)
        return path


def _send(actor: Any, task: tuple[str, Sequence[Job]]) -> Any:
    return actor.read.remote(*task)


def _ray(cluster: str, processes: int, stack: ExitStack) -> Any:
    """Start Ray here, or speak to the cluster at this address; silent either way."""
    os.environ.update(_QUIET)
    if not cluster:
        os.environ.update({**_OWN, "RAY_AUTH_TOKEN": secrets.token_hex(32)})
    # In the shortest place there is, as the paths of sockets are short; removed last.
    near = stack.enter_context(TemporaryDirectory(prefix="docqa-ray-"))
    ray = import_module("ray")
    before = signal.getsignal(signal.SIGTERM)  # Ray takes it, and keeps it
    stack.callback(signal.signal, signal.SIGTERM, before)
    stack.callback(ray.shutdown)
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if cluster:
        ray.init(cluster, **quiet)
    else:
        ray.init(
            "local",
            num_cpus=processes,
            include_dashboard=False,
            object_store_memory=_OBJECT_STORE,
            _temp_dir=near,
            **quiet,
        )
    return ray


def _row(job: Job, found: Outcome) -> dict[str, object]:
    row: dict[str, object] = {"job": asdict(job)}
    if isinstance(found, Unread):
        return {**row, "unread": asdict(found)}
    return {
        **row,
        "document": found.document.model_dump_json(),
        "pages": [page.model_dump() for page in found.pages],
        "chunks": [chunk.model_dump() for chunk in found.chunks],
        "inside": [asdict(one) for one in found.inside],
    }


def _schema(arrow: Any) -> Any:
    """Say every type: of a column without a value, Parquet would not know it."""
    text, whole, flag = arrow.string(), arrow.int64(), arrow.bool_()

    def struct(names: str, **others: Any) -> Any:
        return arrow.struct({**dict.fromkeys(names.split(), text), **others})

    page = struct("document label engine note raw", number=whole)
    numbers = dict.fromkeys(("ordinal", "page", "tokens", "lead"), whole)
    return arrow.schema(
        {
            "job": struct("location suffix sha256", bytes=whole, second_engine=flag),
            "unread": struct("reason", changed=flag, lasting=flag),
            "document": text,
            "pages": arrow.list_(page),
            "chunks": arrow.list_(struct("document text", **numbers)),
            "inside": arrow.list_(struct("name location sha256 reason", bytes=whole)),
        }
    )


def _outcomes(path: Path) -> list[tuple[Job, Outcome]]:
    file = import_module("pyarrow.parquet").ParquetFile(path)
    rows: Iterator[Mapping[str, Any]] = chain.from_iterable(
        batch.to_pylist() for batch in file.iter_batches()
    )
    found = [(Job(**row["job"]), _outcome(row)) for row in rows]
    file.close()
    path.unlink()
    return found


def _outcome(row: Mapping[str, Any]) -> Outcome:
    if row["unread"] is not None:
        return Unread(**row["unread"])
    return Read(
        document=Document.model_validate_json(row["document"]),
        pages=[Page.model_construct(**page) for page in row["pages"]],
        chunks=[Chunk.model_construct(**chunk) for chunk in row["chunks"]],
        inside=tuple(Inside(**one) for one in row["inside"]),
    )
