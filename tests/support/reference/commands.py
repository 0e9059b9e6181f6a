"""docs/commands.md: every command and option, as `--help` has them."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import indent
from typing import Final, cast

import click

from pipeline.cli.program import main

HEAD: Final = """\
# Commands

<!-- Written from the code by `.venv/bin/python -m tests.support.reference`: change the
help of the commands in pipeline/cli/, not this page. -->

`docqa COMMAND --help` says the same. `--db` and `--debug` stand before the command:
`docqa --db other.duckdb bench`. An option can also come from the environment, as
`DOCQA_` and its command and name: `DOCQA_DB`, `DOCQA_BENCH_LIMIT`. For `bench.toml` see
[configuration.md](configuration.md).
"""
_CONTEXT: Final = click.Context(main)


def commands(
    command: click.Command = main, words: tuple[str, ...] = ("docqa",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words it is called by, groups before theirs."""
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from commands(below, (*words, name))


def page() -> str:
    return "\n".join([HEAD, *(_chapter(*found) for found in commands())])


def _chapter(words: tuple[str, ...], command: click.Command) -> str:
    called = " ".join(words)
    usage = " ".join(command.collect_usage_pieces(_CONTEXT))
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = [f"| {_names(one)} | {_meaning(one)} |" for one in options]
    table = (
        ["\n".join(["| option | meaning |", "| --- | --- |", *rows])] if rows else []
    )
    says = [_paragraph(one) for one in cleandoc(command.help or "").split("\n\n")]
    return (
        "\n\n".join([f"## `{called}`", f"    {called} {usage}", *says, *table]) + "\n"
    )


def _paragraph(text: str) -> str:
    """Return a paragraph of help as Markdown: what click keeps as it is, is code."""
    head, colon, lines = text.removeprefix("\b\n").partition(":")
    if head in {"Example", "Examples"}:
        code = [f"    {line.strip()}" for line in lines.strip().splitlines()]
        return "\n".join([head + colon, "", *code])
    if text.startswith("\b\n"):
        return indent(text.removeprefix("\b\n"), "    ")
    return text


def _names(option: click.Option) -> str:
    metavar = "" if option.is_flag else f" {option.make_metavar(_CONTEXT)}"
    metavar = metavar.replace("INTEGER", "NUMBER").replace("FLOAT", "NUMBER")
    names = [f"`{name}{metavar.replace(' RANGE', '')}`" for name in option.opts]
    return _cell(", ".join(names))


def _meaning(option: click.Option) -> str:
    help_, default = _cell(option.help or ""), option.default
    if option.is_flag or not isinstance(default, str | int | float | tuple | Path):
        return help_
    several = cast("tuple[object, ...]", default if option.multiple else (default,))
    return f"{help_} By default {', '.join(f'`{one}`' for one in several)}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
