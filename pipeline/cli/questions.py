"""Bring question sets in."""

import click

from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.steps import questions_step
from pipeline.settings import load


@click.group()
def questions() -> None:
    """Bring question sets in."""


@questions.command("import")
@click.argument("path")
@click.option("--corpus", required=True, help="The ingested folder they are about.")
@pass_workspace
def import_(workspace: Workspace, path: str, corpus: str) -> None:
    """Read a question file and find its evidence in an ingested corpus.

    \b
    Example:
      docqa questions import mine.jsonl --corpus contracts
    """
    with workspace.open() as store:
        questions_step(store, load(None, {"questions": path, "corpus": corpus}))
