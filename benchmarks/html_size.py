"""How large report.html is, and how long a browser takes to open it.

    python -m benchmarks.html_size [--calls 10000] [--paragraphs 1] [--rounds 5]
        [--seed 1]

A run of five models, five repeats, four lengths and as many questions as it takes, its
answers paragraphs of generated prose, no two the same; every prompt with a layout. Open
is from asking the browser for the page to the table of calls being there, with the
browser already started; filtered is one more letter in its search box.
"""

import argparse
import sys
from pathlib import Path
from random import Random
from statistics import mean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.measure import MEGABYTE, say, table
from benchmarks.prose import Prose
from pipeline.records import Verdict
from pipeline.report.stage import HTML_PAGE, write_report
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended
from tests.support.bench_layouts import add_details, add_layouts
from tests.support.browser import Page, browser, find_browser

AIM_MB: Final = 5
AIM_S: Final = 2
_MODELS: Final = tuple(f"provider-{letter}/model-{letter}" for letter in "abcde")
_LENGTHS: Final = (4_000, 16_000, 64_000, 128_000)
_REPEATS: Final = 5
_A_DOCUMENT: Final = 5
"""Questions."""
_READY: Final = "document.getElementById('calls-table').dataset.ready"
_TYPED: Final = """(() => {
    const box = document.querySelector('input[type=search]'), began = performance.now();
    box.value += 'a';
    box.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    return (performance.now() - began) / 1000;
})()"""


class Written(NamedTuple):
    calls: int
    mean_chars: float
    """Of an answer."""
    bytes: int
    seconds: float
    """That the HTML adds to writing the report."""


def write(folder: Path, calls: int, paragraphs: int, seed: int) -> Written:
    """Make a run of about so many calls and write its report into `folder`."""
    each = len(_MODELS) * len(_LENGTHS) * _REPEATS
    design = Design(
        models=_MODELS,
        documents=max(1, calls // each // _A_DOCUMENT),
        questions=_A_DOCUMENT,
        unanswerable=0,
        lengths=_LENGTHS,
        controls=(),
        repeats=_REPEATS,
    )
    dice = Random(seed)  # noqa: S311  # no secret
    answers: list[int] = []

    def ending(asked: Asked) -> Ended:
        answer = "\n\n".join(Prose(dice).paragraph() for _ in range(paragraphs))
        answers.append(len(answer))
        verdict = dice.choice(tuple(Verdict))
        return Ended(
            verdict=verdict, seconds=asked.dice.expovariate(0.1), answer=answer
        )

    with Store() as store:
        run = fill(store, design, ending)
        add_layouts(store, design, passages=100)
        add_details(store)
        bare = _seconds(store, run, folder / "bare", html=False)
        whole = _seconds(store, run, folder, html=True)
    size = (folder / HTML_PAGE).stat().st_size
    return Written(len(answers), mean(answers), size, whole - bare)


def _seconds(store: Store, run: str, folder: Path, *, html: bool) -> float:
    began = perf_counter()
    write_report(store, run, folder, versions={}, html=html)
    return perf_counter() - began


class Opened(NamedTuple):
    seconds: float
    filtered_s: float


def opened(page: Path, program: str) -> Opened:
    """Open the page in a browser of its own."""
    with browser(program) as started:
        tab = Page(started)
        began = perf_counter()
        tab.open(page, f"{_READY} === 'yes'")
        seconds = perf_counter() - began
        tab.run(_TYPED)  # the first makes the texts ready to be searched
        return Opened(seconds, float(tab.run(_TYPED)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--paragraphs", type=int, default=1, help="of each answer")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    program = find_browser()
    with TemporaryDirectory() as folder:
        made = write(Path(folder), given.calls, given.paragraphs, given.seed)
        say(f"{made.calls:,} calls written")
        lines = [
            ("what", "figure", "aim"),
            ("calls", f"{made.calls:,}", ""),
            ("characters of an answer, mean", f"{made.mean_chars:,.0f}", ""),
            ("report.html", f"{made.bytes / MEGABYTE:.2f} MB", f"below {AIM_MB} MB"),
            ("writing it, beside the rest of the report", f"{made.seconds:.1f} s", ""),
        ]
        if program:
            page = Path(folder) / HTML_PAGE
            rounds = [opened(page, program) for _ in range(given.rounds)]
            lines += _opening(rounds)
        else:
            say("no chromium here: how long it takes to open is not measured")
    sys.stdout.write(table(lines))


def _opening(rounds: list[Opened]) -> list[tuple[str, str, str]]:
    seconds = [one.seconds for one in rounds]
    spread = f"{median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"
    filtered = median(one.filtered_s for one in rounds)
    return [
        ("opening it in chromium, median", spread, f"below {AIM_S} s"),
        ("filtering all calls by a text, median", f"{filtered * 1000:.0f} ms", ""),
    ]


if __name__ == "__main__":
    main()
