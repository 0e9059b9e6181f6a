"""Whoever ends a command from outside lets it clean up."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

_BASE: Final = 128
"""A shell adds it to the number of the signal that ended a process."""
_SIGNALS: Final = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextmanager
def ended_in_order() -> Generator[None]:
    """Let SIGTERM, and a terminal that is closed, raise `SystemExit` here.

    The same again ends the process at once. Whoever ignores or handles them goes on
    doing so. Only the main thread may enter.
    """
    taken = [one for one in _SIGNALS if signal.getsignal(one) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _exit)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(_BASE + number)
