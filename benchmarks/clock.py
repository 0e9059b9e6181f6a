"""How far each clock is from the truth: docqa's, guidellm's, aiperf's.

Every contender streams the same answers from the same server, which writes by an
absolute schedule in a process of its own and logs when each write was made. An error
is |what a contender measured - what the log says| of one request: from the first byte
of the request at the server to the write of the first token, or of the last.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import Any, Final

import click

from benchmarks.clock_peers import Contender, Job, Measured, aiperf, guidellm
from pipeline.simulate.reference import GAP_S, reference

WAVES: Final = {1: 20, 16: 20, 64: 10, 128: 10, 512: 5, 2_000: 2}
"""How many requests each stream makes, by how many streams there are."""
_OURS: Final = ("runner", "transport", "protocol")
_NAMES: Final = {
    "runner": "docqa, its whole runner",
    "transport": "docqa, its transport alone",
    "protocol": "a bare asyncio.Protocol",
}


@dataclass(frozen=True, slots=True)
class Round:
    """One contender's requests of one round, each beside its truth. Milliseconds."""

    first: list[float]
    answer: list[float]
    first_warm: list[float]
    """Of the requests after the first wave, when connections are open."""
    late: list[float]
    """By how much each write of the server was late."""
    lost: int
    in_flight: float
    """The share of the streams that were under way, while requests still began."""
    measured: Measured


@dataclass(slots=True)
class Summary:
    rounds: list[Round] = field(default_factory=list[Round])

    def line(self, streams: int, name: str) -> str:
        rounds = self.rounds
        first = list(chain.from_iterable(one.first for one in rounds))
        cells = [
            str(streams),
            name,
            str(len(first)),
            _errors(first),
            _errors(chain.from_iterable(one.first_warm for one in rounds)),
            _errors(chain.from_iterable(one.answer for one in rounds)),
            " / ".join(f"{fmean(one.first):.3g}" for one in rounds if one.first),
            f"{fmean(one.in_flight for one in rounds):.0%}",
            str(sum(one.lost for one in rounds)),
            _errors(chain.from_iterable(one.late for one in rounds)),
            _mean(one.measured.cpu_us for one in rounds),
            _mean(one.measured.stream_kb for one in rounds),
        ]
        return f"| {' | '.join(cells)} |"


_HEADINGS: Final = (
    "streams",
    "client",
    "requests",
    "TTFT error",
    "TTFT error, warm",
    "answer error",
    "TTFT mean by round",
    "in flight",
    "lost",
    "server late",
    "CPU µs/event",
    "kB/stream",
)


@click.command()
@click.option("--guidellm", "guidellm_at", type=click.Path(exists=True, path_type=Path))
@click.option("--aiperf", "aiperf_at", type=click.Path(exists=True, path_type=Path))
@click.option("--streams", type=int, multiple=True, default=(1, 16, 64, 128, 512))
@click.option("--rounds", default=3)
@click.option("--only", multiple=True, help="Only the clients whose name holds this.")
@click.option("--gap-ms", default=GAP_S * 1_000, help="From one token to the next.")
def main(
    guidellm_at: Path | None,
    aiperf_at: Path | None,
    streams: Sequence[int],
    rounds: int,
    only: Sequence[str],
    gap_ms: float,
) -> None:
    """Print a table; each error as median / mean / p99 in milliseconds."""
    contenders = _contenders(guidellm_at, aiperf_at, only)
    found = {(many, name): Summary() for many in streams for name in contenders}
    for number in range(rounds):
        for many in streams:
            for name in _rotated(list(contenders), number):
                click.echo(f"round {number + 1}, {many} streams, {name}", err=True)
                one = _round(contenders[name], many, number, gap_ms / 1_000)
                found[many, name].rounds.append(one)
                click.echo(Summary([one]).line(many, name), err=True)
    click.echo(f"| {' | '.join(_HEADINGS)} |")
    click.echo("| --: | :-- |" + " --: |" * (len(_HEADINGS) - 2))
    for (many, name), summary in found.items():
        click.echo(summary.line(many, name))


def _contenders(
    guidellm_at: Path | None, aiperf_at: Path | None, only: Sequence[str]
) -> dict[str, Contender]:
    found = {_NAMES[way]: _ours(way) for way in _OURS}
    if guidellm_at:
        found["guidellm"] = guidellm(guidellm_at.absolute())
    if aiperf_at:
        found["aiperf"] = aiperf(aiperf_at.absolute())
        found["aiperf, tuned"] = aiperf(aiperf_at.absolute(), tuned=True)
    return {
        name: contender
        for name, contender in found.items()
        if not only or any(part in name for part in only)
    }


def _ours(way: str) -> Contender:
    def run(job: Job) -> Measured:
        out = job.folder / "out.json"
        subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-m", "benchmarks.clock_client", way, job.url, out),
                *("--streams", str(job.streams), "--requests", str(job.requests)),
            ],
            check=True,
        )
        said = json.loads(out.read_text())
        rows = {key: (first, answer) for key, first, answer in said["rows"]}
        return Measured(
            {key: row for key, row in rows.items() if None not in row},
            "key",
            cpu_us=said["cpu_s"] / said["events"] * 1e6,
            stream_kb=(said["memory_most"] - said["memory_before"])
            / job.streams
            / 1_000,
        )

    return run


def _rotated(names: list[str], by: int) -> list[str]:
    by %= len(names)
    return names[by:] + names[:by]


def _round(contender: Contender, streams: int, seed: int, gap_s: float) -> Round:
    requests = streams * WAVES.get(streams, 5)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "truth.jsonl"
        own = Path(folder) / "client"
        own.mkdir()
        with reference(log, seed, gap_s) as url:
            measured = contender(Job(url, streams, requests, own))
        truth = [json.loads(line) for line in log.read_text().splitlines()]
    return _compared(measured, truth, streams, requests)


def _compared(
    measured: Measured, log: Sequence[Mapping[str, Any]], streams: int, requests: int
) -> Round:
    truth = [one for one in log if str(one[measured.named_by]) in measured.rows]
    first: list[float] = []
    answer: list[float] = []
    for one in truth:
        ours = measured.rows[str(one[measured.named_by])]
        first.append(abs(ours[0] - (one["first"] - one["begun"])) * 1_000)
        answer.append(abs(ours[1] - (one["last"] - one["begun"])) * 1_000)
    return Round(
        first=first,
        answer=answer,
        first_warm=first[streams:] or first,
        late=[late * 1_000 for one in truth for late in one["late"]],
        lost=requests - len(truth),
        in_flight=_in_flight(truth) / streams,
        measured=measured,
    )


def _in_flight(truth: Sequence[Mapping[str, Any]]) -> float:
    """Return the mean number under way, from the first end to the last beginning."""
    start = min(one["last"] for one in truth)
    end = max(start + 1e-9, *(one["begun"] for one in truth))
    under_way = sum(
        max(0.0, min(one["last"], end) - max(one["begun"], start)) for one in truth
    )
    return float(under_way / (end - start))


def _errors(values: Iterable[float]) -> str:
    """Write the median, the mean and the 99th percentile."""
    ordered = sorted(values)
    if not ordered:
        return "none"
    middle, high = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    return f"{middle:.2f} / {fmean(ordered):.2f} / {high:.2f}"


def _mean(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{fmean(known):.0f}" if known else ""


if __name__ == "__main__":
    main()
