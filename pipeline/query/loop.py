"""The event loop that calls are made on."""

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from typing import Any, TypeVar

_T = TypeVar("_T")


def run(coroutine: Coroutine[Any, Any, _T]) -> _T:
    """Run it like `asyncio.run`, on uvloop where there is one.

    uvloop spends less time per event, so that more streams can be under way before
    the client is late itself (`python -m benchmarks.clock` measures both).
    """
    with _settled(), asyncio.Runner(loop_factory=_factory()) as runner:
        return runner.run(coroutine)


@contextmanager
def _settled() -> Generator[None]:
    """Let the collector pass over what is there already.

    It looks through all of it every now and then: tens of milliseconds in which no
    socket is read.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        gc.unfreeze()


def _factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    try:
        import uvloop  # noqa: PLC0415 - not for every platform
    except ImportError:
        return None
    return uvloop.new_event_loop
