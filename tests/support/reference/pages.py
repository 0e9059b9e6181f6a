"""Which page is written by what."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.support.commands import ROOT
from tests.support.reference import commands, settings

PAGES: Final[Mapping[Path, Callable[[], str]]] = {
    ROOT / "docs" / "commands.md": commands.page,
    ROOT / "docs" / "configuration.md": settings.page,
}


def write() -> None:
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
