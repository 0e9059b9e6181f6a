"""Read documents into the workspace."""

from pathlib import Path

import click

from pipeline.cli.options import Workspace, config, pass_workspace, settings_of
from pipeline.cli.steps import ingest_step


@click.command()
@click.argument("corpus")
@config
@pass_workspace
def ingest(workspace: Workspace, corpus: str, config: Path | None) -> None:
    """Read a folder of documents; files that have not changed are skipped.

    \b
    Example:
      docqa ingest contracts
    """
    with workspace.open() as store:
        ingest_step(store, settings_of(config, {"corpus": corpus}))
