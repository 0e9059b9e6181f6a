"""Parquet in, its rows out, by the reader of the store."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.questions.files.base import NO_MORE, Found, one_row
from pipeline.store.parquet import read_rows


def read(path: Path) -> Iterator[Found]:
    number = 0
    try:
        for number, row in enumerate(read_rows(path), start=1):
            yield one_row(number, row)
    except StoreError as error:
        yield Found(number + 1, None, f"{error}; {NO_MORE}")
