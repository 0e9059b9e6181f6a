"""Hand the documented views to other programs."""

from pathlib import Path

import click

from pipeline.cli.options import Workspace, pass_workspace
from pipeline.errors import PipelineError
from pipeline.store.database import PUBLIC_VIEWS


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@pass_workspace
def export(workspace: Workspace, folder: Path) -> None:
    """Write every documented view as a Parquet file.

    \b
    Example:
      docqa export parquet/
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {str(folder)!r} cannot be made: {error.strerror}"
        raise PipelineError(message) from error
    with workspace.open() as store:
        for view in PUBLIC_VIEWS:
            store.export(view, folder / f"{view}.parquet")
            click.echo(folder / f"{view}.parquet")
