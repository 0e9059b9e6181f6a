"""What `docqa doctor` found of the models and the disk, as lines and as advice."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.cli.readiness import Part
from pipeline.cli.talk import say
from pipeline.errors import PipelineError
from pipeline.query.fitness import Fitness, Trying
from pipeline.redaction import of_environment

_LITTLE: Final = 2**30
"""Bytes: a store of a large corpus, and what sorting it takes, are more."""
_MODELS: Final = (
    Column("model"),
    Column("can be asked", soft=True, least=30),
    Column("window", right=True, soft=True),
    Column("lengths"),
    Column("price"),
    Column("reached", soft=True),
    Column("call", soft=True, least=30),
)


def free_bytes(db: Path) -> int:
    """Return what the disk of a workspace has left, whether or not it is there yet."""
    folder = db.absolute().parent
    while not folder.is_dir():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def redacted(line: str) -> str:
    return of_environment(os.environ)(line)


def fitness_lines(rows: Sequence[Fitness], lengths: Sequence[int]) -> Iterator[str]:
    cells = [_cells(row, lengths) for row in rows]
    yield from table(_MODELS, cells, terminal_columns())


def _cells(row: Fitness, lengths: Sequence[int]) -> list[str]:
    if row.missing:
        return [row.id, f"no: {row.missing}", "", "", "", "", ""]
    reached = {None: "", True: "yes", False: "no"}[row.reached]
    return [
        row.id,
        "yes",
        "" if row.window is None else f"{row.window:,}",
        _held(row, lengths),
        "known" if row.price_known else "not known",
        reached,
        row.said or "",
    ]


def _held(row: Fitness, lengths: Sequence[int]) -> str:
    if row.too_long is None:
        return "not known"
    if not row.too_long:
        return "all"
    held = [length for length in lengths if length not in row.too_long]
    return f"to {max(held):,}" if held else "none"


def advise(rows: Sequence[Fitness], trying: Trying, free: int) -> None:
    """Say what can be done about what is little, or not known."""
    if free < _LITTLE:
        say("little is left on that disk: --db chooses another place")
    fit = [row for row in rows if row.fit]
    if any(row.too_long is None for row in fit):
        say("a window that is not known: set window in bench.toml to foresee refusals")
    if any(not row.price_known for row in fit):
        say("a price that is not known: set price in bench.toml to have costs foreseen")
    if trying.reach and any(row.reached is None and row.window for row in fit):
        say("not tried: models of this process, and what is behind a proxy")


def check_fit(rows: Sequence[Fitness], parts: Mapping[str, Part]) -> None:
    """Raise `PipelineError` where what is configured cannot be run, all of it said."""
    mistakes = [f"{name}: {one.missing}" for name, one in parts.items() if one.broken]
    if unfit := [row.id for row in rows if not row.fit]:
        mistakes.append(
            f"{len(unfit)} of {len(rows)} models cannot be asked: {', '.join(unfit)}; "
            "mend that, or take them out of models"
        )
    if mistakes:
        raise PipelineError.of(mistakes)
