"""A bar on stderr for whoever watches; nothing at all where nobody does."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from tqdm import tqdm

from pipeline.progress import Progress


@contextmanager
def bar(title: str, unit: str) -> Generator[Progress]:
    """Yield a progress callback that draws a bar with what is left in time."""
    with tqdm(
        desc=title,
        unit=f" {unit}",
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
        leave=False,
        dynamic_ncols=True,
    ) as drawn:

        def advance(done: int, total: int, note: str) -> None:
            drawn.total = total
            drawn.set_postfix_str(note[:30], refresh=False)
            drawn.update(done - drawn.n)

        yield advance
