"""What a newcomer's first command says while it installs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

_ROOT: Final = Path(__file__).parents[1]
_MAKE: Final = shutil.which("make")


@pytest.mark.skipif(_MAKE is None, reason="no make on this machine")
@pytest.mark.parametrize(
    ("target", "lock"),
    [("bench", "requirements.lock"), ("lint", "requirements-dev.lock")],
)
def test_an_installation_is_announced_on_stderr_before_it_begins(
    tmp_path: Path, target: str, lock: str
) -> None:
    (tmp_path / "bin").mkdir()
    for program in ("python", "docqa", "ruff"):
        (tmp_path / "bin" / program).symlink_to(shutil.which("true") or "")

    done = subprocess.run(
        [_MAKE or "", target, f"VENV={tmp_path}", f"PYTHON={sys.executable}"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )

    assert done.stderr.startswith(f"installing what {lock} pins; once, ")
    assert len(done.stderr.splitlines()) == 1
