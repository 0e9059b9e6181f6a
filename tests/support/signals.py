"""Signals as a terminal has them, whoever started the tests."""

import signal
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def heard(number: signal.Signals) -> Generator[None]:
    """Hear a signal here, and in what is started: in the background some are ignored.

    A process inherits what is ignored; what has a handler here it takes as it comes.
    """
    interrupts = number is signal.SIGINT
    before = signal.signal(
        number, signal.default_int_handler if interrupts else signal.SIG_DFL
    )
    try:
        yield
    finally:
        signal.signal(number, before)
