"""Put runs beside each other."""

from pathlib import Path
from typing import Any, Final

import click

from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.writing import write_file
from pipeline.compare.loading import no_run_yet
from pipeline.compare.page import page
from pipeline.compare.places import ACROSS
from pipeline.compare.stage import Wanted, compare_runs
from pipeline.compare.wording import to_json

_TWO: Final = 2


@click.command()
@click.argument("runs", nargs=-1, required=True, metavar="RUN[:MODEL] RUN[:MODEL]...")
@click.option(
    "--model", "-m", "models", multiple=True, help="Compare these models alone."
)
@click.option(
    "--across",
    type=click.Choice(list(ACROSS)),
    multiple=True,
    help="Let this differ between the runs; repeat for more.",
)
@click.option(
    "--margin",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    help="Alike within this share; that of the first run by default.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the page to a file too.",
)
@click.option(
    "--json",
    "as_json",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every number to a file.",
)
@pass_workspace
def compare(workspace: Workspace, /, runs: tuple[str, ...], **given: Any) -> None:
    """Compare runs with the first of them, question by question.

    Models of one name are compared; where a run has one model that the other has not,
    those two are; RUN:MODEL names one. Only places that were asked with the same prompt
    and judged by the same rules count, and the page says what is left out and why.

    \b
    Examples:
      docqa compare october november
      docqa compare october:moonshot/kimi-k3 november:meta/muse-spark-1.3
      docqa compare october november --across prompts --out change.md
    """
    if len(runs) < _TWO:
        message = "name two runs at least; docqa report compares the models of one"
        raise click.UsageError(message)
    wanted = Wanted(runs, given["models"], given["across"], given["margin"])
    with workspace.opened(no_run_yet()) as store:
        found = compare_runs(store, wanted)
    shown = page(found)
    click.echo(shown, nl=False)
    if given["out"]:
        write_file(given["out"], shown.encode())
    if given["as_json"]:
        write_file(given["as_json"], to_json(found).encode())
