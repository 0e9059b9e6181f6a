"""Tell whether this machine is fit to measure."""

import json
import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.cli.fitness_table import (
    advise,
    check_fit,
    fitness_lines,
    free_bytes,
    redacted,
)
from pipeline.cli.options import (
    Workspace,
    as_data,
    config,
    pass_workspace,
    settings_of,
)
from pipeline.cli.readiness import documents_of, questions_of
from pipeline.cli.talk import say
from pipeline.documents.visible import as_json, visible
from pipeline.query.fitness import LEAST_TOKENS, Trying, fitness
from pipeline.query.loop import run
from pipeline.query.trial import Errors, Floor, floor, trial
from pipeline.records import Record
from pipeline.simulate.reference import reference

_MS: Final = 1_000
_STREAMS: Final = (1, 16, 64)
_WAVES: Final = 3
"""Answers of each stream that are compared."""
_BUSY_S: Final = 0.005


@click.command()
@click.option("--clock", is_flag=True, help="How far docqa's clock is from the truth.")
@click.option(
    "--streams",
    type=click.IntRange(1, 2_000),
    multiple=True,
    default=_STREAMS,
    help="How many answers come in at once; repeat it for several.",
)
@click.option(
    "--reach",
    is_flag=True,
    help="Connect to where each model is asked; nothing is sent.",
)
@click.option(
    "--call",
    is_flag=True,
    help=f"Ask each model for {LEAST_TOKENS} tokens, the least that all allow.",
)
@config
@as_data
@pass_workspace
def doctor(workspace: Workspace, /, *, clock: bool, **given: Any) -> None:
    """Look at what a run needs: files, keys, windows, prices, disk.

    Nothing leaves this machine, unless --reach or --call says so. Ends with 2 where a
    model of the configuration cannot be asked, or documents or questions that it names
    are not there, and says what to do about it. Where it names none, that is said too.

    --clock streams answers from a server of its own, in a process of its own, that
    writes by a fixed schedule and knows when it did. What is left between its log and
    what docqa measured is the error of docqa's clock on this machine, under the load
    that it has now. It is noted for the reports of this workspace.

    \b
    Examples:
      docqa doctor
      docqa doctor --reach --call
      docqa doctor --clock --streams 16 --streams 128
    """
    if clock:
        floors = [_floor(many) for many in given["streams"]]
        _show(floors)
        with workspace.open() as store:
            store.insert("doctor_add_floors", _noted(floors))
        return
    settings = settings_of(given["config"], {})
    trying = Trying(reach=given["reach"], call=given["call"])
    parts = {"documents": documents_of(settings), "questions": questions_of(settings)}
    rows = fitness(settings, os.environ, trying)
    free = free_bytes(workspace.db)
    if given["as_data"]:
        shown = {
            name: part.model_dump(exclude={"named"}) for name, part in parts.items()
        }
        models = [{**row.model_dump(), "fit": row.fit} for row in rows]
        click.echo(redacted(as_json({"free_bytes": free, **shown, "models": models})))
    else:
        for line in fitness_lines(rows, settings.lengths):
            click.echo(redacted(line))
        click.echo()
        for name, part in parts.items():
            line = f"{name}  {part.found or f'missing: {part.missing}'}"
            click.echo(visible(redacted(line)))
        click.echo(f"disk       {free / 2**30:,.1f} GB free for {workspace.db}")
    advise(rows, trying, free)
    check_fit(rows, parts)


class _Noted(Record):
    measured_at: str
    streams: int
    median_s: float
    p99_s: float


def _noted(floors: Sequence[Floor]) -> list[_Noted]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return [
        _Noted(
            measured_at=now,
            streams=one.streams,
            median_s=one.first_token.median,
            p99_s=one.first_token.p99,
        )
        for one in floors
    ]


def _floor(streams: int) -> Floor:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "truth.jsonl"
        with reference(log) as url:
            measured = run(trial(url, streams, streams * (_WAVES + 1)))
        truth = [json.loads(line) for line in log.read_text().splitlines()]
    return floor(streams, measured, truth)


def _show(floors: Sequence[Floor]) -> None:
    columns = [
        Column("streams", right=True),
        Column("answers", right=True),
        Column("stamps by"),
        Column("first token off by", right=True),
        Column("answer off by", right=True),
        Column("server late by", right=True),
    ]
    rows = [
        (
            str(one.streams),
            str(one.first_token.count),
            ", ".join(one.clocks),
            _off_by(one.first_token),
            _off_by(one.answer),
            _off_by(one.server_late),
        )
        for one in floors
    ]
    for line in table(columns, rows, terminal_columns()):
        click.echo(line)
    click.echo("median / mean / 99th percentile, milliseconds")
    if any(one.server_late.mean > _BUSY_S for one in floors):
        say("the server was late itself: this machine is busy with something else")


def _off_by(errors: Errors) -> str:
    parts = (errors.median, errors.mean, errors.p99)
    return " / ".join(f"{part * _MS:.2f}" for part in parts)
