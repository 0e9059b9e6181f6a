"""The pages lead to each other, and the first of them can be read in one go."""

import re
from pathlib import Path
from typing import Final

import pytest

_ROOT: Final = Path(__file__).parents[1]
_FIRST: Final = _ROOT / "README.md"
_PAGES: Final = (_FIRST, *sorted((_ROOT / "docs").glob("*.md")))
_LINK: Final = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_MOST_LINES: Final = 200


def anchors(page: Path) -> set[str]:
    """Return what a heading is called in an address, as GitHub has it."""
    heads = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.replace(" ", "-") for head in plain}


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    found: list[str] = []
    for path, anchor in _LINK.findall(page.read_text("utf-8")):
        there = (page.parent / path) if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            found.append(f"{path}#{anchor}")
    return found


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A b\n[1](#a-b) [2](#c) [3](none.md) [4](https://a.test/x)\n")

    assert broken(page) == ["#c", "none.md#"]


def test_the_first_page_is_short_and_leads_to_all_others() -> None:
    first = _FIRST.read_text("utf-8")

    assert len(first.splitlines()) <= _MOST_LINES
    assert [page.name for page in _PAGES[1:] if f"(docs/{page.name}" not in first] == []
