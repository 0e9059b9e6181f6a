"""The event loop that calls are made on."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


def run(coroutine: Coroutine[Any, Any, _T]) -> _T:
    """Run it like `asyncio.run`, on uvloop where there is one.

    uvloop spends less time per event, so that more streams can be under way before
    the client is late itself (`python -m benchmarks.clock` measures both).
    """
    if sys.platform == "win32":
        return asyncio.run(coroutine)
    try:
        import uvloop  # noqa: PLC0415 - not for every platform
    except ImportError:
        return asyncio.run(coroutine)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(coroutine)
