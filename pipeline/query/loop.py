"""The event loop that calls are made on, and a process whose clocks are on time."""

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeVar

_T = TypeVar("_T")

SWITCH_S: Final = 0.0005
"""How long a thread that encodes a prompt may keep the one that reads sockets from
running; Python's own interval is ten times that."""
YOUNG: Final = 10_000
"""So many new objects until the collector looks at the young ones; Python's own is 700,
which takes a twentieth of the time at hundreds of streams."""


def run(coroutine: Coroutine[Any, Any, _T]) -> _T:
    """Run it like `asyncio.run`, so that sockets are read soon after they have data.

    On uvloop where there is one: it spends less time on each event. A loop that runs
    already, as a notebook's does, waits meanwhile as for any other call.
    """
    with attentive(), _aside(), asyncio.Runner(loop_factory=_factory()) as runner:
        return runner.run(coroutine)


@contextmanager
def _aside() -> Generator[None]:
    """Have no loop running in this thread: a thread of its own would miss Ctrl-C."""
    outer = asyncio._get_running_loop()  # noqa: SLF001 - made for writers of loops
    asyncio._set_running_loop(None)  # noqa: SLF001
    try:
        yield
    finally:
        asyncio._set_running_loop(outer)  # noqa: SLF001


@contextmanager
def attentive() -> Generator[None]:
    """Switch threads sooner, and have the collector pass over what is there already.

    It would look through all of it every now and then: tens of milliseconds in which
    no socket is read. At the young it looks less often.
    """
    _allow_connections()
    interval_s, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(SWITCH_S)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        sys.setswitchinterval(interval_s)


def _allow_connections() -> None:
    """Take as many descriptors as may be had: each stream under way holds one."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with suppress(OSError, ValueError):  # macOS calls a limit infinite that is not
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    try:
        import uvloop  # noqa: PLC0415 - not for every platform
    except ImportError:
        return None
    return uvloop.new_event_loop
