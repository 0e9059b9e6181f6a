from pathlib import Path
from shutil import copytree

import pytest

from tests.corpus.checking.tampered import Tampered
from tests.corpus.conftest import Corpus


@pytest.fixture
def tampered(corpus: Corpus, tmp_path: Path) -> Tampered:
    return Tampered(copytree(corpus.folder, tmp_path / "copy"))
