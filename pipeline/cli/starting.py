"""The first second of a command, while libraries are read and nothing is done yet."""

import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress


@contextmanager
def interrupted_without_a_word() -> Generator[None]:
    """Let Ctrl-C end the process at once, which a shell sees as 130.

    As an exception it would surface as a traceback from inside a library, or as that
    library's own error. Whoever ignores the signal goes on ignoring it.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    with suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, before)
