"""Open the workspace at its newest schema, and pass records in and out of it."""

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar, cast

import duckdb
import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from pipeline.errors import StoreBusyError, StoreError
from pipeline.records import Record, content_id
from pipeline.store.parquet import read_columns, read_parquet

_HERE = files("pipeline.store")
_BATCH = 1_000
_ELSEWHERE = "; --db names another place for it"
_HOLDER = re.compile(r"PID (\d+)")
PUBLIC_VIEWS = (
    *("documents", "near_duplicates", "pages", "chunks", "questions", "prompts"),
    *("question_evidence", "question_flags", "prompt_passages"),
    *("calls", "attempts", "scores", "metrics", "citations", "judgements", "labels"),
    *("verdicts", "cells"),
)
"""In the order they build on each other."""

_ROWS_AT_ONCE = 5_000
Row = TypeVar("Row", bound=Record)
Column: TypeAlias = npt.NDArray[Any]


class Store:
    """A workspace at the newest schema, open for writing. Use it as a context manager.

    Raises `StoreBusyError` when another process holds it, `StoreError` when the file
    is no workspace. Every text goes through `redact` on its way in.
    """

    def __init__(
        self, path: Path | None = None, *, redact: Callable[[str], str] = str
    ) -> None:
        self.path = path
        self._redact = redact
        self._db = _connect(path)
        with _interruptible():
            _migrate(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All of it or nothing, whatever stops the process in between."""
        self._db.begin()
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        with _writable():
            self._db.commit()

    def execute(self, query: str, **parameters: object) -> None:
        with _writable():
            self._db.execute(_sql(query), self._plain(parameters))

    @contextmanager
    def aside(self, query: str, **parameters: object) -> Generator[None]:
        """Execute a statement while the body does something else, and wait for it.

        It has a connection of its own, and so sees no temporary table. A body that
        fails stops it. Raises `OSError` where the file that it writes cannot be: that
        is no fault of the workspace.
        """
        with closing(self._db.cursor()) as cursor, ThreadPoolExecutor(1) as worker:
            given = self._plain(parameters)
            running = worker.submit(cursor.execute, _sql(query), given)
            try:
                yield
            except BaseException:
                cursor.interrupt()
                raise
            with _writable():
                try:
                    running.result()
                except duckdb.IOException as error:
                    raise OSError(str(error)) from error

    def insert(
        self, query: str, records: Sequence[Record], *, also: Sequence[str] = ()
    ) -> None:
        """Write some thousand in a statement: each field goes in as a column.

        More at once would be in memory a second time, and a third in the store.

        `also` names properties that the query wants beside the fields.

        One statement a row measured 200 times slower (docs/decisions/0003).
        """
        for start in range(0, len(records), _ROWS_AT_ONCE):
            some = records[start : start + _ROWS_AT_ONCE]
            columns = {
                field: [self._plain(getattr(record, field)) for record in some]
                for field in (*type(some[0]).model_fields, *also)
            }
            with _writable():
                self._db.execute(_sql(query), columns)

    def select(self, query: str, record: type[Row], **parameters: object) -> list[Row]:
        """Return the rows as records: the query names its columns after the fields."""
        with _interruptible():
            found = self._db.execute(_sql(query), self._plain(parameters))
            rows = found.fetchall()
        names = [column[0] for column in found.description]
        return [
            record.model_validate(dict(zip(names, row, strict=True))) for row in rows
        ]

    def columns(self, query: str, **parameters: object) -> dict[str, Column]:
        """Return the rows as one array for each column: a million are no objects.

        Numbers with a NULL are floats with NaN; whatever else has one holds `None`.
        """
        with _interruptible():
            asked = self._db.execute(_sql(query), self._plain(parameters))
            found = cast("Mapping[str, Column]", asked.fetchnumpy())
        return {name: _filled(column) for name, column in found.items()}

    def table(self, view: str) -> duckdb.DuckDBPyRelation:
        """Return a public view to look into: filter it, or make a frame of it.

        `.df()` needs pandas and `.pl()` polars, which docqa does not bring along.
        Raises `StoreError` for what is no public view.
        """
        if view not in PUBLIC_VIEWS:
            message = f"no view {view!r}; choose from {', '.join(PUBLIC_VIEWS)}"
            raise StoreError(message)
        return self._db.table(view)

    def stream(
        self, query: str, record: type[Row], **parameters: object
    ) -> Iterator[Row]:
        """Yield the rows as records; memory does not grow with their number."""
        with closing(self._db.cursor()) as cursor:
            with _interruptible():
                found = cursor.execute(_sql(query), self._plain(parameters))
            names = [column[0] for column in found.description]
            while rows := found.fetchmany(_BATCH):
                for row in rows:
                    yield record.model_validate(dict(zip(names, row, strict=True)))

    def read_parquet(self, path: Path, record: type[Row]) -> Iterator[Row]:
        """Yield the rows of a foreign file; what `record` does not name is left out.

        Raises `StoreError`. The file is read by a database of its own, which it may
        break without harm to the workspace.
        """
        return read_parquet(path, record)

    def foreign_columns(self, query: str, path: Path) -> dict[str, Column]:
        """Return what a query makes of a foreign file, which it calls `given`.

        As `read_parquet`, in a database of its own; raises `StoreError`.
        """
        found = read_columns(path, _sql(query))
        return {name: _filled(column) for name, column in found.items()}

    def export(self, view: str, target: Path) -> None:
        """Write one public view as a Parquet file."""
        with _interruptible():
            self._db.table(view).write_parquet(str(target))

    def _plain(self, value: object) -> object:
        """Return what DuckDB can bind: no enum, model, lone surrogate or secret."""
        if isinstance(value, str):
            return self._redact(str(value).encode("utf-8", "replace").decode())
        if isinstance(value, BaseModel):
            return self._plain(value.model_dump())
        if isinstance(value, dict):
            fields = cast("Mapping[str, object]", value)
            return {key: self._plain(item) for key, item in fields.items()}
        if isinstance(value, list | tuple):
            return [self._plain(item) for item in cast("Sequence[object]", value)]
        return value


def _filled(column: Column) -> Column:
    """Return a column whose NULLs are values: DuckDB hands over a masked one."""
    if not np.ma.is_masked(column):
        return np.ma.getdata(column)
    missing = np.ma.getmaskarray(column)
    number = column.dtype.kind in "iuf"
    filled = np.ma.getdata(column).astype(np.float64 if number else np.object_)
    absent: Any = np.nan if number else None
    filled[missing] = absent
    return filled


@cache
def _sql(name: str) -> str:
    return (_HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def _interruptible() -> Generator[None]:
    try:
        yield
    except RuntimeError as error:
        if "interrupted" in str(error).lower():  # how DuckDB passes Ctrl-C on
            raise KeyboardInterrupt from error
        raise


@contextmanager
def _writable() -> Generator[None]:
    """Say what the machine refused: a full disk is no fault of ours."""
    try:
        with _interruptible():
            yield
    except (duckdb.OperationalError, duckdb.FatalException) as error:
        message = f"the workspace cannot be written; what was stored is kept: {error}"
        raise StoreError(message) from error


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path or ":memory:"))
    except duckdb.IOException as error:
        if holder := _HOLDER.search(str(error)):
            message = (
                f"the workspace {str(path)!r} is being written by another docqa "
                f"(process {holder[1]}); wait for it, or choose another with --db"
            )
            raise StoreBusyError(message) from error
        message = f"the workspace {str(path)!r} cannot be opened: {error}{_ELSEWHERE}"
        raise StoreError(message) from error
    except OSError as error:
        message = (
            f"the workspace {str(path)!r} cannot be made: {error.strerror}{_ELSEWHERE}"
        )
        raise StoreError(message) from error


def _migrate(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("CREATE SCHEMA IF NOT EXISTS raw")
    db.execute("CREATE TABLE IF NOT EXISTS raw.migrations (name TEXT PRIMARY KEY)")
    applied = {name for (name,) in db.execute("FROM raw.migrations").fetchall()}
    folder = _HERE / "migrations"
    steps = {f.name: f.read_text("utf-8") for f in folder.iterdir() if ".sql" in f.name}
    views = [(_HERE / "views" / f"{v}.sql").read_text("utf-8") for v in PUBLIC_VIEWS]
    steps[f"views {content_id(*views)}"] = "\n".join(views)
    for name in sorted(steps.keys() - applied):  # "views" comes after every number
        db.begin()
        db.execute(steps[name])
        db.execute("INSERT INTO raw.migrations VALUES (?)", [name])
        db.commit()
