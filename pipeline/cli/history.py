"""Tell who led on what, run after run."""

import click

from pipeline.cli.options import Workspace, as_json, pass_workspace
from pipeline.cli.progress import bar
from pipeline.compare.history_page import page
from pipeline.compare.history_stage import history as read_history
from pipeline.compare.loading import no_run_yet
from pipeline.compare.wording import to_json


@click.command()
@as_json
@pass_workspace
def history(workspace: Workspace, *, as_json: bool) -> None:
    """Tell which model led on what, from every run of the workspace.

    Runs of the same documents and questions stand together, in the order of their first
    call: who had the first figure, who is not told apart from it, and what changed.

    \b
    Example:
      docqa history > history.md
    """
    with workspace.opened(no_run_yet()) as store, bar("history", "run") as progress:
        found = read_history(store, progress)
    click.echo(to_json(found) if as_json else page(found), nl=False)
