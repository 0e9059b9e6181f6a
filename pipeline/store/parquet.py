"""Read a Parquet file that somebody else wrote, and that may be anything."""

from collections.abc import Iterator, Mapping, Sequence
from glob import escape
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import duckdb
import numpy.typing as npt
from pydantic import ValidationError

from pipeline.errors import StoreError
from pipeline.records import Record

Row = TypeVar("Row", bound=Record)

_AT_ONCE: Final = 1_000
_FOREIGN_AT_ONCE: Final = 20
"""Rows may hold a book each."""
_BOUNDS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,  # nothing is fetched to read a file
    "autoload_known_extensions": False,
    "memory_limit": "2GB",
    "threads": 2,
}


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield its rows, whatever its columns are: what JSON can say, as JSON says it.

    Raises `StoreError`. A decimal, a time or a UUID comes as its text; nothing is
    fetched, and memory is bounded by `_BOUNDS` and a few rows.
    """
    try:
        with duckdb.connect(config=_BOUNDS) as db:
            found = db.read_parquet(escape(str(path.absolute())))
            names = found.columns
            found.create_view("given")
            rows = db.execute("FROM given")
            while some := rows.fetchmany(_FOREIGN_AT_ONCE):
                for row in some:
                    yield {
                        name: _plain(value)
                        for name, value in zip(names, row, strict=True)
                    }
    except (duckdb.Error, RuntimeError, ValueError, MemoryError) as error:
        first = next(iter(str(error).splitlines()), "damaged")
        message = f"not Parquet that can be read: {first}"
        raise StoreError(message) from error


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    if isinstance(value, dict):
        fields = cast("Mapping[object, object]", value)
        return {str(name): _plain(item) for name, item in fields.items()}
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    return str(value)


def read_parquet(path: Path, record: type[Row]) -> Iterator[Row]:
    """Yield its rows; raise `StoreError` for whatever keeps them from being `record`.

    A damaged file can leave a database unusable, so this one has its own.
    """
    try:
        with duckdb.connect(config=_BOUNDS) as db:
            found = db.read_parquet(escape(str(path.absolute())))
            names = _known(record, found.columns)
            columns = [duckdb.ColumnExpression(name) for name in names]
            found.project(*columns).create_view("given")
            rows = db.execute("FROM given")
            while some := rows.fetchmany(_AT_ONCE):
                for row in some:
                    yield record.model_validate(dict(zip(names, row, strict=True)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _unusable(path, f"{place}: {first['msg']}") from error
    except (duckdb.Error, RuntimeError, ValueError, MemoryError) as error:
        raise _unusable(path, next(iter(str(error).splitlines()), "damaged")) from error


def read_columns(path: Path, sql: str) -> Mapping[str, npt.NDArray[Any]]:
    """Return what a statement makes of the file's rows, `given`; raise `StoreError`."""
    try:
        with duckdb.connect(config=_BOUNDS) as db:
            db.read_parquet(escape(str(path.absolute()))).create_view("given")
            asked = db.execute(sql)
            return cast("Mapping[str, npt.NDArray[Any]]", asked.fetchnumpy())
    except (duckdb.Error, RuntimeError, ValueError, MemoryError) as error:
        raise _unusable(path, next(iter(str(error).splitlines()), "damaged")) from error


def _known(record: type[Record], columns: Sequence[str]) -> list[str]:
    fields = record.model_fields
    missing = {name for name, field in fields.items() if field.is_required()}
    if missing := missing - set(columns):
        message = f"it has no column {', '.join(sorted(missing))}"
        raise ValueError(message)
    return [name for name in fields if name in columns]


def _unusable(path: Path, why: str) -> StoreError:
    message = (
        f"the file {str(path)!r} cannot be used: {why}; "
        "`docqa export` writes such files"
    )
    return StoreError(message)
