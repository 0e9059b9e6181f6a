"""Look into the documents of the workspace."""

from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path

import click

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.cli.documents_search import search_lines
from pipeline.cli.documents_show import open_page, page_lines
from pipeline.cli.documents_stats import stats_lines
from pipeline.cli.drawings import write_drawing
from pipeline.cli.options import Workspace, as_data, pass_workspace
from pipeline.cli.steps.reading import place_name
from pipeline.cli.talk import say
from pipeline.documents.listing import files, full_name, named, nothing_yet, scope
from pipeline.documents.page import show as page_of
from pipeline.documents.picture import svg
from pipeline.documents.rows import STATUSES, CorpusFile
from pipeline.documents.search import search as ranked
from pipeline.documents.stats import stats as figures
from pipeline.documents.visible import as_json
from pipeline.store import Store


@click.group()
def documents() -> None:
    """Look into what was ingested: list, search, show, count."""


@documents.command("list")
@click.argument("corpus", required=False)
@click.option("--status", type=click.Choice(STATUSES), help="Only files that are so.")
@as_data
@pass_workspace
def list_(
    workspace: Workspace, corpus: str | None, status: str | None, *, as_data: bool
) -> None:
    """List every file of the workspace, read or not, and why not.

    \b
    Example:
      docqa documents list --status failed
    """
    with workspace.opened(nothing_yet()) as store:
        found = files(store, _meant(store, corpus), status)
    if as_data:
        click.echo(as_json([file.model_dump() for file in found]))
        return
    if found:
        for line in _listing(found):
            click.echo(line)
    counts = Counter(file.status for file in found).most_common()
    shown = ", ".join(f"{count:,} {name}" for name, count in counts)
    total = "1 file" if len(found) == 1 else f"{len(found):,} files"
    say(f"{total}: {shown}" if found else f"no file is {status}")


@documents.command()
@click.argument("query")
@click.option("--corpus", help="Search this one; all of the workspace otherwise.")
@click.option(
    "-k", "most", type=click.IntRange(1, 10_000), default=10, help="How many."
)
@as_data
@pass_workspace
def search(
    workspace: Workspace, query: str, corpus: str | None, most: int, *, as_data: bool
) -> None:
    """Find the passages that answer a few words best, by BM25.

    \b
    Example:
      docqa documents search "notice period" -k 5
    """
    with workspace.opened(nothing_yet()) as store:
        corpora = _meant(store, corpus)
        found = ranked(store, corpora, query, most)
    if as_data:
        hits = [
            {"score": round(score, 4), **passage.model_dump(exclude={"row"})}
            for score, passage in found.hits
        ]
        click.echo(as_json(hits))
        return
    for line in search_lines(found, several=len(corpora) > 1):
        click.echo(line)
    words = " or ".join(found.query.words)
    say(f"{len(found.hits):,} of {found.matches:,} passages that hold {words}")


@documents.command()
@click.argument("path")
@click.argument("page")
@click.option("--raw", is_flag=True, help="The text as the engine gave it.")
@click.option("--open", "opens", is_flag=True, help="See it beside its source.")
@pass_workspace
def show(workspace: Workspace, path: str, page: str, *, raw: bool, opens: bool) -> None:
    """Show a page as it was read: by its number from 1, or by its label.

    \b
    Example:
      docqa documents show contracts/lease.pdf 14
      docqa documents show contracts/lease.pdf iv --open
    """
    with workspace.opened(nothing_yet()) as store:
        shown = page_of(store, named(store, path, place_name(path)), page)
    if shown.remark:
        say(shown.remark)
    if opens:
        click.echo(open_page(shown, workspace.db.parent))
        return
    for line in page_lines(shown, raw=raw):
        click.echo(line)


@documents.command()
@click.argument("corpus", required=False)
@as_data
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the picture to this SVG file, too.",
)
@pass_workspace
def stats(
    workspace: Workspace, corpus: str | None, plot: Path | None, *, as_data: bool
) -> None:
    """Count files, pages and tokens; draw how long documents are.

    \b
    Example:
      docqa documents stats contracts --plot tokens.svg
    """
    with workspace.opened(nothing_yet()) as store:
        found = figures(store, _meant(store, corpus))
    if plot is not None:
        write_drawing(plot, svg(found.histogram))
    if as_data:
        click.echo(as_json(found.model_dump()))
    else:
        for line in stats_lines(found):
            click.echo(line)


def _meant(store: Store, corpus: str | None) -> list[str]:
    return scope(store, None if corpus is None else place_name(corpus))


_COLUMNS = (
    Column("path", soft=True, keep_end=True, least=30),
    Column("status"),
    Column("format"),
    Column("pages", right=True),
    Column("tokens", right=True),
    Column("title", soft=True),
    Column("reason", soft=True),
)


def _listing(found: Sequence[CorpusFile]) -> Generator[str]:
    several = len({file.corpus for file in found}) > 1
    rows = [
        (
            full_name(file) if several else file.path,
            file.status,
            file.format or "",
            _count(file.pages),
            _count(file.tokens),
            file.title or "",
            file.reason or "",
        )
        for file in found
    ]
    yield from table(_COLUMNS, rows, terminal_columns())


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
