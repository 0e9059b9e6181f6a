"""A seed in; how fast corpora of several sizes are generated and checked out.

    python -m benchmarks.generated [--sizes 250000 500000 1000000 2000000] [--seed 7]

Read the ratios: the CPU that a token costs between one size and the next, beside what
it costs between the first two. Where time is linear they are 1. What is left of the
first size at that price is the start: Python, imports, forms, processes. CPU, since
other work on the machine does not change it much.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from benchmarks.measure import Ran, run, say, table

_MINUTE: Final = 60
_MICRO: Final = 1_000_000
_SIZES: Final = (250_000, 500_000, 1_000_000, 2_000_000)
_FEWEST: Final = 3
"""Sizes: two steps, of which one is beside the other."""


class Measured(NamedTuple):
    tokens: int
    documents: int
    generated: Ran
    checked: Ran


def main() -> None:
    given = _arguments()
    measured = [_measure(size, given.seed) for size in sorted(given.sizes)]
    sys.stdout.write(report(measured))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=_SIZES, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    if len({*given.sizes}) < max(_FEWEST, len(given.sizes)):
        parser.error(f"--sizes wants {_FEWEST} or more that differ: {given.sizes}")
    return given


def _measure(size: int, seed: int) -> Measured:
    docqa = [sys.executable, "-m", "pipeline", "corpus"]
    with TemporaryDirectory() as place:
        out = Path(place) / "corpus"
        sized = ["--seed", f"{seed}", "--tokens", f"{size}", "--out", str(out)]
        generated = run([*docqa, "generate", *sized])
        checked = run([*docqa, "check", str(out)])
        said = json.loads((out / "corpus.json").read_text(encoding="utf-8"))
    say(
        f"{size:,} tokens: generated in {generated.seconds:.1f} s, "
        f"checked in {checked.seconds:.1f} s"
    )
    return Measured(said["tokens"], said["documents"], generated, checked)


def report(measured: Sequence[Measured]) -> str:
    """Write both tables: what each size cost, and what a token more does."""
    head = ["tokens", "documents", "generated, s", "CPU, s", "tokens a minute"]
    head += ["peak, MB", "checked, s", "CPU, s", "peak, MB"]
    sizes = table([head, *map(_size, measured)])
    head = [
        "a token more",
        "generating, \u00b5s",
        "ratio",
        "checking, \u00b5s",
        "ratio",
    ]
    return f"{sizes}\n{table([head, *_steps(measured)])}"


def _size(one: Measured) -> Sequence[str]:
    return [
        f"{one.tokens:,}",
        f"{one.documents:,}",
        f"{one.generated.seconds:.1f}",
        f"{one.generated.cpu_seconds:.1f}",
        f"{one.tokens / one.generated.seconds * _MINUTE:,.0f}",
        f"{one.generated.peak_mb:,.0f}",
        f"{one.checked.seconds:.1f}",
        f"{one.checked.cpu_seconds:.1f}",
        f"{one.checked.peak_mb:,.0f}",
    ]


def _steps(measured: Sequence[Measured]) -> Iterator[Sequence[str]]:
    """Yield what each step cost for a token, and the start in the end."""
    tokens = [one.tokens for one in measured]
    of_both = [
        _prices(tokens, [one.generated.cpu_seconds for one in measured]),
        _prices(tokens, [one.checked.cpu_seconds for one in measured]),
    ]
    for place, (less, more) in enumerate(pairwise(tokens)):
        cells = (
            (f"{prices[place] * _MICRO:.0f}", f"{prices[place] / prices[0]:.2f}")
            for prices in of_both
        )
        yield [f"{less:,} to {more:,}", *(cell for pair in cells for cell in pair)]
    first = measured[0]
    starts = [
        ran.cpu_seconds - prices[0] * first.tokens
        for ran, prices in zip((first.generated, first.checked), of_both, strict=True)
    ]
    yield ["start, CPU s", f"{starts[0]:.1f}", "", f"{starts[1]:.1f}", ""]


def _prices(tokens: Sequence[int], seconds: Sequence[float]) -> Sequence[float]:
    """Return the seconds for a token between each size and the next."""
    points = pairwise(zip(tokens, seconds, strict=True))
    return [(late - soon) / (more - less) for (less, soon), (more, late) in points]


if __name__ == "__main__":
    main()
