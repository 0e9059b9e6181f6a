"""Give verdicts to answers that are already there."""

from pathlib import Path

import click

from pipeline.cli.judge import bench_of, judge_options, judge_step, settings_for
from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.steps import score_step


@click.command()
@click.argument("run")
@click.option(
    "--judge",
    "judges",
    multiple=True,
    metavar="MODEL",
    help="Have a model judge what no rule can; repeat for a panel. Sends the answers.",
)
@judge_options
@pass_workspace
def score(
    workspace: Workspace,
    run: str,
    judges: tuple[str, ...],
    quorum: int | None,
    budget_usd: float | None,
    config: Path | None,
) -> None:
    """Score a run's answers again. No model is asked again.

    \b
    Examples:
      docqa score october
      docqa score october --judge moonshot/kimi-k3 --budget-usd 2
    """
    with workspace.open() as store:
        score_step(store, run)
        if judges:
            settings = settings_for(store, run, config)
            bench = bench_of(judges, settings, quorum=quorum, budget_usd=budget_usd)
            judge_step(store, run, bench)
