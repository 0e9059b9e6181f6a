"""The one place where text gets a colour, and where nobody wants any it gets none."""

import os

import click


def coloured(text: str, *, fg: str, bold: bool | None = None) -> str:
    """Return it in a colour, unless NO_COLOR is set and not empty: no-color.org.

    click drops the colours where stdout is no terminal.
    """
    if os.environ.get("NO_COLOR"):
        return text
    return click.style(text, fg=fg, bold=bold)
