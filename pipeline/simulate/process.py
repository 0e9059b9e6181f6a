"""What a process of its own is set to, so that its writes are on time."""

import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final

_SWITCH_S: Final = 0.0005
"""How long the thread that reads large bodies may hold up the one that writes."""


@contextmanager
def prepared() -> Generator[None]:
    """Open as many connections as the system lets us, and pause as little as can be."""
    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    _open_many()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        sys.setswitchinterval(switch_s)


def _open_many() -> None:
    with suppress(ImportError):  # Windows has no such limit
        import resource  # noqa: PLC0415

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
