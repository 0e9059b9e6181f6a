"""Ask the models."""

import click

from pipeline.cli.answers import How, answer_options, answer_step
from pipeline.cli.options import Workspace, pass_workspace, run_options
from pipeline.cli.steps.planning import plan_step
from pipeline.settings import BenchSettings


@click.command()
@run_options
@answer_options
@pass_workspace
def run(workspace: Workspace, settings: BenchSettings, how: How) -> None:
    """Plan, then send every call that has no answer yet.

    \b
    Examples:
      docqa run --name october -m meta/muse-spark-1.3
      docqa run --batch
      docqa run --replay parquet/calls.parquet
    """
    with workspace.open() as store:
        made = plan_step(store, settings, to_send=how.sends)
        ending = answer_step(store, made, settings, how)
    ending.check(settings.tolerated_missing)
