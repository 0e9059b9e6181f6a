"""NO_COLOR is heeded by whatever is printed: there is one place that colours."""

import re
from pathlib import Path

import pytest

from tests.cli.test_commands import ALL
from tests.support.commands import ROOT, on_terminal

COLOURS = re.compile(r"\b(?:click\.)?(?:style|secho)\(|colou?r=|\\x1b\[|\\033\[")


def test_text_is_coloured_in_one_place() -> None:
    package = ROOT / "pipeline" / "cli"

    found = {
        path.name
        for path in package.glob("*.py")
        if COLOURS.search(path.read_text(encoding="utf-8"))
    }

    assert found == {"colours.py"}


@pytest.mark.parametrize("path", [(), ALL[0], ("models",), ("doctor",)], ids=" ".join)
def test_a_terminal_gets_no_escape_where_no_colour_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = () if path in {("models",), ("doctor",)} else ("--help",)

    shown = on_terminal(100, *path, *told, NO_COLOR="1")

    assert len(shown) > 100
    assert "\x1b" not in shown
