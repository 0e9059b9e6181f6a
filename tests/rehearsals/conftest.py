import shutil
from pathlib import Path

import pytest

from tests.rehearsals.rehearsal import HEAD
from tests.support.commands import docqa
from tests.support.small_bench import write_corpus, write_questions


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small bench whose documents have been read: copy it."""
    folder = tmp_path_factory.mktemp("ingested")
    write_corpus(folder / "docs")
    write_questions(folder / "asked.jsonl")
    (folder / "bench.toml").write_text("\n".join(HEAD), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = docqa("ingest")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def place(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    return Path(shutil.copytree(ingested, folder, dirs_exist_ok=True))
