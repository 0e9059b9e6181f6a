from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.corpus.generating import Generated, Wanted, generate

TOKENS = 30_000
QUESTIONS = 120


class Corpus(NamedTuple):
    folder: Path
    made: Generated


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A small generated corpus; nobody may change it."""
    folder = tmp_path_factory.mktemp("generated") / "orrin"
    return Corpus(folder, generate(Wanted(7, TOKENS, folder, QUESTIONS), workers=1))
