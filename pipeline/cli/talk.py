"""Say things to people, on stderr, with every key blacked out."""

import os

import click

from pipeline.documents.visible import visible
from pipeline.redaction import of_environment

MOST_LINES = 8


def say(text: str) -> None:
    shown = visible(of_environment(os.environ)(text), lines=True)
    click.echo(shown, err=True)


def say_each(title: str, lines: list[str]) -> None:
    """Say a title and its lines, the first few of them when there are many."""
    if not lines:
        return
    say(title)
    for line in lines[:MOST_LINES]:
        say(f"  {line}")
    if len(lines) > MOST_LINES:
        say(f"  ... and {len(lines) - MOST_LINES} more")
