"""Documents and questions in; how near each context came to what was asked, out.

    python -m benchmarks.achieved QUESTIONS FOLDER [--limit 50] [--distractors random]

A full crossing of 8 lengths from 4k to 512k and 5 depths. Lengths are counted whole on
each final text.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import numpy as np

from benchmarks.measure import docqa_ingest, run, say, table

_HEAD: Final = (
    *("distractors", "length", "prompts", "not built", "least tokens", "most tokens"),
    *("depth error, mean", "depth error, most", "leaks dropped, mean", "most"),
)


class Context(NamedTuple):
    length: int
    tokens: int | None
    """`None`: not built."""
    depth: float
    measured: float = 0.0
    leaks: int = 0

    @property
    def error(self) -> float:
        """How far the evidence is from its place, in tokens of the whole prompt."""
        return abs(self.measured - self.depth) * (self.tokens or 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=50)
    parser.add_argument("--distractors", nargs="*", default=["random"])
    given = parser.parse_args()
    rows: list[tuple[str, ...]] = []
    with TemporaryDirectory() as place:
        store = Path(place) / "new.duckdb"
        run(docqa_ingest(store, given.folder.resolve()))
        for kind in given.distractors:
            module = "benchmarks.contenders.achieved"
            asked = (str(store), str(given.questions.resolve()), kind)
            command = [sys.executable, "-m", module, *asked]
            ran = run([*command, "--limit", str(given.limit)])
            lines = json.loads(ran.printed.splitlines()[-1])
            contexts = [Context(**line) for line in lines]
            rows += report(kind, contexts)
            say(f"{kind}: depth and length correlate by {correlation(contexts):+.4f}")
    sys.stdout.write(table([_HEAD, *rows]))


def report(kind: str, contexts: Sequence[Context]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each length."""
    for length in sorted({context.length for context in contexts}):
        mine = [one for one in contexts if one.length == length]
        built = [one for one in mine if one.tokens is not None]
        tokens = [one.tokens or 0 for one in built]
        errors = [one.error for one in built]
        leaks = [one.leaks for one in built]
        counts = (kind, f"{length:,}", f"{len(built):,}", f"{len(mine) - len(built):,}")
        if not built:
            yield (*counts, *[""] * (len(_HEAD) - len(counts)))
            continue
        yield (
            *(*counts, f"{min(tokens):,}", f"{max(tokens):,}"),
            *(f"{np.mean(errors):,.0f}", f"{max(errors):,.0f}"),
            *(f"{np.mean(leaks):,.1f}", f"{max(leaks):,}"),
        )


def correlation(contexts: Sequence[Context]) -> float:
    """Return Pearson's r of the measured depth and the length of what was built."""
    built = [one for one in contexts if one.tokens is not None]
    depths = [one.measured for one in built]
    return float(np.corrcoef(depths, [one.length for one in built])[0, 1])


if __name__ == "__main__":
    main()
