"""Give verdicts to answers that are already there."""

import click

from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.steps import score_step


@click.command()
@click.argument("run")
@pass_workspace
def score(workspace: Workspace, run: str) -> None:
    """Score a run's answers again. No model is asked.

    \b
    Example:
      docqa score october
    """
    with workspace.open() as store:
        score_step(store, run)
