"""What docs/extending.md says, done to a copy of the package."""

import re
import shutil
from pathlib import Path
from textwrap import dedent

from tests.support.commands import ROOT

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
_CHAPTERS = re.split(r"^## A worked example: ", PAGE, flags=re.MULTILINE)[1:]
CHAPTERS = {chapter.partition("\n")[0]: chapter for chapter in _CHAPTERS}
"""By what is added: "a baseline", "a provider" ..."""


def blocks(chapter: str) -> list[str]:
    """Return the indented blocks: the file, its line, and what else it shows."""
    found = re.findall(r"(?:^(?: {4}.*)?\n)+", CHAPTERS[chapter], re.MULTILINE)
    return [dedent(block).strip() + "\n" for block in found if block.strip()]


def copied(folder: Path) -> Path:
    """Copy the package, and return it."""
    package = folder / "source" / "pipeline"
    shutil.copytree(ROOT / "pipeline", package)  # what is compiled stays so
    return package


def add(package: Path, chapter: str) -> None:
    """Write the chapter's file, and its line into the table that it names."""
    code, line, *_ = blocks(chapter)
    [name] = re.findall(r"`pipeline/([\w/]+\.py)`:\n", CHAPTERS[chapter])
    [table] = re.findall(r"One line in `([A-Z]+)`", CHAPTERS[chapter])
    path = package / name
    assert not path.exists()
    path.write_text(code, encoding="utf-8")
    listing = path.parent / "__init__.py"
    text = listing.read_text(encoding="utf-8")
    text, entered = re.subn(
        rf"^({table}: .* = \{{)$", rf"\1\n    {line.strip()}", text, flags=re.MULTILINE
    )
    assert entered == 1
    if f"{path.stem}." in line:
        home = ".".join(("pipeline", *Path(name).parent.parts))
        wanted = f"from {home} import {path.stem}\n"
        before, imports, after = text.partition("\nfrom pipeline.")
        assert imports
        text = f"{before}\n{wanted}{imports.lstrip()}{after}"
    listing.write_text(text, encoding="utf-8")
