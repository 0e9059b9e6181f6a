"""Everything, one stage after another, ending with the path of a report."""

from pathlib import Path

import click

from pipeline.cli.options import (
    Workspace,
    pass_workspace,
    retry_failed,
    run_options,
)
from pipeline.cli.steps import (
    check_complete,
    plan_step,
    report_step,
    run_step,
    score_step,
)
from pipeline.settings import BenchSettings


@click.command()
@run_options
@retry_failed
@pass_workspace
def bench(workspace: Workspace, settings: BenchSettings, *, retry_failed: bool) -> None:
    """Ingest, plan, ask, score and report, and print the report's path.

    Doing it again sends nothing that was answered before.

    \b
    Examples:
      docqa bench
      docqa bench --corpus contracts --questions mine.jsonl -m moonshot/kimi-k3
    """
    with workspace.open() as store:
        made = plan_step(store, settings)
        result = run_step(store, made, settings, retry_failed=retry_failed)
        score_step(store, made.run.name)
        path = report_step(store, made.run.name, Path("reports"))
    click.echo(path)
    check_complete(result, settings.tolerated_missing)
