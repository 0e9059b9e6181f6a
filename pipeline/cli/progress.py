"""A bar on stderr for whoever watches; a line now and then where nobody does."""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from tqdm import tqdm

from pipeline.cli.talk import say
from pipeline.progress import Progress

EVERY_S: Final = 30.0
"""At most one line in so many seconds ..."""
EVERY_SHARE: Final = 0.1
"""... and for so much of the whole ..."""
QUIET_S: Final = 600.0
"""... but one in so long in any case: CI ends what says nothing."""
STILL_S: Final = 60.0
"""Where nothing moves, a line after so long, then after twice as long each time."""
_NOTE: Final = 100
_NOTE_BESIDE_A_BAR: Final = 60
_MINUTE: Final = 60
_HOUR: Final = 3_600


@contextmanager
def bar(
    title: str, unit: str, clock: Callable[[], float] = time.monotonic
) -> Generator[Progress]:
    """Yield a progress callback that shows what is done and what is left in time."""
    if not sys.stderr.isatty():
        yield Lines(title, clock).advance
        return
    with tqdm(
        desc=title,
        unit=f" {unit}",
        file=sys.stderr,
        leave=False,
        dynamic_ncols=True,
    ) as drawn:

        def advance(done: int, total: int, note: str) -> None:
            drawn.total = total
            drawn.set_postfix_str(note[:_NOTE_BESIDE_A_BAR], refresh=False)
            if done == drawn.n:
                drawn.refresh()  # only the note has changed
            else:
                drawn.update(done - drawn.n)

        yield advance


class Lines:
    """A line for a log file now and then; what is over within `EVERY_S` has none."""

    def __init__(self, title: str, clock: Callable[[], float]) -> None:
        self._title = title
        self._clock = clock
        self._said_at = clock()
        self._said: int | None = None
        self._began: tuple[float, int] | None = None
        self._done: int | None = None
        self._still_s = STILL_S

    def advance(self, done: int, total: int, note: str) -> None:
        now = self._clock()
        if self._began is None:
            self._began = now, done
        if self._is_due(now, done, total):
            say(self._line(now, done, total, note))
            self._said_at, self._said = now, done
            self._still_s *= 2 if done == self._done else 1
        if done != self._done:
            self._still_s = STILL_S
        self._done = done

    def _is_due(self, now: float, done: int, total: int) -> bool:
        silent = now - self._said_at
        much = self._said is None or done - self._said >= EVERY_SHARE * total
        still = done == self._done and silent >= self._still_s
        return silent >= QUIET_S or (silent >= EVERY_S and much) or still

    def _line(self, now: float, done: int, total: int, note: str) -> str:
        share = f" ({done / total:.0%})" if total else ""
        said = f"{self._title}: {done:,} of {total:,}{share}"
        moved = done != self._done  # a pace that is none foresees nothing
        left = self._left_s(now, done, total) if moved else ""
        return ", ".join(filter(None, [said, left, note[:_NOTE]]))

    def _left_s(self, now: float, done: int, total: int) -> str:
        """Say what is left, by the pace since the first advance."""
        began, before = self._began or (now, done)
        if done <= before or now <= began or done >= total:
            return ""
        return f"about {_span((now - began) / (done - before) * (total - done))} left"


def _span(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"
