"""Draw a PDF page in a process of its own: a file may hang or crash it.

What opens a file is an argument, by which this stage knows of no engine.
"""

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple, Protocol

from pebble import ProcessExpired, ProcessPool

from pipeline.confine import bound_memory, silence
from pipeline.documents.png import png

_SECONDS: Final = 30
_GIGABYTES: Final = 4
_LONGEST_SIDE: Final = 1_800
_SHARPEST: Final = 3.0


class Drawable(Protocol):
    def look(self, index: int, *, scale: float, longest: int) -> Any | None:
        """Draw a page as an array of height x width x 3 bytes, `scale` x 72 dpi."""


Open = Callable[[bytes, str | None], AbstractContextManager[Drawable]]
"""(bytes, password) -> the document: a function of some module, by its name."""


class Drawn(NamedTuple):
    png: bytes | None
    reason: str | None


def draw(opened: Open, data: bytes, index: int, passwords: Sequence[str]) -> Drawn:
    """Draw a page, counted from 0, to a PNG; or say why it cannot be drawn."""
    context: Any = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=1, context=context, initializer=_confine)
    try:
        job = (opened, data, index, (None, *passwords))
        return pool.schedule(_draw, job, timeout=_SECONDS).result()
    except TimeoutError:
        return Drawn(None, f"drawing it took more than {_SECONDS} s")
    except ProcessExpired:
        return Drawn(None, "drawing it crashed the process that did it")
    finally:
        stop: Callable[[], None] = pool.stop
        stop()
        pool.join()


def _draw(
    opened: Open, data: bytes, index: int, passwords: Sequence[str | None]
) -> Drawn:
    """Draw in the worker. No exception is sure to travel between processes."""
    reason = ""
    for password in passwords:
        try:
            with opened(data, password) as document:
                return Drawn(_picture(document, index), None)
        except Exception as error:  # noqa: BLE001  # hostile bytes
            reason = reason or " ".join(str(error).split()) or type(error).__name__
    return Drawn(None, f"it cannot be drawn ({reason})")


def _picture(document: Drawable, index: int) -> bytes:
    pixels = document.look(index, scale=_SHARPEST, longest=_LONGEST_SIDE)
    if pixels is None:
        message = "the page cannot be loaded"
        raise ValueError(message)
    pixels = pixels[:, :, 2::-1]  # it comes as blue first
    height, width = pixels.shape[:2]
    return png(pixels.tobytes(), width, height)


def _confine() -> None:
    silence()
    bound_memory(_GIGABYTES << 30)
