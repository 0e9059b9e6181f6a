"""Bring a question set in: from a file of any known format and shape."""

from pathlib import Path

import click

from pipeline.cli.options import Workspace, pass_workspace, settings_of
from pipeline.cli.steps.reading import import_step, ingest_step, locate_step
from pipeline.cli.talk import say
from pipeline.questions.contexts import ContextFolder
from pipeline.questions.native_file import write_new
from pipeline.records import Question
from pipeline.store import Store


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--corpus", required=True, help="The folder that they are about.")
@click.option(
    "--format",
    "shape",
    metavar="NAME",
    help="The shape of every row, such as squad; without it each is recognised.",
)
@click.option(
    "--write-documents",
    is_flag=True,
    help="Write the texts that the rows carry into that folder, and ingest it.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the questions as JSON Lines of docqa's own shape, to be edited.",
)
@pass_workspace
def import_(
    workspace: Workspace,
    path: Path,
    corpus: str,
    shape: str | None,
    out: Path | None,
    *,
    write_documents: bool,
) -> None:
    """Read a question file and find its evidence in an ingested corpus.

    JSON Lines, JSON, CSV, YAML or Parquet, of the shapes of public question sets and
    evaluation tools. A row that cannot be used is named with its line and the reason,
    and the others are imported.

    \b
    Examples:
      docqa questions import mine.csv --corpus contracts
      docqa questions import dev-v2.0.json --corpus squad --write-documents
      docqa questions import tests.yaml --corpus contracts --out mine.jsonl
    """
    if out is not None and out.resolve() == path.resolve():
        message = f"--out {str(out)!r} is the file that is imported"
        raise click.UsageError(message)
    settings = settings_of(None, {"questions": str(path), "corpus": corpus})
    with workspace.open() as store:
        folder = ContextFolder(Path(settings.corpus)) if write_documents else None
        keep = folder.keep if folder else None
        read = import_step(store, settings, shape=shape, keep=keep)
        if folder:
            say(
                f"{settings.corpus}: {folder.written:,} texts of the rows written, "
                f"{folder.there:,} were there"
            )
            ingest_step(store, settings)
        if out is not None:
            _write(store, read.collection, out)
        locate_step(store, settings, read)


def _write(store: Store, collection: str, out: Path) -> None:
    questions = store.select("questions_all", Question, collection=collection)
    write_new(out, questions, "--out")
    say(f"{out}: {len(questions):,} questions")
