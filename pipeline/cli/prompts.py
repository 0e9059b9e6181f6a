"""Look at the prompts of the workspace."""

import sys
from pathlib import Path

import click

from pipeline.cli.drawings import write_drawing
from pipeline.cli.options import Workspace, as_data, pass_workspace
from pipeline.cli.prompts_show import look_data, look_lines
from pipeline.cli.prompts_table import table_data, table_lines, totals
from pipeline.cli.talk import say
from pipeline.documents.visible import as_json, visible
from pipeline.prompts.listing import listed, nothing_yet, run_named
from pipeline.prompts.looking import look, select_prompts
from pipeline.prompts.shown import Look
from pipeline.prompts.strip import svg
from pipeline.records import Condition
from pipeline.settings import parse_length


def _tokens(_: click.Context, __: click.Parameter, given: str | None) -> object:
    try:
        return parse_length(given)
    except ValueError as error:
        message = f"{given!r}: {error}"
        raise click.BadParameter(message) from error


@click.group()
def prompts() -> None:
    """Look at what was or will be sent: all of a run, or one."""


@prompts.command()
@click.argument("run", required=False)
@click.option("--question", help="Only those of this question, by its id.")
@click.option(
    "--length", callback=_tokens, help="Only those of this size, such as 64k."
)
@click.option(
    "--condition",
    type=click.Choice([condition.value for condition in Condition]),
    help="Only those that are so.",
)
@as_data
@pass_workspace
def table(
    workspace: Workspace,
    run: str | None,
    question: str | None,
    length: int | None,
    condition: str | None,
    *,
    as_data: bool,
) -> None:
    """List the prompts of a run: their size, depth and more.

    Without RUN, those of the only run.

    \b
    Example:
      docqa prompts table october --length 64k --condition context
    """
    with workspace.opened(nothing_yet()) as store:
        meant = run_named(store, run)
        found = select_prompts(
            store,
            run=meant.name,
            question=question,
            condition=condition,
            length=length,
        )
        rows = listed(store, meant, found)
    if as_data:
        click.echo(as_json(table_data(rows)))
        return
    for line in table_lines(rows):
        click.echo(line)
    say(totals(rows) if rows else f"no prompt of {meant.name!r} is so")


@prompts.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--text", "as_text", is_flag=True, help="Print what is sent, and no more."
)
@as_data
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw where what lies to this SVG file, too.",
)
@pass_workspace
def show(
    workspace: Workspace,
    id_: str,
    picture: Path | None,
    *,
    as_text: bool,
    as_data: bool,
) -> None:
    """Show one prompt: which passages stand in it, where, and why.

    ID is the prompt's id or as much of its beginning as no other has.

    \b
    Example:
      docqa prompts show 3fa9c1d2e0
      docqa prompts show 3fa9c1d2e0 --text | less
      docqa prompts show 3fa9c1d2e0 --picture prompt.svg
    """
    if as_text and as_data:
        message = "--text and --json cannot both be printed"
        raise click.UsageError(message)
    with workspace.opened(nothing_yet()) as store:
        found = look(store, id_)
    _warn(found)
    if picture is not None:
        write_drawing(picture, svg(found))
    if as_text:
        _echo_text(found.text)
    elif as_data:
        click.echo(as_json(look_data(found)))
    else:
        for line in look_lines(found):
            click.echo(line)


def _echo_text(text: str) -> None:
    """Print what is sent byte for byte, but on a terminal nothing that steers it."""
    if sys.stdout.isatty():
        text = visible(text, lines=True)
    click.echo(text.encode(), nl=False)  # a str would lose its escapes


def _warn(found: Look) -> None:
    if not found.exact:
        say(
            "this is not what the prompt's id stands for: a file was renamed or the "
            f"question was edited since. It has {found.tokens:,} tokens now, and had "
            f"{found.prompt.tokens:,}"
        )
