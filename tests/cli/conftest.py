from pathlib import Path

import pytest

from tests.support.library import Library


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A workspace here; whatever a viewer is started with, none is found."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    (tmp_path / "docs").mkdir()
    return Library(tmp_path / ".docqa" / "bench.duckdb")


@pytest.fixture
def quays(library: Library) -> Library:
    library.add("corrie.pdf", "Corrie quay is 17 m deep.", "Gulls.", labels={1: "iv"})
    library.add("hollin.pdf", "Hollin has no quay.", corpus="other")
    library.add("sea.txt", "Gulls over the sea. " * 30)
    return library
