import os
import re
from multiprocessing import forkserver, resource_tracker
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=300, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

_OUTSIDE = re.compile(
    r"(.*_)?(API_KEY|BASE_URL)|(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's proxy, key or address must not reach a test."""
    for name in [name for name in os.environ if _OUTSIDE.fullmatch(name)]:
        monkeypatch.delenv(name)


def pytest_sessionfinish() -> None:
    """Wait for the servers of worker processes: what they measured is written last.

    They outlive the process that started them by a second, and `coverage combine` would
    find half of their file.
    """
    if "COVERAGE_PROCESS_CONFIG" in os.environ:
        servers: tuple[Any, ...] = (  # their types leave `_stop` out
            forkserver._forkserver,
            resource_tracker._resource_tracker,
        )
        for server in servers:
            server._stop()
