"""Shells complete what is typed: commands, their commands, options; and do it fast."""

import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.cli.program import COMMANDS
from tests.support.commands import ROOT

PAGE = (ROOT / "docs" / "first-hour.md").read_text(encoding="utf-8")
SCRIPT = "import sys; sys.argv[0] = 'docqa'; from pipeline.cli import main; main()"


def completed(*words: str) -> list[str]:
    """Return what is offered for the last word."""
    asked = {
        "_DOCQA_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("docqa", *words)),
        "COMP_CWORD": str(len(words)),
    }
    result = CliRunner(env=asked).invoke(main, prog_name="docqa")
    assert result.exit_code == 0, result.output
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("mo",), ["models"]),
        (("questions", "pl"), ["plant"]),
        (("models", "--ch"), ["--check"]),
        (("--d",), ["--db", "--debug"]),
    ],
)
def test_the_last_word_is_completed(words: tuple[str, ...], offered: list[str]) -> None:
    assert completed(*words) == offered


def test_every_command_is_offered_and_none_is_imported() -> None:
    asked = (
        "import os, sys; sys.argv[0] = 'docqa';"
        "os.environ.update(_DOCQA_COMPLETE='bash_complete', COMP_WORDS='docqa ',"
        "COMP_CWORD='1')\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*[name for name in sys.modules if name in "
        f"{[f'pipeline.cli.{module}' for module in COMMANDS.values()]!r}], "
        "file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )

    assert done.stdout.split() == [f"plain,{name}" for name in COMMANDS]
    assert done.stderr == "\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_page_says_what_a_shell_is_to_be_told(shell: str) -> None:
    assert f"_DOCQA_COMPLETE={shell}_source docqa" in PAGE


@pytest.mark.skipif(which("bash") is None, reason="no bash")
def test_a_bash_that_is_told_so_knows_how_to_complete(tmp_path: Path) -> None:
    program = tmp_path / "docqa"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{SCRIPT}" "$@"\n')
    program.chmod(0o755)
    [told] = [line for line in PAGE.splitlines() if "=bash_source docqa" in line]
    typed = (
        f"{told.strip()}\nCOMP_WORDS=(docqa do) COMP_CWORD=1\n"
        '_docqa_completion docqa\necho "${COMPREPLY[@]}"'
    )

    done = subprocess.run(
        ["bash", "-c", typed],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
    )

    assert done.stdout == "doctor documents\n"
