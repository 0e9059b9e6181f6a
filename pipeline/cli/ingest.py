"""Read documents into the workspace."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.options import (
    Workspace,
    as_json,
    config,
    pass_workspace,
    settings_of,
)
from pipeline.cli.steps.reading import ingest_step
from pipeline.records import Record
from pipeline.settings import check_named


@click.command()
@click.argument("corpus", required=False)
@config
@click.option("--retry-failed", is_flag=True, help="Read again what failed before.")
@as_json
@pass_workspace
def ingest(
    workspace: Workspace,
    corpus: str | None,
    config: Path | None,
    *,
    retry_failed: bool,
    as_json: bool,
) -> None:
    """Read a folder of documents; what has not changed is skipped.

    Without CORPUS, the one of the configuration.

    PDF, Word, PowerPoint, Excel, OpenDocument sheets, CSV, HTML, EPUB, mail,
    Markdown, reStructuredText, text, JSON, and archives of these. What a
    `.docqaignore` in the folder matches is left out, by the rules of `.gitignore`.
    Passwords of documents come from the environment or `.env`:
    DOCQA_DOCUMENT_PASSWORD, or any other DOCQA_..._PASSWORD.

    \b
    Examples:
      docqa ingest contracts
      docqa ingest contracts --json | jq '.remarks[] | select(.status == "failed")'
    """
    settings = settings_of(config, {"corpus": corpus})
    check_named(settings)
    with workspace.open() as store:
        done = ingest_step(store, settings, retry_failed=retry_failed)
    if as_json:
        click.echo(json.dumps(asdict(done), default=Record.model_dump, indent=1))
