"""Write the report of a run."""

from pathlib import Path

import click

from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.steps.reporting import report_step


@click.command()
@click.argument("run")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports"),
    help="The folder that gets a folder named after the run.",
)
@click.option(
    "--html",
    is_flag=True,
    help="Write report.html too: all in one page, with every call; print its path.",
)
@pass_workspace
def report(workspace: Workspace, run: str, out: Path, *, html: bool) -> None:
    """Write a run's report from what is stored, and print its path.

    \b
    Examples:
      docqa report october --out reports
      docqa report october --html
    """
    with workspace.open() as store:
        click.echo(report_step(store, run, out, html=html))
