"""`docqa`, called in this process or on a terminal of its own."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli import main

ROOT = Path(__file__).parents[2]


def docqa(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def documents(*arguments: str) -> Result:
    return docqa("documents", *arguments)


def fails(result: Result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert all(part in line for part in parts), line
    assert result.stdout == ""


def on_terminal(columns: int, *arguments: str, **environ: str) -> str:
    """Run it on a terminal of that width; return what is written there."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.DEVNULL,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "COLUMNS": str(columns),
            **environ,
        },
    ):
        os.close(slave)
        found = b""
        try:
            while data := os.read(master, 65_536):
                found += data
        except OSError:  # Linux says so at the end of a terminal
            pass
    os.close(master)
    return found.decode()
