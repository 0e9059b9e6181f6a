"""How late the event loop is while a prompt of a million tokens is encoded and sent.

Streams are under way all the time, as many as asked for; every other second a prompt
of 4.5 MB is encoded in a thread and sent beside them, as a run does it. The lag of the
loop is sampled every 5 ms. A sample counts as beside a prompt from the moment that its
encoding begins until its last byte is acknowledged.

    python -m benchmarks.long_prompt [--streams 128] [--prompts 10]
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from pipeline.query.loop import run
from pipeline.query.transport import Endpoint
from pipeline.query.trial import TRIAL_TEXT, trial_target, trial_text
from pipeline.query.wire import seal
from pipeline.simulate.reference import reference

TEXT: Final = "which word comes next? " * 196_000
"""4.5 MB: a million tokens, as prose has them."""
TICK_S: Final = 0.005
PAUSE_S: Final = 1.0


class Watched:
    """Streams beside each other, and how late the loop was meanwhile."""

    def __init__(self, url: str, streams: int) -> None:
        self.lags: list[tuple[float, float]] = []
        """When each was due, and how late it was."""
        self.sent: list[tuple[float, float]] = []
        """From when to when each long prompt was encoded and sent."""
        self._asked = trial_target(url, streams + 1)
        self._url = url
        self._streams = streams
        self._is_over = False

    @property
    def beside(self) -> list[float]:
        return [lag for due, lag in self.lags if self._is_beside(due, due + lag)]

    @property
    def alone(self) -> list[float]:
        return [lag for due, lag in self.lags if not self._is_beside(due, due + lag)]

    def _is_beside(self, start: float, end: float) -> bool:
        return any(start <= until and since <= end for since, until in self.sent)

    async def run(self, prompts: int) -> None:
        async with (
            Endpoint(self._url, self._streams + 1, time.perf_counter) as endpoint,
            asyncio.TaskGroup() as group,
        ):
            for number in range(self._streams):
                group.create_task(self._stream(endpoint, number))
            await asyncio.sleep(2 * PAUSE_S)
            watching = group.create_task(self._watch())
            for _ in range(prompts):
                await asyncio.sleep(PAUSE_S)
                await self._send(endpoint)
            watching.cancel()
            self._is_over = True

    async def _stream(self, endpoint: Endpoint, number: int) -> None:
        text = TRIAL_TEXT.format(number)
        sealed = seal(text, self._asked, trial_text("short"))
        while not self._is_over:
            await endpoint.ask(sealed)

    async def _send(self, endpoint: Endpoint) -> None:
        began = time.perf_counter()
        sealed = await asyncio.to_thread(seal, TEXT, self._asked, trial_text("long"))
        asked = time.perf_counter()
        heard = await endpoint.ask(sealed)
        if heard.error:
            raise heard.error
        self.sent.append((began, asked + (heard.times.upload_s or 0.0)))

    async def _watch(self) -> None:
        while True:
            due = time.perf_counter() + TICK_S
            await asyncio.sleep(TICK_S)
            self.lags.append((due, max(0.0, time.perf_counter() - due)))


def _row(name: str, lags: Sequence[float]) -> str:
    ordered = sorted(lags)
    middle, high = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    cells = [f"{lag * 1_000:.2f}" for lag in (middle, high, ordered[-1])]
    return f"| {name} | {len(ordered)} | {' | '.join(cells)} |"


@click.command()
@click.option("--streams", default=128)
@click.option("--prompts", default=10)
def main(streams: int, prompts: int) -> None:
    """Print a table; lags in milliseconds."""
    with tempfile.TemporaryDirectory() as name, reference(Path(name) / "log") as url:
        watched = Watched(url, streams)
        run(watched.run(prompts))
    click.echo(f"| {streams} streams | samples | median | p99 | most |")
    click.echo("| :-- | --: | --: | --: | --: |")
    click.echo(_row("alone", watched.alone))
    click.echo(_row(f"beside {len(TEXT) / 1e6:.1f} MB", watched.beside))
    spans = sorted(end - start for start, end in watched.sent)
    click.echo(f"encoded and sent in {spans[0]:.3f} to {spans[-1]:.3f} s", err=True)


if __name__ == "__main__":
    main()
