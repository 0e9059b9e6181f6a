"""The part all peers share: the files to read on stdin, the outcome on stdout."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

CHUNK_TOKENS: Final = 320
"""As docqa's own; the peers' default overlap, which costs time, is set to none."""


class Outcome(NamedTuple):
    documents: int
    chunks: int


def compete(read: Callable[[list[Path]], Outcome]) -> None:
    """Time a contender: its imports are done, its processes are yet to start."""
    files = [Path(line) for line in sys.stdin.read().splitlines()]
    started = perf_counter()
    outcome = read(files)
    seconds = perf_counter() - started
    sys.stdout.write(json.dumps({"seconds": seconds, **outcome._asdict()}) + "\n")
