"""Read a Parquet file that somebody else wrote, and that may be anything."""

from collections.abc import Iterator, Sequence
from glob import escape
from pathlib import Path
from typing import Final, TypeVar

import duckdb
from pydantic import ValidationError

from pipeline.errors import StoreError
from pipeline.records import Record

Row = TypeVar("Row", bound=Record)

_AT_ONCE: Final = 1_000
_BOUNDS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,  # nothing is fetched to read a file
    "autoload_known_extensions": False,
    "memory_limit": "2GB",
    "threads": 2,
}


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
