"""Everything, one stage after another, ending with the path of a report."""

from pathlib import Path

import click

from pipeline.cli.answers import How, answer_options, answer_step
from pipeline.cli.options import Workspace, pass_workspace, run_options
from pipeline.cli.steps.planning import plan_step
from pipeline.cli.steps.reporting import report_step, score_step
from pipeline.settings import BenchSettings


@click.command()
@run_options
@answer_options
@pass_workspace
def bench(workspace: Workspace, settings: BenchSettings, how: How) -> None:
    """Ingest, plan, ask, score and report; print the report's path.

    Doing it again sends nothing that was answered before.

    \b
    Examples:
      docqa bench
      docqa bench --corpus contracts --questions mine.jsonl -m moonshot/kimi-k3
    """
    with workspace.open() as store:
        made = plan_step(store, settings, to_send=how.sends)
        ending = answer_step(store, made, settings, how)
        score_step(store, made.run.name)
        path = report_step(store, made.run.name, Path("reports"))
    click.echo(path)
    ending.check(settings.tolerated_missing)
