"""Tell whether this machine is fit to measure."""

import json
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.talk import say
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
@pass_workspace
def doctor(workspace: Workspace, streams: Sequence[int], *, clock: bool) -> None:
    """Look at what docqa runs on, and note it for the reports of this workspace.

    --clock streams answers from a server of its own, in a process of its own, that
    writes by a fixed schedule and knows when it did. What is left between its log and
    what docqa measured is the error of docqa's clock on this machine, under the load
    that it has now.

    \b
    Example:
      docqa doctor --clock --streams 16 --streams 128
    """
    if not clock:
        message = "say what to look at: --clock"
        raise click.UsageError(message)
    floors = [_floor(many) for many in streams]
    _show(floors)
    with workspace.open() as store:
        store.insert("doctor_add_floors", _noted(floors))


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
