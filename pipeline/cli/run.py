"""Ask the models."""

import click

from pipeline.cli.options import (
    Workspace,
    pass_workspace,
    retry_failed,
    run_options,
)
from pipeline.cli.steps import check_complete, plan_step, run_step
from pipeline.settings import BenchSettings


@click.command()
@run_options
@retry_failed
@pass_workspace
def run(workspace: Workspace, settings: BenchSettings, *, retry_failed: bool) -> None:
    """Plan, then send every call that has no answer yet.

    \b
    Example:
      docqa run --name october -m meta/muse-spark-1.3
    """
    with workspace.open() as store:
        made = plan_step(store, settings)
        result = run_step(store, made, settings, retry_failed=retry_failed)
    check_complete(result, settings.tolerated_missing)
